// How many were late beside how many it expected: by month, by airline and by airport.

import { element } from "../dom.js"
import { bars } from "./bars.js"
import { figureOf } from "./figure.js"
import { monthName } from "../month-names.js"
import { finePercent } from "./fine-numbers.js"

const DRAWN = ["late_predicted", "late_predicted_none", "late_observed"]
const COLUMNS = ["late_predicted", "late_predicted_forecast", "late_predicted_none", "late_observed"]

export function shareFigures(model, words) {
  const months = model.months.map((metrics) => ({ ...metrics, label: monthName(metrics.month, words) }))
  return [figure("month", months, words), figure("airline", model.airlines, words), figure("airport", model.airports, words)]
    .filter(Boolean)
}

// `slices` are { label, name, ...metrics }; a service older than this page does not tell all shares.
function figure(by, slices, words) {
  if (slices.length === 0) return undefined
  const [drawn, columns] = [DRAWN, COLUMNS].map((names) => names.filter((name) => name in slices[0]))
  return figureOf({
    id: `shares-${by}`,
    title: `about.shares.${by}.title`,
    reading: `about.shares.${by}.reading`,
    picture: [legend(drawn, words), bars(slices.map((slice) => row(slice, drawn, words)), words.say("about.shares.chart"))],
    heads: [`about.metric.${by}`, ...["flights", ...columns].map((name) => `about.metric.${name}`)],
    lines: slices.map((slice) => [
      slice.name ?? slice.label, words.number(slice.flights),
      ...columns.map((name) => finePercent(slice[name], words)),
    ]),
  }, words)
}

export function row(slice, names, words) {
  return {
    label: slice.label,
    shown: names.map((name) => words.number(Math.round(slice[name] * 100))).join(" / "),
    bars: names.map((name) => ({ name, value: slice[name] })),
  }
}

export function legend(names, words) {
  return element("ul", { class: "plot-legend" }, ...names.map((name) =>
    element("li", { "data-bar": name }, words.say(`about.metric.${name}`))))
}
