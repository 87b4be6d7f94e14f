// What became of the chances that it gave: in a sentence, as a curve for each state of the weather, in numbers.

import { mean, ran } from "../chances.js"
import { drawing, element } from "../dom.js"
import { stretches } from "../month-names.js"
import { numbers } from "../numbers.js"
import { finePercent } from "./figures.js"

// A reliability curve: what was said to the right, what came upwards, and the line on which both are the same.

const FEW_FLIGHTS = 100

// In percent of the drawing, whose sides the style sheet holds at 85 to 78: the plane is a square.
const LEFT = 11
const TOP = 9
const WIDTH = 85
const HEIGHT = 78
const STEPS = 5

// `top` is the end of both scales, a share.
function curve(bins, top, words) {
  const points = bins.map((bin) => ({ ...bin, x: across(bin.said / top), y: up(bin.came / top) }))
  return drawing("svg", { class: "curve", role: "img", "aria-label": words.say("about.curve.chart"), width: "100%" },
    ...ticks(top).flatMap((share) => tick(share, top, words)),
    drawing("text", { x: 0, y: "0.8rem" }, words.say("about.curve.up")),
    drawing("text", { x: `${LEFT + WIDTH}%`, y: "99%", "text-anchor": "end" }, words.say("about.curve.across")),
    line("curve-even", { x: across(0), y: up(0) }, { x: across(1), y: up(1) }),
    ...points.slice(1).map((point, place) => line("curve-line", points[place], point)),
    ...points.map((point) => dot(point, words)))
}

// Every ten percent, or fewer where they would crowd.
function ticks(top) {
  const tens = Math.round(top * 10)
  const every = Math.ceil(tens / STEPS)
  return Array.from({ length: Math.floor(tens / every) + 1 }, (_, place) => (place * every) / 10)
}

function tick(share, top, words) {
  const [x, y] = [across(share / top), up(share / top)]
  const text = words.number(Math.round(share * 100))
  return [
    line("curve-tick", { x, y: up(0) }, { x, y: up(1) }),
    line("curve-tick", { x: across(0), y }, { x: across(1), y }),
    drawing("text", { x: `${x}%`, y: `${up(0)}%`, dy: "1.1rem", "text-anchor": "middle" }, text),
    drawing("text", { x: `${LEFT}%`, y: `${y}%`, dx: "-0.4rem", dy: "0.3rem", "text-anchor": "end" }, text),
  ]
}

// The title shows under a pointer; who hears the page has the table.
function dot({ said, came, flights, x, y }, words) {
  return drawing("circle", {
    class: "curve-dot", "data-said": said, "data-came": came, ...(flights < FEW_FLIGHTS ? { "data-few": "" } : {}),
    cx: `${x}%`, cy: `${y}%`, r: "0.35rem",
  }, drawing("title", {}, words.say("about.curve.dot", {
    said: finePercent(said, words), came: finePercent(came, words), flights: words.number(flights),
  })))
}

function line(name, from, to) {
  return drawing("line", { class: name, x1: `${from.x}%`, y1: `${from.y}%`, x2: `${to.x}%`, y2: `${to.y}%` })
}

function across(part) {
  return LEFT + WIDTH * part
}

function up(part) {
  return TOP + HEIGHT * (1 - part)
}

// In the order in which a reader meets them: days ahead, weeks ahead, and last what would be best.
const STATES = ["forecast", "none", "full"]
const LOOKED_AT = 0.3
const TICK = 0.1

// Its words and the captions at once, so that nothing moves as the curves are drawn into their places one by one.
export function* calibration(shown, model, words) {
  const curves = STATES.map((state) => ({ state, bins: model.calibration(state) })).filter(({ bins }) => bins.length > 0)
  const figures = curves.map((each) => figure(each, words))
  shown.replaceChildren(element("section", { class: "board verdict", id: "calibration", "aria-labelledby": "calibration-title" },
    element("h2", { class: "verdict-words", id: "calibration-title" }, headline(curves, words)),
    element("p", { class: "verdict-how" }, tried(model, words)),
    ...(curves.length > 0 ? [reading(curves, words)] : []),
    element("div", { class: "curves" }, ...figures)))
  const top = Math.max(...curves.flatMap(({ bins }) => bins).flatMap(({ said, came }) => [said, came]))
  for (const [place, each] of curves.entries()) {
    yield
    figures[place].append(...drawn(each, Math.ceil(top / TICK) * TICK, words))
  }
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

function figure({ state, bins }, words) {
  return element("figure", { class: "plot", "data-state": state },
    element("figcaption", { class: "plot-caption" },
      element("h3", { class: "board-title" }, words.say(`about.tile.${state}`)),
      element("span", { class: "plot-reading" }, overall(bins, words), " ", words.say(`about.curve.${state}`))))
}

function drawn({ state, bins }, top, words) {
  return [
    curve(bins, top, words),
    numbers(words.say(`about.tile.${state}`), ["said", "came", "flights"].map((name) => words.say(`about.metric.${name}`)),
      bins.map(({ said: chance, came, flights }) => ({
        cells: [finePercent(chance, words), finePercent(came, words), words.number(flights)],
      })), words),
  ]
}

function overall(bins, words) {
  const [expected, came] = ["said", "came"].map((name) => mean(bins, name))
  return words.say(`about.ran.${ran(expected, came)}`, { expected: words.share(expected), came: words.share(came) })
}
