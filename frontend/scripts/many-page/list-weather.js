// The weather for a list: each origin's is asked for once, for as many origins as are worth waiting for.

import { causesOf } from "../forecast/causes.js"
import { rowsThatCount } from "../forecast/hours.js"

export const MOST_ORIGINS = 12
// What the service takes for a moment; of anything else it says itself what is wrong.
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

// `rows` are sent with the question. `causeOf` tells of a flight why its weather may not be known: a cause
// of Forecast.of(), or "crowded" where there were too many origins.
export const noWeather = { rows: [], causeOf: () => "failed" }

export async function listWeather(rows, forecast, contract) {
  const flights = rows.filter(({ reasons }) => reasons.length === 0).map(({ flight }) => flight).filter(isReadable)
  const departures = departuresByOrigin(flights, forecast, contract)
  const asked = [...departures.keys()].slice(0, MOST_ORIGINS)
  const known = await Promise.all(asked.map((origin) => hoursAt(origin, departures.get(origin), forecast, contract)))
  const seen = await causesBy(flights.filter((flight) => asked.includes(originOf(flight))), forecast, contract)
  return {
    rows: fitting(known, contract.weatherLimit),
    causeOf: (flight) => seen.get(keyOf(flight)) ?? forecast.reach(plain(flight), contract)?.state ?? "crowded",
  }
}

// The departures that a forecast may reach, by their origin; the origin with most of them first.
function departuresByOrigin(flights, forecast, contract) {
  const reached = new Map()
  for (const { origin, departure } of flights.map(plain)) {
    if (forecast.reach({ origin, departure }, contract)) continue
    if (!reached.has(origin)) reached.set(origin, [])
    reached.get(origin).push(departure)
  }
  return new Map([...reached].toSorted(([, one], [, other]) => other.length - one.length))
}

async function hoursAt(origin, departures, forecast, contract) {
  return rowsThatCount(await forecast.rows(origin, departures, contract), departures)
}

// Nothing is asked for here: the origins' weather is there by now.
async function causesBy(flights, forecast, contract) {
  const causes = new Map()
  for (const flight of flights) {
    const key = keyOf(flight)
    if (causes.has(key)) continue
    const found = await forecast.of(plain(flight), contract)
    causes.set(key, found.state === "past" ? "past" : causesOf(found)[0])
  }
  return causes
}

// Of an airport all hours are sent, or none.
function fitting(airports, limit) {
  const sent = []
  for (const rows of airports) {
    if (sent.length + rows.length <= limit) sent.push(...rows)
  }
  return sent
}

function isReadable({ origin, departure }) {
  return Boolean(origin) && MOMENT.test(departure) && !Number.isNaN(Date.parse(`${departure}Z`))
}

function plain(flight) {
  return { origin: originOf(flight), departure: flight.departure.slice(0, 16) }
}

function originOf({ origin }) {
  return origin.toUpperCase()
}

function keyOf(flight) {
  const { origin, departure } = plain(flight)
  return `${origin} ${departure}`
}
