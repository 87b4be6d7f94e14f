// The heat map: the days across, the hours down, in each cell the chance of late, as a button.

import { element } from "../dom.js"
import { stepNames, stepOf } from "./risk.js"

// `hours` and `days` name the rows and columns, `options` are those of the kind "hour".
export function heatMap(options, days, hours, least, words) {
  const minutes = options[0]?.flight.departure.slice(14, 16) ?? "00"
  const at = new Map(options.map((option) => [option.flight.departure.slice(0, 13), option]))
  const head = days.map((day) => element("th", { scope: "col", role: "columnheader" }, ...dayName(day, words)))
  const rows = hours.map((hour) => {
    const cells = days.map((day) => cell(at.get(`${day}T${padded(hour)}`), least, words))
    const time = words.time(`${days[0]}T${padded(hour)}:${minutes}`)
    return element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, time), ...cells)
  })
  return element("table", { class: "heat", role: "grid", "aria-labelledby": "heat-title" },
    element("thead", { role: "rowgroup" },
      element("tr", { role: "row" }, element("td", { role: "gridcell" }), ...head)),
    element("tbody", { role: "rowgroup" }, ...rows))
}

export function legend(words) {
  const steps = stepNames(words).map((name, step) => element("li", { "data-step": step }, name))
  return element("ul", { class: "heat-legend", "aria-label": words.say("choose.legend") }, ...steps)
}

function dayName(day, words) {
  const noon = `${day}T12:00`
  return [
    element("span", { "aria-hidden": "true" }, words.weekday(noon), " ", element("b", {}, words.dayOfMonth(noon))),
    element("span", { class: "unseen" }, words.shortDay(noon)),
  ]
}

// An hour that has passed is a hole in the map.
function cell(option, least, words) {
  if (!option) return element("td", { role: "gridcell" })
  const { flight: { departure }, late, current } = option
  const percent = Math.round(late * 100)
  const button = element("button", {
    type: "button", tabindex: "-1", class: "heat-cell", "data-step": stepOf(late), "data-departure": departure,
    "data-value": late, "aria-label": words.say("choose.cell", {
      day: words.shortDay(departure), time: words.time(departure), percent: words.share(percent, late),
    }),
  }, words.number(percent))
  if (current) button.setAttribute("aria-current", "true")
  if (departure === least?.flight.departure) button.dataset.best = ""
  return element("td", { role: "gridcell" }, button)
}

function padded(hour) {
  return String(hour).padStart(2, "0")
}
