// How good the model of the day is, which knows the delay of the departure: by band of that delay, beside baselines.

import { element } from "../dom.js"
import { decimal, figureOf, finePercent } from "./figures.js"
import { bars, legend, row } from "./shares.js"

const DRAWN = ["late_predicted_day", "late_observed"]
const SYSTEMS = ["day", "delay_alone", "usual_recovery"]

// None for a service older than this page.
export function dayFigures({ day }, words) {
  if (!day) return []
  const slices = day.scores.map(({ late_predicted: said, ...scores }, place) => ({
    ...scores, late_predicted_day: said, label: bandName(scores.from_minutes, day.scores[place + 1]?.from_minutes, words),
  }))
  const figure = figureOf({
    id: "day",
    title: "about.day.title",
    reading: "about.day.reading",
    picture: [
      legend(DRAWN, words),
      bars(slices.map((slice) => row(slice, DRAWN, words)), words.say("about.shares.chart")),
      element("p", { class: "plot-reading", id: "day-auc" }, words.say("about.day.auc", inDecimals(day.auc, words))),
      element("p", { class: "plot-reading" }, words.say("about.day.limits")),
    ],
    heads: [
      "about.day.band", ...["flights", ...DRAWN].map((name) => `about.metric.${name}`),
      ...SYSTEMS.map((name) => `about.day.log_loss.${name}`),
    ],
    lines: slices.map((slice) => [
      slice.label, words.number(slice.flights), ...DRAWN.map((name) => finePercent(slice[name], words)),
      ...SYSTEMS.map((name) => decimal(slice.log_loss[name], words)),
    ]),
  }, words)
  return [figure]
}

// The first band holds all that left on time or early.
function bandName(from, next, words) {
  if (from <= 0) return words.say("about.day.band_on_time")
  if (next === undefined) return words.say("about.day.band_over", { from: words.number(from) })
  return words.say("about.day.band_between", { from: words.number(from), to: words.number(next - 1) })
}

function inDecimals(scores, words) {
  return Object.fromEntries(SYSTEMS.map((name) => [name, decimal(scores[name], words)]))
}
