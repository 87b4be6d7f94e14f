// Hours of weather: which of them count for a departure, and how they are told to the service.

import { instantOf, localAt, shifted } from "../zones.js"
import { celsius, degrees, kilometresAnHour, percent } from "./units.js"

const HOUR_MINUTES = 60
// As the function looks at them: the day from five in the morning on, and the hours around the departure.
const DAY_START = 5
const DAY_END = 23
const AROUND = 4

// The local hours that count for a departure, in order, such as "2026-12-23T05:00".
export function hoursThatCount(departure) {
  const midnight = `${departure.slice(0, 10)}T00:00`
  const own = Number(departure.slice(11, 13))
  const first = Math.min(DAY_START, own - AROUND)
  const last = Math.max(DAY_END, own + AROUND)
  const hours = Array.from({ length: last - first + 1 }, (_, place) => first + place)
  const counting = hours.filter((hour) => (hour >= DAY_START && hour <= DAY_END) || Math.abs(hour - own) <= AROUND)
  return counting.map((hour) => shifted(midnight, hour * HOUR_MINUTES))
}

// The rows of those hours that count for any of the departures from one airport.
export function rowsThatCount(rows, departures) {
  const counting = new Set(departures.flatMap(hoursThatCount))
  return rows.filter(({ time }) => counting.has(time))
}

// The row of a local time, if there is one.
export function rowAt(rows, moment) {
  return rows.find(({ time }) => time.slice(0, 13) === moment.slice(0, 13))
}

// A row an hour, in order, of what was measured or is forecast; of several in one hour the last that tells
// a field counts, as reports in between can leave some out.
// `ranges` maps the fields that the service takes to { minimum, maximum }; what is outside is left out.
export function weatherRows(airport, hours, zone, ranges) {
  const byHour = new Map()
  for (const hour of hours.toSorted((one, other) => one.instant - other.instant)) {
    const row = rowOf(airport, hour, zone, ranges)
    if (Object.keys(row).length > 2) byHour.set(row.time, { ...byHour.get(row.time), ...row })
  }
  return [...byHour.values()]
}

// Hours gone by as they were measured, where they were, and all others as they are forecast. A forecast that
// is old still tells hours gone by. Where it begins with the next hour, what was measured in the hour before
// stands for the one that runs. `now` is the local hour in the zone.
export function joined(measured, forecast, now, zone) {
  const byHour = new Map(forecast.map((row) => [row.time, row]))
  for (const row of measured) {
    if (row.time < now || !byHour.has(row.time)) byHour.set(row.time, row)
  }
  const last = byHour.get(shifted(now, -HOUR_MINUTES))
  const isHole = !byHour.has(now) && byHour.has(shifted(now, HOUR_MINUTES))
  if (isHole && measured.includes(last)) byHour.set(now, { ...last, time: now })
  const rows = [...byHour.values()].toSorted((one, other) => (one.time < other.time ? -1 : 1))
  return rows.flatMap((row, place) => [row, ...leapt(row, rows[place + 1], zone)])
}

// The hours that count for a departure and that no row tells wholly.
export function missingHours(rows, departure) {
  const known = new Set(rows.filter(isWhole).map(({ time }) => time))
  return hoursThatCount(departure).filter((time) => !known.has(time))
}

// Hours in a row as spans of time, such as [{ from: "…T05:00", to: "…T12:00" }] for seven of them.
export function spansOf(times) {
  const spans = []
  for (const from of times) {
    const to = shifted(from, HOUR_MINUTES)
    if (spans.at(-1)?.to === from) spans.at(-1).to = to
    else spans.push({ from, to })
  }
  return spans
}

export function hourOf(moment) {
  return `${moment.slice(0, 13)}:00`
}

// The hour that a clock leaps over in spring is never told of; nothing is missing for it.
function leapt(row, next, zone) {
  const time = shifted(row.time, HOUR_MINUTES)
  const isThere = !next || next.time === time || localAt(instantOf(time, zone), zone) === time
  return isThere ? [] : [{ ...row, time }]
}

// What the function needs to know of an hour: every forecast has it.
function isWhole(row) {
  return ["temperature_c", "dew_point_c", "humidity_pct", "wind_speed_kmh"].every((name) => name in row)
}

// Forecasts and observations share their fields: what else a station measures, no forecast tells, and
// a day must not change its character at the hour where the one ends and the other begins.
function rowOf(airport, hour, zone, ranges) {
  const values = {
    temperature_c: celsius(hour.temperature, hour.temperatureUnit),
    dew_point_c: celsius(hour.dewpoint),
    humidity_pct: percent(hour.relativeHumidity),
    wind_speed_kmh: kilometresAnHour(hour.windSpeed),
    wind_direction_deg: degrees(hour.windDirection),
  }
  const known = Object.entries(values).filter(([name, value]) => within(value, ranges[name]))
  return { airport, time: hourOf(localAt(hour.instant, zone)), ...Object.fromEntries(known) }
}

function within(value, range) {
  return value !== undefined && range !== undefined && value >= range.minimum && value <= range.maximum
}
