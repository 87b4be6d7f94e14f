// What the contract says of the model: what it was made from, and how it did on flights it had not seen.

import { placeOf } from "../ask/cities.js"
import { Contract } from "../contract.js"

const MODEL_ROWS = ["full", "forecast", "forecast_1_day", "forecast_3_days", "none"]
const REFERENCE = "climatology"

export class KnownModel {
  #json
  #contract

  constructor(json) {
    this.#contract = new Contract(json)
    this.#json = json
  }

  get version() {
    return this.#json.version
  }

  get card() {
    return this.#json.model
  }

  get data() {
    return this.#json.data
  }

  get libraries() {
    return Object.entries(this.#json.libraries)
  }

  get limits() {
    return this.#json.limits
  }

  get counts() {
    const { airlines, airports, lookups } = this.#json
    const [airlineCount, airportCount] = [airlines, airports].map((known) => Object.keys(known).length)
    return { airlines: airlineCount, airports: airportCount, routes: lookups.rows.routes }
  }

  get origins() {
    return this.#json.origins.map((code) => ({ code, name: this.#contract.airportName(code) ?? code }))
  }

  // The model's inputs, counted by what they are about: [group, count], the largest first.
  get inputs() {
    const counts = new Map()
    for (const { group } of this.#json.features) counts.set(group, (counts.get(group) ?? 0) + 1)
    return [...counts].sort((one, other) => other[1] - one[1])
  }

  // { name, metrics, skill, ours }: the model as it is used, then what it is held against.
  get scores() {
    const told = Object.keys(this.#json.metrics)
    const ours = MODEL_ROWS.filter((name) => told.includes(name))
    const others = told.filter((name) => !MODEL_ROWS.includes(name))
    return [...ours, ...others].map((name) => ({ ...this.score(name), ours: ours.includes(name) }))
  }

  score(name) {
    const metrics = this.#json.metrics[name]
    return { name, metrics, skill: skill(metrics.log_loss, this.#json.metrics[REFERENCE].log_loss) }
  }

  // What became of its chances, in bins from the lowest to the highest: { said, came, flights }. Empty
  // for a service older than this page.
  calibration(state) {
    return this.#json.calibration?.[state] ?? []
  }

  // The model of the day: { scores, auc }; undefined for a service older than this page.
  get day() {
    return this.#json.day
  }

  get months() {
    return Object.entries(this.#json.metrics_by_month).map(([month, metrics]) =>
      ({ month, ...metrics, skill: skill(metrics.log_loss, metrics.climatology_log_loss) }))
  }

  // { month, said, lowest, highest, years }, by month of the year; empty for a service older than this page.
  get monthsAhead() {
    return this.#json.months_ahead ?? []
  }

  // Those with the most flights first: `label` where room is short, `name` where there is some.
  get airlines() {
    return largest(this.#json.metrics_by_carrier, (code) => ({ label: this.#contract.airlineName(code) }))
  }

  get airports() {
    return largest(this.#json.metrics_by_origin, (code) => {
      const [city] = placeOf(code).city.split(",")
      return { label: city ? `${code}, ${city}` : code, name: `${this.#contract.airportName(code) ?? code} (${code})` }
    })
  }
}

function largest(slices, named) {
  return Object.entries(slices)
    .map(([code, metrics]) => ({ ...named(code), ...metrics }))
    .sort((one, other) => other.flights - one.flights)
}

// By which share the log-loss is below that of the reference.
function skill(logLoss, reference) {
  return 1 - logLoss / reference
}
