// What the answer knows of the weather, in words. What is claimed follows from the answer's own field
// `weather`; what the page saw of the forecast only tells the cause, and what to do.

import { element } from "../dom.js"
import { hoursThatCount, rowAt, spansOf } from "./known-hours.js"
import { fahrenheit, milesAnHour } from "./units.js"

// Why hours that count are not known, the cause that explains most first.

const CAUSES = ["past", "nowhere", "refused", "failed", "far", "gaps", "unmeasured"]

// `missing` is what Forecast.of() says is missing for a departure.
export function causesOf({ missing }) {
  return CAUSES.filter((name) => missing.some(({ cause }) => cause === name))
}

// `prediction.weather.known` is "full", "forecast", "partial" or "none", as the function told it. Of a flight
// that has left nothing is said unless the weather of its day is counted in: it needs no forecast.
export function weatherLine({ weather: told }, seen, flight, words) {
  if (!told || (seen.state === "past" && told.known === "none")) return undefined
  const { known, missing_hours: missing } = told
  const text = [...claim(told, seen, flight, words), ...causes(known, seen, flight, words)].join(" ")
  return element("div", { class: "fact", id: "weather", "data-known": known, "data-missing": missing },
    element("h3", { class: "board-title" }, words.say("weather.title")),
    element("p", {}, text),
    ...(known === "none" ? [] : departureHour(seen.rows, flight, words)))
}

function claim({ known, missing_hours: missing }, seen, { origin: airport, departure }, words) {
  if (known === "none") return [words.say("weather.none", { airport })]
  if (known !== "partial") return [words.say(whole(seen), { airport })]
  const all = words.number(hoursThatCount(departure).length)
  const part = words.say("weather.partial", { airport, count: missing, missing: words.number(missing), all })
  // The page names the hours only where it lacks as many as the function.
  return seen.missing.length === missing ? [part, named(seen.missing, departure, words)] : [part]
}

function whole({ state, measured }) {
  if (state === "past") return "weather.past"
  return measured === "known" ? "weather.known_measured" : "weather.known"
}

function named(missing, departure, words) {
  const moment = (local) => {
    const [day, time] = [words.shortDay(local), words.time(local)]
    return local.slice(0, 10) === departure.slice(0, 10) ? time : words.say("weather.moment", { day, time })
  }
  // The last hour of a day ends at midnight, which belongs to the day.
  const end = (local) => (local.endsWith("T00:00") ? words.time(local) : moment(local))
  const spans = spansOf(missing.map(({ time }) => time))
  return words.say("weather.hours", {
    hours: words.list(spans.map(({ from, to }) => words.say("weather.span", { from: moment(from), to: end(to) }))),
  })
}

// Why hours are missing, and when to ask again. Where all are, the first cause will do.
function causes(known, seen, { origin: airport }, words) {
  if (known !== "partial" && known !== "none") return []
  const { askAgain } = seen
  const again = askAgain && { day: words.shortDay(askAgain), time: words.time(askAgain) }
  const say = (cause) => words.say(`weather.${known}.${cause}`, { airport, ...again })
  return (known === "none" ? causesOf(seen).slice(0, 1) : causesOf(seen)).map(say)
}

function departureHour(rows, { origin, departure }, words) {
  const hour = rowAt(rows, departure)
  if (!hour) return []
  return [element("dl", { class: "delays" },
    element("div", {},
      element("dt", {}, words.say("weather.at", { airport: origin, time: words.time(hour.time) })),
      element("dd", {}, words.list(measures(hour, words)))))]
}

function measures({ temperature_c: warmth, wind_speed_kmh: wind, humidity_pct: humidity }, words) {
  const parts = []
  if (warmth !== undefined) parts.push(temperature(warmth, words))
  if (wind !== undefined) parts.push(words.say("weather.wind", { speed: speed(wind, words) }))
  if (humidity !== undefined) parts.push(words.say("weather.humidity", { percent: words.percent(Math.round(humidity)) }))
  return parts
}

function temperature(value, words) {
  return words.usesMiles ? words.measure(fahrenheit(value), "fahrenheit") : words.measure(value, "celsius")
}

function speed(value, words) {
  return words.usesMiles ? words.measure(milesAnHour(value), "mile-per-hour") : words.measure(value, "kilometer-per-hour")
}
