// What the service knows: airlines, airports, outcomes, the range of dates; and of the routes those asked for.

import { ServiceError } from "./api.js"
import { newNameOf, placeOf } from "./ask/cities.js"
import { flyersAmong, flyingAirlines } from "./offered.js"
import { Routes } from "./routes.js"

const FORMAT = 3

export class Contract {
  #json
  #routes

  constructor(json, routes = new Routes()) {
    if (json?.format !== FORMAT) throw new ServiceError("answer")
    this.#json = json
    this.#routes = routes
  }

  // Have the routes from an airport at hand, or one of them; tells whether there is more now than before.
  async learn(...places) {
    return places.every((place) => place in this.#json.airports) && this.#routes.load(...places)
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

  // What a field of a flight may hold: { minimum, maximum }; nothing for one that a service older than this page lacks.
  rangeOf(field) {
    return this.#json.fields.flights.find(({ name }) => name === field) ?? {}
  }

  // What each field of the weather may hold: { minimum, maximum } by name.
  get weatherRanges() {
    const measured = this.#json.fields.weather.filter(({ type }) => type === "number")
    return Object.fromEntries(measured.map(({ name, minimum, maximum }) => [name, { minimum, maximum }]))
  }

  // The airports in two groups, those with a route from the origin first; all in the first where none is named.
  airports(origin) {
    const reached = new Set(this.#routes.from(origin).map(({ destination }) => destination))
    return parted(this.#airports, ({ code }) => origin === undefined || reached.has(code))
  }

  // The airlines in two groups, those that fly the route first, each in the order of their names.
  airlines(origin, destination) {
    const flown = new Set(this.flyers(origin, destination).map(({ carrier }) => carrier))
    const flying = flyingAirlines(this.#json.airlines)
    const all = [...flying].map((code) => ({ code, name: this.airlineName(code) }))
    all.sort((one, other) => one.name.localeCompare(other.name))
    return parted(all, ({ code }) => flown.has(code))
  }

  // Who flies the route, as the service tells of them: [{ carrier, hours, usual }].
  flyers(origin, destination) {
    return flyersAmong(this.#flownBy(origin, destination), this.#json.airlines)
  }

  // The hours in which they fly it, 0 to 23, in order; where nobody does, those of all who ever did.
  hours(origin, destination) {
    const flyers = this.flyers(origin, destination)
    const flown = flyers.length > 0 ? flyers : this.#flownBy(origin, destination)
    return [...new Set(flown.flatMap(({ hours }) => hours))].sort((one, other) => one - other)
  }

  // How long the flight usually takes from gate to gate; undefined for a route not seen.
  blockMinutes(origin, destination) {
    return this.#routes.between(origin, destination)?.block_minutes ?? undefined
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

  // The year in which an airline ended; undefined for those that fly.
  ceased(code) {
    return this.#json.airlines[code]?.ceased
  }

  airportName(code) {
    return this.#json.airports[code] && (newNameOf(code) ?? this.#json.airports[code].name)
  }

  timeZone(code) {
    return this.#json.airports[code]?.time_zone
  }

  // { latitude, longitude } of an airport, or undefined.
  place(code) {
    return this.#json.airports[code]
  }

  get #airports() {
    return Object.entries(this.#json.airports).map(([code, { name: formerly }]) =>
      ({ code, name: this.airportName(code), formerly, ...placeOf(code) }))
  }

  #flownBy(origin, destination) {
    return this.#routes.between(origin, destination)?.airlines ?? []
  }
}

function parted(all, isFirst) {
  return { onRoute: all.filter(isFirst), others: all.filter((choice) => !isFirst(choice)) }
}
