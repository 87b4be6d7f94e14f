// What the answer knows of the weather, in words: the forecast it counts in, or why there is none.

import { element } from "../dom.js"
import { shifted } from "../zones.js"
import { DAYS_AHEAD } from "./forecast.js"
import { hourAt } from "./hours.js"
import { fahrenheit, milesAnHour } from "./units.js"

const DAY_MINUTES = 1_440

// Nothing at all for a flight that has left: it needs no forecast.
export function weatherLine({ state, rows, missing }, flight, words) {
  if (state === "past") return undefined
  const body = state === "known" ? known(rows, missing, flight, words) : [element("p", {}, reason(state, flight, words))]
  return element("div", { class: "fact", id: "weather", "data-state": state },
    element("h3", { class: "board-title" }, words.say("weather.title")), ...body)
}

function reason(state, { departure }, words) {
  if (state === "failed") return words.say("weather.failed")
  return words.say("weather.far", { day: words.shortDay(shifted(departure, -DAYS_AHEAD * DAY_MINUTES)) })
}

function known(rows, missing, { origin, destination, departure, arrival }, words) {
  const hours = [hourAt(rows, origin, departure), hourAt(rows, destination, arrival)].filter(Boolean)
  const airports = [origin, destination].filter((airport) => !missing.includes(airport))
  const lacking = missing.length > 0 ? ` ${words.say("weather.missing", { airports: words.list(missing) })}` : ""
  return [
    element("p", {}, words.say("weather.known", { airports: words.list(airports) }) + lacking),
    element("dl", { class: "delays" }, ...hours.map((hour) => atHour(hour, words))),
  ]
}

function atHour(hour, words) {
  return element("div", {},
    element("dt", {}, words.say("weather.at", { airport: hour.airport, time: words.time(hour.time) })),
    element("dd", {}, words.list(measures(hour, words))))
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
