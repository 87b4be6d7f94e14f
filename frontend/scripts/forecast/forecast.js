// The weather to count in for a flight: whether there is a forecast for it, and its hours.

import { ServiceError } from "../api.js"
import { instantOf } from "../zones.js"
import { weatherRows } from "./hours.js"
import { hourlyPeriods } from "./weather-service.js"

export const DAYS_AHEAD = 7
const DAY_MS = 86_400_000
const FRESH_MS = 1_800_000

export class Forecast {
  #kept = new Map()

  // `state` is past, far, failed or known; `rows` the weather at both airports, and `missing` those
  // airports that no forecast could be had for. It never fails: the answer can do without.
  async of(flight, contract) {
    const state = reach(flight, contract)
    if (state !== "near") return { state, rows: [], missing: [] }
    const airports = [flight.origin, flight.destination]
    const found = await Promise.all(airports.map((airport) => this.#rowsAt(airport, contract)))
    const missing = airports.filter((_, place) => found[place].length === 0)
    return { state: missing.length === airports.length ? "failed" : "known", rows: found.flat(), missing }
  }

  async #rowsAt(airport, contract) {
    try {
      return await this.#fresh(airport, contract)
    } catch (error) {
      this.#kept.delete(airport)
      if (!(error instanceof ServiceError)) throw error
      return []
    }
  }

  // Half an hour long an airport's forecast is not asked for again.
  #fresh(airport, contract) {
    const kept = this.#kept.get(airport)
    if (kept && Date.now() - kept.since < FRESH_MS) return kept.rows
    const rows = load(airport, contract)
    this.#kept.set(airport, { rows, since: Date.now() })
    return rows
  }
}

// A departure from an airport whose place is not known is tried, and fails, like one out of reach.
function reach({ origin, departure }, contract) {
  const ahead = instantOf(departure, contract.timeZone(origin) ?? "UTC") - Date.now()
  if (ahead < 0) return "past"
  return ahead > DAYS_AHEAD * DAY_MS ? "far" : "near"
}

async function load(airport, contract) {
  const place = contract.place(airport)
  return place ? weatherRows(airport, await hourlyPeriods(place), contract.weatherRanges) : []
}
