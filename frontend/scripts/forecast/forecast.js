// The weather at an origin, for departures to come: the forecast, and for today what was measured so far.

import { ServiceError } from "../api.js"
import { instantOf, localAt, shifted } from "../zones.js"
import { hoursThatCount, joined, minutesBeyond, weatherRows } from "./hours.js"
import { forecastHours, observationsSince, pointAt } from "./weather-service.js"

// How far the forecast reaches as a rule; at times it ends two days and a half sooner.
const REACH_HOURS = 156
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const FRESH_MS = 1_800_000
const MEASURED_HOURS = 30

export class Forecast {
  #kept = new Map()

  // { state, rows, measured, askAgain } for a departure. It never fails: the answer can do without.
  //
  // state     past: it has left; far: no forecast reaches it; failed: none could be had; known: there is one
  // rows      all hours known at the origin, the same for every departure from it
  // measured  whether hours gone by are among those that count: "none" needed, "known", or "failed"
  // askAgain  the local time from which the forecast covers all hours that count, if it does not yet
  async of({ origin, departure }, contract) {
    const zone = contract.timeZone(origin) ?? "UTC"
    const now = Date.now()
    if (instantOf(departure, zone) < now) return { state: "past", rows: [] }
    if (instantOf(hoursThatCount(departure)[0], zone) > now + REACH_HOURS * HOUR_MS) {
      return { state: "far", rows: [], askAgain: shifted(hoursThatCount(departure).at(-1), -REACH_HOURS * 60) }
    }
    return this.#near(origin, departure, zone, contract)
  }

  async #near(origin, departure, zone, contract) {
    const { forecast, measured } = await this.#fresh(origin, zone, contract)
    if (forecast.length === 0) return { state: "failed", rows: [] }
    const needed = hoursThatCount(departure)[0] < forecast[0].time
    const beyond = minutesBeyond(departure, forecast.at(-1).time)
    return {
      state: "known",
      rows: joined(measured ?? [], forecast),
      measured: needed ? (measured ? "known" : "failed") : "none",
      askAgain: beyond > 0 ? localAt(Date.now() + beyond * MINUTE_MS, zone) : undefined,
    }
  }

  // Half an hour long an airport's weather is not asked for again.
  #fresh(airport, zone, contract) {
    const kept = this.#kept.get(airport)
    if (kept && Date.now() - kept.since < FRESH_MS) return kept.weather
    const weather = load(airport, zone, contract)
    this.#kept.set(airport, { weather, since: Date.now() })
    weather.then(({ forecast }) => forecast.length === 0 && this.#kept.delete(airport))
    return weather
  }
}

// Forecast and measurements are asked for together, so that neither waits for the other.
async function load(airport, zone, contract) {
  const place = contract.place(airport)
  const rows = (hours) => weatherRows(airport, hours, zone, contract.weatherRanges)
  const point = place ? await orNothing(pointAt(place)) : undefined
  if (!point) return { forecast: [] }
  const since = Date.now() - MEASURED_HOURS * HOUR_MS
  const [forecast, measured] = await Promise.all([
    orNothing(forecastHours(point.forecast).then(rows)),
    orNothing(observationsSince(point.stations, since).then(rows)),
  ])
  return { forecast: forecast ?? [], measured }
}

async function orNothing(work) {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return undefined
  }
}
