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
  //           (of the day of a flight that has left, what was measured and is forecast still counts)
  // rows      all hours known at the origin, the same for every departure from it
  // measured  whether hours gone by are among those that count: "none" needed, "known", or "failed"
  // askAgain  the local time from which the forecast covers all hours that count, if it does not yet
  async of({ origin, departure }, contract) {
    const zone = contract.timeZone(origin) ?? "UTC"
    const hasLeft = instantOf(departure, zone) < Date.now()
    if (isReached(departure, zone)) {
      const weather = await this.#near(origin, departure, zone, contract)
      return hasLeft ? { ...weather, state: "past" } : weather
    }
    if (hasLeft) return { state: "past", rows: [] }
    return { state: "far", rows: [], askAgain: shifted(hoursThatCount(departure).at(-1), -REACH_HOURS * 60) }
  }

  // All hours known at an airport, where they can count for any of the departures from it: to each
  // departure the same hours as of() gives it by itself.
  async rows(airport, departures, contract) {
    const zone = contract.timeZone(airport) ?? "UTC"
    if (!departures.some((departure) => isReached(departure, zone))) return []
    return rowsOf(await this.#fresh(airport, zone, contract))
  }

  async #near(origin, departure, zone, contract) {
    const weather = await this.#fresh(origin, zone, contract)
    const { forecast, measured } = weather
    if (forecast.length === 0) return { state: "failed", rows: [] }
    const needed = hoursThatCount(departure)[0] < forecast[0].time
    const beyond = minutesBeyond(departure, forecast.at(-1).time)
    return {
      state: "known",
      rows: rowsOf(weather),
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

// Whether an hour that counts for a departure can be among those measured or forecast.
function isReached(departure, zone) {
  const hours = hoursThatCount(departure)
  const now = Date.now()
  return instantOf(hours[0], zone) <= now + REACH_HOURS * HOUR_MS
    && instantOf(hours.at(-1), zone) >= now - MEASURED_HOURS * HOUR_MS
}

// What was measured leads up to the forecast; without one it is too little to go by.
function rowsOf({ forecast, measured }) {
  return forecast.length === 0 ? [] : joined(measured ?? [], forecast)
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
