// What is flown: the routes from an airport, asked of the service once for each and kept while the page is open.

import { ServiceError } from "./api.js"

const RECENT_YEARS = 4
// Flights on a route below which an airline is not held against others.
const LEAST_FLIGHTS = 30

// Of those who fly a route: the codes of the airlines that can be held against one another.
export function rivalsAmong(flyers) {
  return flyers.filter(({ usual }) => usual.flights >= LEAST_FLIGHTS).map(({ carrier }) => carrier)
}

// The hours in which they fly it, 0 to 23, in order.
export function hoursOf(flyers) {
  return [...new Set(flyers.flatMap(({ hours }) => hours))].sort((one, other) => one - other)
}

export class Routes {
  #ask
  #known = new Map()
  #asking = new Map()

  // `ask` returns a promise of the routes from an airport.
  constructor(ask = async () => []) {
    this.#ask = ask
  }

  // The routes from an airport: [{ destination, block_minutes, airlines }]; none while they are not there.
  from(origin) {
    return this.#known.get(origin) ?? []
  }

  // All that are there, each with its `origin`.
  get all() {
    return [...this.#known].flatMap(([origin, routes]) => routes.map((route) => ({ origin, ...route })))
  }

  // Tells whether there are more than before. Those that cannot be had are done without, and asked for again
  // when they are next wanted.
  async load(origins) {
    const missing = origins.filter((origin) => !this.#known.has(origin))
    await Promise.all(missing.map((origin) => this.#load(origin)))
    return missing.some((origin) => this.#known.has(origin))
  }

  #load(origin) {
    const asking = this.#asking.get(origin) ?? this.#request(origin)
    this.#asking.set(origin, asking)
    return asking
  }

  async #request(origin) {
    try {
      this.#known.set(origin, stillFlown(await this.#ask(origin)))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
    } finally {
      this.#asking.delete(origin)
    }
  }
}

// On each route the airlines of the newest years in which it was flown: others have left it. The record has not
// every airline in every year.
function stillFlown(routes) {
  return routes.map((route) => {
    const newest = Math.max(...route.airlines.map(({ usual }) => usual.years.at(-1)))
    return { ...route, airlines: route.airlines.filter(({ usual }) => usual.years.at(-1) > newest - RECENT_YEARS) }
  })
}
