// What the service knows: airlines, airports, routes, outcomes and the range of dates.

import { ServiceError } from "./api.js"
import { citiesOf } from "./ask/cities.js"

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

  // The outcomes as they stand in the contract, with the quantiles of the delays within each.
  get outcomeClasses() {
    return this.#json.outcomes
  }

  // The most flights that one question may hold.
  get limit() {
    return this.#json.limits.flights
  }

  // The most rows of weather that one question may hold.
  get weatherLimit() {
    return this.#json.limits.weather
  }

  // Months as "2023-09", and the airports whose departures the model has learned from.
  get learned() {
    const { choices } = this.#json.fields.flights.find(({ name }) => name === "origin")
    return { months: this.#json.data.train.months, origins: choices ?? [] }
  }

  // The months that the model was tried on, and how it did: [{ month, flights, late_observed, ... }].
  get triedMonths() {
    return Object.entries(this.#json.metrics_by_month ?? {}).map(([month, metrics]) => ({ month, ...metrics }))
  }

  get departureRange() {
    const { minimum, maximum } = this.#json.fields.flights.find(({ name }) => name === "departure")
    return { minimum, maximum }
  }

  // What each field of the weather may hold: { minimum, maximum } by name.
  get weatherRanges() {
    const measured = this.#json.fields.weather.filter(({ type }) => type === "number")
    return Object.fromEntries(measured.map(({ name, minimum, maximum }) => [name, { minimum, maximum }]))
  }

  // The airports in two groups, those that routes leave from first, each in the order of their codes.
  origins() {
    const left = new Set(this.#routes.map(([origin]) => origin))
    return parted(this.#airports, ({ code }) => left.has(code))
  }

  // The airports in two groups, those with a route from the origin first.
  destinations(origin) {
    const reached = new Set(this.#routes.filter(([from]) => from === origin).map(([, to]) => to))
    return parted(this.#airports, ({ code }) => reached.has(code))
  }

  // The airlines in two groups, those that fly the route first, each in the order of their names.
  // Those without a record on any route are gone: the model knows them from an earlier year.
  airlines(origin, destination) {
    const flown = this.#json.routes[`${origin}-${destination}`]?.usual ?? {}
    const flying = new Set(Object.values(this.#json.routes).flatMap(({ usual }) => Object.keys(usual)))
    const all = [...flying].map((code) => ({ code, name: this.airlineName(code) }))
    all.sort((one, other) => one.name.localeCompare(other.name))
    return parted(all, ({ code }) => code in flown)
  }

  // How long the flight usually takes from gate to gate; undefined for a route not seen.
  blockMinutes(origin, destination) {
    return this.#json.routes[`${origin}-${destination}`]?.block_minutes
  }

  // Every airline on every route of the record, { carrier, origin, destination }, the most flown first.
  get trips() {
    const trips = Object.entries(this.#json.routes).flatMap(([route, { usual }]) => {
      const [origin, destination] = route.split("-")
      return Object.entries(usual).map(([carrier, { flights }]) => ({ carrier, origin, destination, flights }))
    })
    return trips.sort((one, other) => other.flights - one.flights)
  }

  // The name of an "airport" or an "airline", listed for a route or not; undefined for one not known.
  nameOf(kind, code) {
    if (kind === "airport") return this.airportName(code)
    return code in this.#json.airlines ? this.airlineName(code) : undefined
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

  // { latitude, longitude } of an airport, or undefined.
  place(code) {
    return this.#json.airports[code]
  }

  get #airports() {
    return Object.entries(this.#json.airports).map(([code, { name }]) => ({ code, name, city: citiesOf(code) }))
  }

  get #routes() {
    return Object.keys(this.#json.routes).map((route) => route.split("-"))
  }
}

function parted(all, isFirst) {
  return { onRoute: all.filter(isFirst), others: all.filter((choice) => !isFirst(choice)) }
}
