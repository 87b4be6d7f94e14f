// Numbers of measurements and months, in the reader's language: finer than what the answers need.

import { regionalLocale } from "../language.js"

export function finePercent(share, words) {
  return inWords(share, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }, words)
}

// With its sign, where it is a difference to something.
export function signedPercent(share, words) {
  const style = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" }
  return inWords(share, style, words)
}

export function decimal(value, words) {
  return inWords(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 }, words)
}

export function monthName(month, words) {
  return monthFormat(words).format(start(month))
}

// Months as the stretches that they make up: "January – December 2013 and January – June 2023".
export function stretches(months, words) {
  const parts = runs(months).map((run) => monthFormat(words).formatRange(start(run[0]), start(run.at(-1))))
  return words.list(parts)
}

function runs(months) {
  const found = []
  for (const month of months) {
    const last = found.at(-1)
    if (last && numberOf(month) === numberOf(last.at(-1)) + 1) last.push(month)
    else found.push([month])
  }
  return found
}

function numberOf(month) {
  const [year, inYear] = month.split("-").map(Number)
  return year * 12 + inYear
}

function start(month) {
  return new Date(`${month}-01T00:00Z`)
}

function monthFormat(words) {
  return new Intl.DateTimeFormat(localeOf(words), { month: "long", year: "numeric", timeZone: "UTC" })
}

function inWords(value, style, words) {
  return new Intl.NumberFormat(localeOf(words), style).format(value)
}

function localeOf(words) {
  return regionalLocale(words.language)
}
