// For how many flights of a list the forecast is counted in, by what each answer says itself, and why not
// for the others.

import { element } from "../dom.js"
import { MOST_ORIGINS } from "./list-weather.js"

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
