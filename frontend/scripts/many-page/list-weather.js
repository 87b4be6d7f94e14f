// The weather for a list: each origin's is asked for once, for as many origins as are worth waiting for.

import { element } from "../dom.js"
import { rowsThatCount } from "../forecast/known-hours.js"
import { causesOf } from "../forecast/weather-line.js"

const MOST_ORIGINS = 12
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

// For how many flights of a list the forecast is counted in, by what each answer says itself, and why not
// for the others.

const CAUSES = ["past", "far", "nowhere", "refused", "failed", "gaps", "crowded"]

export function weatherCounted(answered, weather, words) {
  const [unknown, counted] = parted(answered, ({ prediction }) => prediction.weather?.known === "none")
  const partial = counted.filter(({ prediction }) => prediction.weather?.known === "partial").length
  const causes = CAUSES.map((cause) => [cause, unknown.filter(({ flight }) => weather.causeOf(flight) === cause).length])
  return element("div", { class: "fact", id: "weather", "data-counted": counted.length, "data-partial": partial },
    element("h3", { class: "board-title" }, words.say("weather.title")),
    element("p", {}, sentences(counted.length, answered.length, partial, words).join(" ")),
    ...(unknown.length > 0 ? [listed(causes, words)] : []))
}

function sentences(count, flights, partial, words) {
  const numbers = { count, counted: words.number(count), flights: words.number(flights) }
  if (count === 0) return [words.say("many.weather.none")]
  const counted = words.say(count === flights ? "many.weather.all" : "many.weather.some", numbers)
  if (partial === 0) return [counted]
  return [counted, words.say("many.weather.partial", { count: partial, partial: words.number(partial) })]
}

function listed(causes, words) {
  const origins = words.number(MOST_ORIGINS)
  return element("ul", {}, ...causes.filter(([, count]) => count > 0).map(([cause, count]) =>
    element("li", { "data-cause": cause },
      words.say(`many.weather.${cause}`, { count, flights: words.number(count), origins }))))
}

function parted(rows, isFirst) {
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))]
}
