// A reliability curve: what was said to the right, what came upwards, and the line on which both are the same.

import { drawing } from "../dom.js"
import { finePercent } from "./fine-numbers.js"

export const FEW_FLIGHTS = 100

// In percent of the drawing, whose sides the style sheet holds at 85 to 78: the plane is a square.
const LEFT = 11
const TOP = 9
const WIDTH = 85
const HEIGHT = 78
const STEPS = 5

// `top` is the end of both scales, a share.
export function curve(bins, top, words) {
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
