// The best hour by name: of the day asked about, and of all the days shown. Hours are compared within a
// part only: where there are several, each has a best hour of its own.

import { element } from "../dom.js"
import { inPart, partName, partsOf } from "../forecast/parts.js"
import { best, worst } from "./options.js"

export function bestHours(options, flight, words) {
  const parts = partsOf(options)
  const own = options.find(({ current }) => current)?.part ?? parts[0]
  const others = parts.filter((part) => part !== own)
  const items = [...ownHours(inPart(options, own), flight), ...others.map((part) => ["all", best(inPart(options, part))])]
  return element("ul", { class: "best", id: "best" }, ...items.map(([which, option]) =>
    line(lineName(which, option, parts.length > 1, words), option, words)))
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
      timed(best(hours), words),
      timed(worst(hours), words),
    ],
    attributes: { "data-part": part },
  }))
}

function ownHours(options, { departure }) {
  const today = best(options.filter(({ flight }) => flight.departure.startsWith(departure.slice(0, 10))))
  const ever = best(options)
  return [["day", today], ["all", ever]].filter(([which, option]) => option && (which === "day" || option !== today))
}

function lineName(which, { part }, several, words) {
  if (!several) return words.say(`choose.best_of_${which}`)
  return words.say(`choose.best_of_${which}_part`, { part: partName(part, words) })
}

function line(name, option, words) {
  const { flight: { departure }, current, part } = option
  const button = element("button", { type: "button", class: "best-hour", "data-departure": departure },
    words.say("choose.moment", { day: words.shortDay(departure), time: words.time(departure) }))
  const yours = current ? ` ${words.say("choose.yours")}` : ""
  return element("li", { "data-part": part }, element("span", {}, name), " ", button, ` ${words.share(option.late)}${yours}`)
}

function timed(option, words) {
  return words.say("choose.timed", { time: words.time(option.flight.departure), percent: words.share(option.late) })
}
