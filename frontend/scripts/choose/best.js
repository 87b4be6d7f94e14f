// The best hour by name: of the day asked about, and of all the days shown. Hours are compared within a
// part only: where there are several, each has a best hour of its own.

import { element } from "../dom.js"
import { inPart, partName, partsOf } from "../forecast/parts.js"
import { best, least, worst } from "./options.js"

// How many of the hours that follow on the day itself are told.
const NEXT = 3

// `isFlown` tells that the hours are those at which the route has been flown.
export function bestHours(options, flight, isFlown, words) {
  const parts = partsOf(options)
  const own = options.find(({ current }) => current)?.part ?? parts[0]
  const others = parts.filter((part) => part !== own)
  const elsewhere = others.map((part) => ["all", best(inPart(options, part))])
  const items = [...ownHours(inPart(options, own), flight), ...elsewhere].filter(([, option]) => option)
  return element("ul", { class: "best", id: "best", ...(items.length === 0 && { hidden: "" }) }, ...items.map(([which, option]) =>
    line(lineName(`best_of_${which}`, option, parts.length > 1, words), option, words)),
    ...laterThatDay(inPart(options, own), flight, isFlown ? "later" : "later_any", parts.length > 1, words))
}

// What is left for who misses it: the next hours of the day, under a `key` that says which hours these are.
function laterThatDay(options, { departure }, key, several, words) {
  const [day] = departure.split("T")
  const later = options.filter(({ ranked, flight }) =>
    ranked && flight.departure > departure && flight.departure.startsWith(day))
  if (later.length === 0) return []
  const hours = later.slice(0, NEXT).flatMap((option) => [
    element("b", {}, hourButton(option, words.time(option.flight.departure)), `\u00a0${words.share(option.late)}`), " "])
  const name = lineName(key, later[0], several, words)
  return [element("li", { id: "later", "data-part": later[0].part }, element("span", {}, name), " ", ...hours)]
}

// A row of the table for each day that still has hours to choose from, and each part of it.
export function hoursByDay(options, days, words) {
  const several = partsOf(options).length > 1
  const byDay = days.map((day) => options.filter(({ flight }) => flight.departure.startsWith(day)))
  const rows = byDay.flatMap((hours) => partsOf(hours).map((part) => ({ part, hours: inPart(hours, part) })))
  return rows.map(({ part, hours }) => ({
    cells: [
      words.shortDay(hours[0].flight.departure),
      ...(several ? [words.capital(partName(part, words))] : []),
      timed(best(hours) ?? least(hours), words),
      timed(worst(hours), words),
    ],
    attributes: { "data-part": part },
  }))
}

function ownHours(options, { departure }) {
  const today = best(options.filter(({ flight }) => flight.departure.startsWith(departure.slice(0, 10))))
  const ever = best(options)
  return [["day", today], ["all", ever]].filter(([which, option]) => which === "day" || option !== today)
}

function lineName(which, { part }, several, words) {
  if (!several) return words.say(`choose.${which}`)
  return words.say(`choose.${which}_part`, { part: partName(part, words) })
}

function line(name, option, words) {
  const { flight: { departure }, current, part } = option
  const moment = words.say("choose.moment", { day: words.shortDay(departure), time: words.time(departure) })
  const button = hourButton(option, moment)
  const yours = current ? ` ${words.say("choose.yours")}` : ""
  return element("li", { "data-part": part }, element("span", {}, name), " ", button, ` ${words.share(option.late)}${yours}`)
}

function hourButton({ flight: { departure } }, text) {
  return element("button", { type: "button", class: "best-hour", "data-departure": departure }, text)
}

function timed(option, words) {
  return words.say("choose.timed", { time: words.time(option.flight.departure), percent: words.share(option.late) })
}
