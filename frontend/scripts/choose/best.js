// The best hour by name: of the day asked about, and of all the days shown.

import { element } from "../dom.js"
import { best, worst } from "./options.js"

export function bestHours(options, flight, words) {
  const day = flight.departure.slice(0, 10)
  const today = best(options.filter((option) => option.flight.departure.startsWith(day)))
  const ever = best(options)
  const items = [today && line("choose.best_of_day", today, words)]
  if (ever && ever !== today) items.push(line("choose.best_of_all", ever, words))
  return element("ul", { class: "best", id: "best" }, ...items.filter(Boolean))
}

// A row of the table for each day that still has hours to choose from.
export function hoursByDay(options, days, words) {
  const byDay = days.map((day) => options.filter(({ flight }) => flight.departure.startsWith(day)))
  return byDay.filter((hours) => hours.length > 0).map((hours) => ({
    cells: [words.shortDay(hours[0].flight.departure), timed(best(hours), words), timed(worst(hours), words)],
  }))
}

function line(key, option, words) {
  const { flight: { departure }, current } = option
  const button = element("button", { type: "button", class: "best-hour", "data-departure": departure },
    words.say("choose.moment", { day: words.shortDay(departure), time: words.time(departure) }))
  const yours = current ? ` ${words.say("choose.yours")}` : ""
  return element("li", {}, element("span", {}, words.say(key)), " ", button, ` ${percentOf(option, words)}${yours}`)
}

function timed(option, words) {
  return words.say("choose.timed", { time: words.time(option.flight.departure), percent: percentOf(option, words) })
}

function percentOf({ late }, words) {
  return words.share(Math.round(late * 100), late)
}
