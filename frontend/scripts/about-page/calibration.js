// What became of the chances that it gave: in a sentence, as a curve for each state of the weather, in numbers.

import { element } from "../dom.js"
import { stretches } from "../month-names.js"
import { numbers } from "../numbers.js"
import { mean, ran } from "../ran.js"
import { FEW_FLIGHTS, curve } from "./curve.js"
import { finePercent } from "./fine-numbers.js"

// In the order in which a reader meets them: days ahead, weeks ahead, and last what would be best.
const STATES = ["forecast", "none", "full"]
const LOOKED_AT = 0.3
const TICK = 0.1

export function calibration(model, words) {
  const curves = STATES.map((state) => ({ state, bins: model.calibration(state) })).filter(({ bins }) => bins.length > 0)
  const top = Math.max(...curves.flatMap(({ bins }) => bins).flatMap(({ said, came }) => [said, came]))
  return element("section", { class: "board verdict", id: "calibration", "aria-labelledby": "calibration-title" },
    element("h2", { class: "verdict-words", id: "calibration-title" }, headline(curves, words)),
    element("p", { class: "verdict-how" }, tried(model, words)),
    ...(curves.length > 0 ? [reading(curves, words)] : []),
    element("div", { class: "curves" }, ...curves.map((each) => figure(each, Math.ceil(top / TICK) * TICK, words))))
}

// A service older than this page does not tell what became of its chances.
function headline(curves, words) {
  if (curves.length === 0) return words.say("about.calibration.untold")
  return curves.filter(({ state }) => state !== "full").map((each) => said(each, "about.calibration", words)).join(" ")
}

// The bin that was given nearest to 30 %, as people count.
function said({ state, bins }, key, words) {
  const bin = bins.reduce((best, one) => (distance(one) < distance(best) ? one : best))
  return words.say(`${key}.${state}`, { said: words.share(bin.said), came: words.number(Math.round(bin.came * 100)) })
}

function distance(bin) {
  return Math.abs(bin.said - LOOKED_AT)
}

function tried({ data: { judged, test } }, words) {
  const months = test.months.length
  return [
    words.say("about.tried", {
      learned: words.number(judged.flights),
      learned_in: stretches(judged.months, words),
      tried: words.number(test.flights),
      tried_in: stretches(test.months, words),
    }),
    words.say("about.tried.months", { count: months, months: words.number(months) }),
  ].join(" ")
}

function reading(curves, words) {
  const few = curves.some(({ bins }) => bins.some(({ flights }) => flights < FEW_FLIGHTS))
  return element("p", { class: "verdict-how" },
    words.say("about.curve.reading"),
    ...(few ? [" ", words.say("about.curve.few", { flights: words.number(FEW_FLIGHTS) })] : []))
}

function figure({ state, bins }, top, words) {
  return element("figure", { class: "plot", "data-state": state },
    element("figcaption", { class: "plot-caption" },
      element("span", { class: "board-title" }, words.say(`about.tile.${state}`)),
      element("span", { class: "plot-reading" }, overall(bins, words), " ", words.say(`about.curve.${state}`))),
    curve(bins, top, words),
    numbers(words.say(`about.tile.${state}`), ["said", "came", "flights"].map((name) => words.say(`about.metric.${name}`)),
      bins.map(({ said: chance, came, flights }) => ({
        cells: [finePercent(chance, words), finePercent(came, words), words.number(flights)],
      })), words))
}

function overall(bins, words) {
  const [expected, came] = ["said", "came"].map((name) => mean(bins, name))
  return words.say(`about.ran.${ran(expected, came)}`, { expected: words.share(expected), came: words.share(came) })
}
