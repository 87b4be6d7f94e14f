// Figures of the page: their frames, and their numbers as exactly as they are known.

import { element } from "../dom.js"
import { numberFormat } from "../formats.js"
import { regionalLocale } from "../language.js"
import { numbers } from "../numbers.js"

// A figure: its title, what to see in it, the drawing, and the numbers behind it.

// `values` are told in the reading; `heads` are keys of the columns; `lines` are [name, ...numbers], all in words already.
export function figureOf({ id, title, reading, values = {}, picture, heads, lines }, words) {
  return element("figure", { class: "board plot", id },
    element("figcaption", { class: "plot-caption" },
      element("h2", { class: "board-title" }, words.say(title)),
      element("span", { class: "plot-reading" }, words.say(reading, values))),
    ...picture,
    numbers(words.say(title), heads.map((key) => words.say(key)), lines.map((cells) => ({ cells })), words))
}

// Numbers of measurements, in the reader's language: finer than what the answers need.

const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 }

export function finePercent(share, words) {
  return inWords(share, { style: "percent", ...TENTHS }, words)
}

// With its sign, where it is better or worse than something by a share of it.
export function signedPercent(share, words) {
  return inWords(share, { style: "percent", ...TENTHS, signDisplay: "exceptZero" }, words)
}

// A difference between two shares is in points, never in percent.
export function inPoints(difference, words) {
  return inWords(difference * 100, TENTHS, words)
}

export function decimal(value, words) {
  return inWords(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 }, words)
}

function inWords(value, style, words) {
  return numberFormat(regionalLocale(words.language), style).format(value)
}
