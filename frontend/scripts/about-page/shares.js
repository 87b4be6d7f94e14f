// Shares of late flights, said and come, as bars: by airport, by airline and by month.

import { drawing, element } from "../dom.js"
import { monthName, monthOfYear } from "../month-names.js"
import { decimal, figureOf, finePercent, signedPercent } from "./figures.js"

// Bars to the left and right of nothing, each under its name and its number.

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

const DRAWN = ["late_predicted", "late_predicted_none", "late_observed"]
const COLUMNS = ["late_predicted", "late_predicted_forecast", "late_predicted_none", "late_observed"]

export function shareFigures(model, words) {
  const months = model.months.map((metrics) => ({ ...metrics, label: monthName(metrics.month, words) }))
  return [figure("month", months, words), figure("airline", model.airlines, words), figure("airport", model.airports, words)]
    .filter(Boolean)
}

const AHEAD = ["late_highest", "late_predicted_none", "late_lowest"]

// How far a month to come can be off: what is said of it, beside the years that were worst and best.
export function aheadFigures(model, words) {
  const months = model.monthsAhead.map(({ month, said, lowest, highest, years }) => ({
    label: monthOfYear(month, words), late_highest: highest, late_predicted_none: said, late_lowest: lowest, years,
  }))
  if (months.length === 0) return []
  return [figureOf({
    id: "shares-ahead",
    title: "about.shares.ahead.title",
    reading: "about.shares.ahead.reading",
    values: { airports: words.list(model.origins.map(({ code }) => code)) },
    picture: [legend(AHEAD, words), bars(months.map((each) => row(each, AHEAD, words)), words.say("about.shares.ahead.chart"))],
    heads: ["month", ...AHEAD, "years"].map((name) => `about.metric.${name}`),
    lines: months.map((each) => [
      each.label, ...AHEAD.map((name) => finePercent(each[name], words)), words.list(each.years.map(String)),
    ]),
  }, words)]
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

// How good the model was month by month, since a mean hides the months that it got wrong.

export function monthFigures({ months }, words) {
  return months.length > 0 ? [skills(months, words)] : []
}

function skills(months, words) {
  return figureOf({
    id: "months",
    title: "about.months.title",
    reading: "about.months.reading",
    picture: [bars(months.map(({ month, skill }) => ({
      label: monthName(month, words),
      shown: signedPercent(skill, words),
      bars: [{ name: "model", value: skill }],
    })), words.say("about.months.chart"))],
    heads: ["month", "flights", "skill", "log_loss", "climatology_log_loss", "auc"].map((name) => `about.metric.${name}`),
    lines: months.map((metrics) => [
      monthName(metrics.month, words), words.number(metrics.flights), signedPercent(metrics.skill, words),
      ...["log_loss", "climatology_log_loss", "auc"].map((name) => decimal(metrics[name], words)),
    ]),
  }, words)
}
