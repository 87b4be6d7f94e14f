// What the answer knows of the weather, in words. What is claimed follows from the answer's own field
// `weather`; what the page saw of the forecast only tells the cause, and what to do.

import { element } from "../dom.js"
import { hoursThatCount, rowAt } from "./hours.js"
import { fahrenheit, milesAnHour } from "./units.js"

// `known` is "full", "forecast", "partial" or "none", as the function told it. Nothing at all is said for
// a flight that has left: it needs no forecast.
export function weatherLine({ known, missing_hours: missing }, weather, flight, words) {
  if (weather.state === "past") return undefined
  const claims = known === "none" ? [] : [claim(known, missing, weather, flight, words)]
  const why = reason(known, weather, words)
  const text = [...claims, ...(why ? [why] : [])].join(" ")
  return element("div", { class: "fact", id: "weather", "data-known": known, "data-missing": missing },
    element("h3", { class: "board-title" }, words.say("weather.title")),
    element("p", {}, text),
    ...(known === "none" ? [] : departureHour(weather.rows, flight, words)))
}

function claim(known, missing, { measured }, { origin, departure }, words) {
  if (known !== "partial") return words.say(measured === "known" ? "weather.known_measured" : "weather.known", { airport: origin })
  const all = hoursThatCount(departure).length
  return words.say("weather.partial", { airport: origin, count: missing, missing: words.number(missing), all: words.number(all) })
}

// Why hours are missing, and when to ask again.
function reason(known, { state, measured, askAgain }, words) {
  if (known === "full" || known === "forecast") return undefined
  if (state === "failed") return words.say("weather.failed")
  if (askAgain) return words.say("weather.far", { day: words.shortDay(askAgain), time: words.time(askAgain) })
  return words.say(measured === "failed" ? "weather.unmeasured" : "weather.gaps")
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
  if (humidity !== undefined) parts.push(words.say("weather.humidity", { percent: words.percent(humidity) }))
  return parts
}

function temperature(value, words) {
  return words.usesMiles ? words.measure(fahrenheit(value), "fahrenheit") : words.measure(value, "celsius")
}

function speed(value, words) {
  return words.usesMiles ? words.measure(milesAnHour(value), "mile-per-hour") : words.measure(value, "kilometer-per-hour")
}
