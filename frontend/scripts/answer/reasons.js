// Why this flight's chance of late is not the usual one: signed bars, and what they mean in words.

import { drawing, element } from "../dom.js"
import { notesOf } from "../notes.js"
import { numbers } from "../numbers.js"

const ROW_REM = 3
const TEXT_REM = 1.15
const BAR_REM = 1.6
const THICKNESS_REM = 0.7
// The longest bar fills its half unless even it is short: small effects must not look large.
const LEAST_SCALE = 0.1
const NO_WEATHER = "no_weather"

// `prediction` holds `base` and `reasons`, effects in chance of late, the weightiest first.
export function reasonsFigure(prediction, words) {
  const points = wholePoints(prediction)
  const rows = prediction.reasons.map(({ factor, effect }, place) => ({
    factor, effect, points: points[place], label: nameOf(factor, prediction, words), shown: inPoints(points[place], words),
  }))
  return element("figure", { class: "reasons", id: "reasons" },
    element("figcaption", {}, element("h3", { class: "board-title" }, words.say("reasons.title"))),
    element("p", { class: "reasons-words" }, sentence(prediction, rows, words)),
    chart(rows, words),
    numbers(words.say("reasons.title"), [words.say("reasons.reason"), words.say("reasons.effect")], rows.map(({ factor, effect, label, shown }) => ({
      cells: [words.capital(label), shown], attributes: { "data-factor": factor, "data-value": effect },
    })), words, { id: "reasons-table" }))
}

// A reason newer than this page goes by the service's own name for it.
function nameOf(factor, prediction, words) {
  const blind = factor === "weather" && notesOf(prediction).some(({ code }) => code === NO_WEATHER)
  const key = blind ? "reason.weather_unknown" : `reason.${factor}`
  return words.has(key) ? words.say(key) : factor.replaceAll("_", " ")
}

// The effects in whole points that lead from the one whole percent of the sentence to the other: each is cut down, and
// the points left over go to those cut the most.
function wholePoints({ base, late, reasons }) {
  const points = reasons.map(({ effect }) => Math.floor(effect * 100))
  const cut = reasons.map(({ effect }, place) => ({ place, by: effect * 100 - points[place] }))
  const total = Math.round(late * 100) - Math.round(base * 100)
  const left = total - points.reduce((sum, one) => sum + one, 0)
  cut.sort((one, other) => other.by - one.by)
  for (const { place } of cut.slice(0, Math.max(left, 0))) points[place] += 1
  return points
}

function inPoints(points, words) {
  return words.say("reasons.points", { count: Math.abs(points), points: words.signed(points) })
}

// From the usual chance to this one, with what weighs most on either side.
function sentence({ base, late }, rows, words) {
  const start = words.say("reasons.base", {
    base: words.percent(Math.round(base * 100)), late: words.share(late),
  })
  const raised = rows.find(({ points }) => points > 0)
  const lowered = rows.find(({ points }) => points < 0)
  const parts = [
    raised && words.say("reasons.raised", { reason: raised.label }),
    lowered && words.say("reasons.lowered", { reason: lowered.label }),
  ]
  return [start, ...parts.filter(Boolean)].join(" ")
}

function chart(rows, words) {
  const scale = Math.max(LEAST_SCALE, ...rows.map(({ effect }) => Math.abs(effect)))
  const height = `${rows.length * ROW_REM}rem`
  const svg = drawing("svg", { class: "bars bars-signed", role: "img", "aria-label": words.say("reasons.chart"), width: "100%" })
  svg.style.setProperty("block-size", height)
  svg.append(...rows.flatMap((row, place) => bar(row, place * ROW_REM, scale, words)))
  return svg
}

function bar({ effect, label, shown }, top, scale, words) {
  const half = (Math.abs(effect) / scale) * 50
  const at = { y: `${top + BAR_REM}rem`, height: `${THICKNESS_REM}rem` }
  const side = effect < 0 ? "lowers" : "raises"
  return [
    drawing("text", { x: 0, y: `${top + TEXT_REM}rem` }, words.capital(label)),
    drawing("text", { class: "bars-share", x: "100%", y: `${top + TEXT_REM}rem`, "text-anchor": "end" }, shown),
    drawing("rect", { class: "bars-track", x: 0, ...at, width: "100%" }),
    drawing("rect", { class: "bars-bar", "data-side": side, x: `${effect < 0 ? 50 - half : 50}%`, ...at, width: `${half}%` }),
    drawing("rect", { class: "bars-axle", x: "50%", y: `${top + BAR_REM - 0.15}rem`, width: "2", height: `${THICKNESS_REM + 0.3}rem` }),
  ]
}
