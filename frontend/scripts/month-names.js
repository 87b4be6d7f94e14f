// Months by name, in the reader's language: of a year as "2023-12", or of any year.
import { dateFormat } from "./formats.js"

import { regionalLocale } from "./language.js"

const IN_A_YEAR = { month: "long", year: "numeric" }

export function monthName(month, words) {
  return format(IN_A_YEAR, words).format(start(month))
}

// The month of a local time, without its year: "December".
export function monthOf(local, words) {
  return format({ month: "long" }, words).format(start(local.slice(0, 7)))
}

// A month of any year, by its number from 1 on.
export function monthOfYear(month, words) {
  return monthOf(`2024-${String(month).padStart(2, "0")}`, words)
}

// Months as the stretches that they make up: "January – December 2013 and January – June 2023".
export function stretches(months, words) {
  const parts = runs(months, monthNumber).map((run) => format(IN_A_YEAR, words).formatRange(start(run[0]), start(run.at(-1))))
  return words.list(parts)
}

// Years as the stretches that they make up, two years being told one by one: "2008 to 2012, 2015 and 2018".
export function yearStretches(years, words) {
  return words.list(runs(years, Number).flatMap((run) =>
    (run.length < 3 ? run.map(String) : [words.say("usual.year_span", { from: run[0], to: run.at(-1) })])))
}

function runs(items, numberOf) {
  const found = []
  for (const item of items) {
    const last = found.at(-1)
    if (last && numberOf(item) === numberOf(last.at(-1)) + 1) last.push(item)
    else found.push([item])
  }
  return found
}

function monthNumber(month) {
  const [year, inYear] = month.split("-").map(Number)
  return year * 12 + inYear
}

function start(month) {
  return new Date(`${month}-01T00:00Z`)
}

function format(parts, words) {
  return dateFormat(regionalLocale(words.language), { ...parts, timeZone: "UTC" })
}
