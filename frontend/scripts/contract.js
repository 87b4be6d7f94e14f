// What the service knows: airlines, airports, routes, outcomes and the range of dates.

import { ServiceError } from "./api.js"

const FORMAT = 1

export class Contract {
  #json

  constructor(json) {
    if (json?.format !== FORMAT) throw new ServiceError("answer")
    this.#json = json
  }

  get version() {
    return this.#json.version
  }

  get outcomes() {
    return this.#json.outcomes.map((outcome) => outcome.name)
  }

  get airports() {
    return Object.entries(this.#json.airports).map(([code, { name }]) => ({ code, name }))
  }

  // The airlines in two groups, those that fly the route first, each in the order of their names.
  // Those without a record on any route are gone: the model knows them from an earlier year.
  airlines(origin, destination) {
    const flown = this.#json.routes[`${origin}-${destination}`]?.usual ?? {}
    const flying = new Set(Object.values(this.#json.routes).flatMap(({ usual }) => Object.keys(usual)))
    const all = [...flying].map((code) => ({ code, name: this.airlineName(code) }))
    all.sort((one, other) => one.name.localeCompare(other.name))
    return {
      onRoute: all.filter(({ code }) => code in flown),
      others: all.filter(({ code }) => !(code in flown)),
    }
  }

  // Registered names end in "Inc." or "Co.", which no traveller ever says.
  airlineName(code) {
    const name = this.#json.airlines[code]?.name ?? code
    return name.replace(/,? (Inc|Co|Corp)\.$/, "")
  }

  airportName(code) {
    return this.#json.airports[code]?.name
  }

  timeZone(code) {
    return this.#json.airports[code]?.time_zone
  }

  get departureRange() {
    const { minimum, maximum } = this.#json.fields.flights.find(({ name }) => name === "departure")
    return { minimum, maximum }
  }
}
