// Numbers of measurements, in the reader's language: finer than what the answers need.

import { regionalLocale } from "../language.js"

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
  return new Intl.NumberFormat(regionalLocale(words.language), style).format(value)
}
