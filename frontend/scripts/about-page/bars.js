// Bars to the left and right of nothing, each under its name and its number.

import { drawing } from "../dom.js"

// Units are rem and percent instead of a view box: text keeps its size on any width of screen.
const LEAST_BARS = 2
const TEXT_REM = 1.15
const BAR_REM = 1.6
const THICKNESS_REM = 0.5
const ZERO_REM = 0.2
const GAP_REM = 0.65

// `rows` are { label, shown, bars: [{ name, value }] }; the bars of a row lie under each other.
export function bars(rows, name) {
  const values = rows.flatMap((row) => row.bars.map(({ value }) => value))
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const at = (value) => (100 * (value - low)) / (high - low || 1)
  const svg = drawing("svg", { class: "plot-bars", role: "img", "aria-label": name, width: "100%" })
  const thick = THICKNESS_REM * Math.max(LEAST_BARS, ...rows.map((row) => row.bars.length))
  const height = BAR_REM + thick + GAP_REM
  svg.style.setProperty("block-size", `${rows.length * height}rem`)
  svg.append(...rows.flatMap((row, place) => line(row, place * height, thick, at)))
  return svg
}

function line({ label, shown, bars: parts }, top, thick, at) {
  const y = `${top + TEXT_REM}rem`
  const zero = { x1: `${at(0)}%`, x2: `${at(0)}%` }
  return [
    drawing("text", { x: 0, y }, label),
    drawing("text", { class: "plot-number", x: "100%", y, "text-anchor": "end" }, shown),
    ...parts.map((part, place) => bar(part, top + BAR_REM + place * THICKNESS_REM, at)),
    drawing("line", { class: "plot-zero", ...zero, y1: `${top + BAR_REM - ZERO_REM}rem`, y2: `${top + BAR_REM + thick}rem` }),
  ]
}

function bar({ name, value }, top, at) {
  const [from, to] = [Math.min(value, 0), Math.max(value, 0)]
  return drawing("rect", {
    class: "plot-bar", "data-bar": name, "data-value": value,
    x: `${at(from)}%`, width: `${at(to) - at(from)}%`, y: `${top}rem`, height: `${THICKNESS_REM}rem`,
  })
}
