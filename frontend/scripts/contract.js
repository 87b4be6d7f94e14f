// What the service knows: airlines, airports, outcomes and the range of dates; and of the routes those that were
// asked for.

import { ServiceError } from "./api.js"
import { citiesOf } from "./ask/cities.js"
import { Routes } from "./routes.js"

const FORMAT = 2

export class Contract {
  #json
  #routes

  constructor(json, routes = new Routes()) {
    if (json?.format !== FORMAT) throw new ServiceError("answer")
    this.#json = json
    this.#routes = routes
  }

  // Have the routes from airports at hand; tells whether there are more now than before.
  learn(origins) {
    return this.#routes.load(origins.filter((origin) => origin in this.#json.airports))
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

  // Months as "2023-09", and the airports where the model has learned what weather does.
  get learned() {
    return { months: this.#json.data.train.months, origins: this.#json.origins }
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

  // The airports in two groups, those where weather was learned first, each in the order of their codes.
  origins() {
    const left = new Set(this.#json.origins)
    return parted(this.#airports, ({ code }) => left.has(code))
  }

  // The airports in two groups, those with a route from the origin first.
  destinations(origin) {
    const reached = new Set(this.#routes.from(origin).map(({ destination }) => destination))
    return parted(this.#airports, ({ code }) => reached.has(code))
  }

  // The airlines in two groups, those that fly the route first, each in the order of their names.
  // Those that fly no longer are left out: the model knows them from earlier years.
  airlines(origin, destination) {
    const flown = new Set(this.flyers(origin, destination).map(({ carrier }) => carrier))
    const flying = Object.keys(this.#json.airlines).filter((code) => this.#isFlying(code))
    const all = flying.map((code) => ({ code, name: this.airlineName(code) }))
    all.sort((one, other) => one.name.localeCompare(other.name))
    return parted(all, ({ code }) => flown.has(code))
  }

  // Who flies the route, as the service tells of them: [{ carrier, hours, usual }].
  flyers(origin, destination) {
    return this.#route(origin, destination)?.airlines.filter(({ carrier }) => this.#isFlying(carrier)) ?? []
  }

  // How long the flight usually takes from gate to gate; undefined for a route not seen.
  blockMinutes(origin, destination) {
    return this.#route(origin, destination)?.block_minutes ?? undefined
  }

  // Every airline on every route at hand, { carrier, origin, destination }, the most flown first.
  get trips() {
    const trips = this.#routes.all.flatMap(({ origin, destination }) => this.flyers(origin, destination)
      .map(({ carrier, usual: { flights } }) => ({ carrier, origin, destination, flights })))
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


  #isFlying(code) {
    return !this.#json.airlines[code]?.ceased
  }

  #route(origin, destination) {
    return this.#routes.from(origin).find((route) => route.destination === destination)
  }
}

function parted(all, isFirst) {
  return { onRoute: all.filter(isFirst), others: all.filter((choice) => !isFirst(choice)) }
}
