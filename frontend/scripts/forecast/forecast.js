// The weather at an origin, for departures to come: the forecast, and for today what was measured so far.

import { ServiceError } from "../api.js"
import { instantOf, localAt, minutesBetween, shifted } from "../zones.js"
import { hourOf, hoursThatCount, joined, missingHours, weatherRows } from "./known-hours.js"
import { forecastHours, observationsSince, pointAt } from "./weather-service.js"

// How far the forecast reaches as a rule; at times it ends two days and a half sooner.
const REACH_HOURS = 156
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const FRESH_MS = 1_800_000
const MEASURED_HOURS = 30

export class Forecast {
  #kept = new Map()

  // { state, rows, measured, missing, askAgain } for a departure. It never fails: the answer can do without.
  //
  // state     past: it has left; far: no forecast reaches it; nowhere: its origin is not known; refused: the
  //           weather service has none for that place; failed: none could be had; known: there is one
  //           (of the day of a flight that has left, what was measured and is forecast still counts)
  // rows      all hours known at the origin, the same for every departure from it
  // measured  whether hours gone by are among those that count: "none" needed, "known", or "failed"
  // missing   { time, cause } of each hour that counts and is not known; a cause is one of the states, or
  //           unmeasured: it has gone by; gaps: the forecast leaves it out
  // askAgain  the local time from which the forecast covers all hours that count, if it does not yet
  async of(flight, contract) {
    const reach = this.reach(flight, contract)
    return reach ?? this.#near(flight, contract)
  }

  // The same where nothing need be asked for; undefined where some hour that counts may be known.
  reach({ origin, departure }, contract) {
    const zone = contract.timeZone(origin)
    const hasLeft = instantOf(departure, zone ?? "UTC") < Date.now()
    if (zone && isReached(departure, zone)) return undefined
    if (hasLeft) return nothing("past", departure)
    if (!zone) return nothing("nowhere", departure)
    return { ...nothing("far", departure), askAgain: shifted(hoursThatCount(departure).at(-1), -REACH_HOURS * 60) }
  }

  // All hours known at an airport, where they can count for any of the departures from it: to each
  // departure the same hours as of() gives it by itself.
  async rows(airport, departures, contract) {
    const zone = contract.timeZone(airport)
    if (!zone || !departures.some((departure) => isReached(departure, zone))) return []
    const { forecast, measured } = await this.#fresh(airport, zone, contract)
    return joined(measured, forecast, hourIn(zone), zone)
  }

  async #near({ origin, departure }, contract) {
    const zone = contract.timeZone(origin)
    const { state, forecast, measured } = await this.#fresh(origin, zone, contract)
    const now = hourIn(zone)
    const rows = joined(measured, forecast, now, zone)
    const hasLeft = instantOf(departure, zone) < Date.now()
    const askAgain = againAt(departure, forecast, zone)
    const causeOf = (time) => {
      if (time < now) return "unmeasured"
      if (state !== "known") return state
      return askAgain && time > forecast.at(-1).time ? "far" : "gaps"
    }
    const missing = missingHours(rows, departure).map((time) => ({ time, cause: causeOf(time) }))
    return { state: hasLeft ? "past" : state, rows, measured: measuredFor(departure, measured, now), missing, askAgain }
  }

  // Half an hour long an airport's weather is not asked for again.
  #fresh(airport, zone, contract) {
    const kept = this.#kept.get(airport)
    if (kept && Date.now() - kept.since < FRESH_MS) return kept.weather
    const weather = load(airport, zone, contract)
    this.#kept.set(airport, { weather, since: Date.now() })
    weather.then(({ state }) => state !== "known" && this.#kept.delete(airport))
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

function hourIn(zone) {
  return hourOf(localAt(Date.now(), zone))
}

function nothing(state, departure) {
  const missing = hoursThatCount(departure).map((time) => ({ time, cause: state }))
  return { state, rows: [], measured: "none", missing }
}

// A later forecast reaches further by as much time as has passed; past the departure it is of no more use.
function againAt(departure, forecast, zone) {
  if (forecast.length === 0) return undefined
  const beyond = minutesBetween(forecast.at(-1).time, hoursThatCount(departure).at(-1))
  const again = hourOf(localAt(Date.now() + beyond * MINUTE_MS, zone))
  return beyond > 0 && again < departure ? again : undefined
}

function measuredFor(departure, measured, now) {
  const gone = hoursThatCount(departure).filter((time) => time < now)
  if (gone.length === 0) return "none"
  return measured.some(({ time }) => gone.includes(time)) ? "known" : "failed"
}

// Forecast and measurements are asked for together, so that neither waits for the other.
async function load(airport, zone, contract) {
  const rowsOf = (hours) => weatherRows(airport, hours, zone, contract.weatherRanges)
  const point = await settled(pointAt(contract.place(airport)))
  if (point.failed) return { state: point.failed, forecast: [], measured: [] }
  const since = Date.now() - MEASURED_HOURS * HOUR_MS
  const [forecast, measured] = await Promise.all([
    settled(forecastHours(point.value.forecast).then(rowsOf)),
    settled(observationsSince(point.value.stations, since).then(rowsOf)),
  ])
  const found = upToDate(forecast.value ?? [], zone)
  const state = found.length > 0 ? "known" : forecast.failed ?? "failed"
  return { state, forecast: found, measured: measured.value ?? [] }
}

// A forecast that has run out tells nothing of what is to come.
function upToDate(forecast, zone) {
  return forecast.at(-1)?.time >= hourIn(zone) ? forecast : []
}

// { value }, or { failed }: whether the service refused, or could not be had.
async function settled(work) {
  try {
    return { value: await work }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { failed: error.kind === "refused" ? "refused" : "failed" }
  }
}
