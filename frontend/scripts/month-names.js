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
  const parts = runs(months).map((run) => format(IN_A_YEAR, words).formatRange(start(run[0]), start(run.at(-1))))
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

function format(parts, words) {
  return dateFormat(regionalLocale(words.language), { ...parts, timeZone: "UTC" })
}
