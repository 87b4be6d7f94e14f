// What is flown: asked of the service once, an airport's routes or one of them, and kept while the page is open.

import { ServiceError } from "./api.js"

export class Routes {
  #ask
  #known = new Map()
  #asking = new Map()

  // `ask` returns a promise of the routes from an airport, or to one other alone.
  constructor(ask = async () => []) {
    this.#ask = ask
  }

  // The routes from an airport: [{ destination, block_minutes, airlines }]; none while they are not there.
  from(origin) {
    return this.#known.get(origin) ?? []
  }

  // One of them; undefined while it is not there, and for one never flown.
  between(origin, destination) {
    const routes = this.#known.get(origin) ?? this.#known.get(`${origin}-${destination}`) ?? []
    return routes.find((route) => route.destination === destination)
  }

  // All that are there, of airports whose routes all are, each with its `origin`.
  get all() {
    const whole = [...this.#known].filter(([places]) => !places.includes("-"))
    return whole.flatMap(([origin, routes]) => routes.map((route) => ({ origin, ...route })))
  }

  // Tells whether there is more than before. What cannot be had is done without, and asked for again when it is
  // next wanted.
  async load(origin, destination) {
    const places = destination ? `${origin}-${destination}` : origin
    if (this.#known.has(origin) || this.#known.has(places)) return false
    const asking = this.#asking.get(places) ?? this.#request(places, origin, destination)
    this.#asking.set(places, asking)
    await asking
    return this.#known.has(places)
  }

  async #request(places, origin, destination) {
    try {
      this.#known.set(places, await this.#ask(origin, destination))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
    } finally {
      this.#asking.delete(places)
    }
  }
}
