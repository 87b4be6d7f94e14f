// The next flight's own chances, at its hour and at later ones, with the weather where it leaves.

import { ServiceError } from "../api.js"
import { rowsThatCount } from "../forecast/known-hours.js"
import { localAt, shifted } from "../zones.js"

const MINUTE_MS = 60_000

export class NextFlight {
  #service
  #forecast
  #key
  #answer

  constructor(service, forecast) {
    this.#service = service
    this.#forecast = forecast
  }

  // What was answered of a flight: { predictions }, one for each of the later hours, or { failed }.
  answerOf(flight) {
    return this.#key === keyOf(flight) ? this.#answer : undefined
  }

  // `instant` is when it leaves, `later` by how many minutes it could leave later.
  async ask(flight, instant, later) {
    const answer = await this.#ask(flight, instant, later)
    this.#key = keyOf(flight)
    this.#answer = answer
  }

  forget() {
    this.#key = undefined
  }

  async #ask(flight, instant, later) {
    const { contract } = this.#service
    const zone = contract.timeZone(flight.origin)
    const departures = later.map((minutes) =>
      zone ? localAt(instant + minutes * MINUTE_MS, zone) : shifted(flight.departure, minutes))
    try {
      const rows = await this.#forecast.rows(flight.origin, departures, contract)
      const flights = departures.map((departure) => ({ ...flight, departure }))
      return { predictions: await this.#service.compare(flights, rowsThatCount(rows, departures)) }
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return { failed: true }
    }
  }
}

function keyOf(flight) {
  return JSON.stringify(flight)
}
