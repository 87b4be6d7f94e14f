// The outcomes as bars, and the same numbers as a table.

import { drawing, element } from "./dom.js"
import { numbers } from "./numbers.js"

// Units are rem and percent instead of a view box: text keeps its size on any width of screen.
const ROW_REM = 3
const TEXT_REM = 1.15
const BAR_REM = 1.6
const THICKNESS_REM = 0.7

// `rows` are { name, label, exact, shown }, in order.
export function outcomeFigure(rows, words) {
  return element("figure", { class: "outcomes" },
    element("figcaption", {}, element("h3", { class: "board-title" }, words.say("outcomes.title"))),
    chart(rows, words.say("outcomes.chart")),
    table(rows, words))
}

function chart(rows, name) {
  const svg = drawing("svg", { class: "bars", role: "img", "aria-label": name, width: "100%" })
  svg.style.setProperty("block-size", `${rows.length * ROW_REM}rem`)
  svg.append(...rows.flatMap((row, place) => bar(row, place * ROW_REM)))
  return svg
}

function bar({ name, label, exact, shown }, top) {
  const at = { x: 0, y: `${top + BAR_REM}rem`, height: `${THICKNESS_REM}rem` }
  return [
    drawing("text", { x: 0, y: `${top + TEXT_REM}rem` }, label),
    drawing("text", { class: "bars-share", x: "100%", y: `${top + TEXT_REM}rem`, "text-anchor": "end" }, shown),
    drawing("rect", { class: "bars-track", ...at, width: "100%" }),
    drawing("rect", { class: "bars-bar", "data-outcome": name, ...at, width: `${exact * 100}%` }),
  ]
}

function table(rows, words) {
  const head = [words.say("outcomes.outcome"), words.say("outcomes.share")]
  const body = rows.map(({ name, label, exact, shown }) => ({
    cells: [label, shown],
    attributes: { "data-outcome": name, "data-value": exact },
  }))
  return numbers(words.say("outcomes.title"), head, body, words, { id: "outcomes-table" })
}
