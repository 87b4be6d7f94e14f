// In which order the days of a list are written, by all of them: as batch/reader/day_orders.py tells it.

import { ListError } from "./list-problem.js"
import { dayOf, isSerial, partsOf } from "./moments.js"

export const DAY_FIRST = "day-first"
export const MONTH_FIRST = "month-first"
export const YEAR_FIRST = "year-first"

const ORDERS = [DAY_FIRST, MONTH_FIRST, YEAR_FIRST]
const LAST_MONTH = 12
const LAST_DAY = 31
// How much further the days of a list lie apart than its years, where both are of two digits.
const CLEARLY_APART = 3
// How many dates there may be for a text, where a spreadsheet took for months what it could.
const DATES_A_TEXT = 2

// Throws a ListError if some days seem to have been read in the wrong order before.
// { order } where the days tell it, or there are none. Else { options }: for each order that is left the text of a
// day; these are different ones where a list has days in several. `usual` is the order of lists of this form.
export function dayOrder(texts, usual) {
  const all = texts.map((text) => ({ text, parts: partsOf(text) }))
  const days = all.filter(({ parts }) => parts?.one)
    .map((day) => ({ ...day, fits: fitting(day.parts) })).filter(({ fits }) => fits.length > 0)
  const possible = {}
  let told = ORDERS
  for (const { text, fits } of days) {
    if (!told.some((order) => fits.includes(order))) return { options: { ...asked(fits, text), ...possible } }
    told = told.filter((order) => fits.includes(order))
    for (const order of fits) possible[order] ??= text
  }
  if (days.length === 0) return {}
  checkTurned(all, days)
  if (told.includes(usual)) return { order: usual }
  const left = leftOf(told, days)
  return left.length === 1 ? { order: left[0] } : { options: asked(left, possible[left[0]]) }
}

// A spreadsheet takes days for months where it can: those become dates, and the others, which are more, stay texts.
function checkTurned(all, days) {
  const dates = all.map(({ text, parts }) => ({ text, number: dayOfDate(text, parts) })).filter(({ number }) => number > 0)
  const isEither = ({ parts: { mark }, fits }) => mark === "." || (fits.includes(DAY_FIRST) && fits.includes(MONTH_FIRST))
  const isSlip = dates.length === 0 || dates.length > DATES_A_TEXT * days.length
  if (isSlip || dates.some(({ number }) => number > LAST_MONTH) || days.some(isEither)) return
  throw new ListError("turned", { date: [dates[0].text], text: [days[0].text] })
}

// The day of the month of a date as programs write it; 0 of any other text.
function dayOfDate(text, parts) {
  if (parts) return Number(parts.day ?? 0)
  return isSerial(text) ? Number((dayOf(text.split(".")[0]) ?? "0").slice(-2)) : 0
}

function asked(orders, text) {
  return Object.fromEntries(orders.map((order) => [order, text]))
}

function leftOf(told, days) {
  if (!told.includes(YEAR_FIRST)) return told
  const [first, last] = ["one", "short"].map((name) => spread(days.map(({ parts }) => Number(parts[name]))))
  return Math.abs(first - last) < CLEARLY_APART ? told : told.filter((order) => (order === YEAR_FIRST) === (first < last))
}

// None where all orders give the same day. No one else than those who write the day first parts days with dots.
function fitting({ one, two, mark, short }) {
  if (mark === "." && two <= LAST_MONTH) return [DAY_FIRST]
  if (one === two && short.length === 4) return []
  const isShort = one.length === 2 && short.length === 2
  const fits = {
    [DAY_FIRST]: two <= LAST_MONTH,
    [MONTH_FIRST]: one <= LAST_MONTH,
    [YEAR_FIRST]: isShort && two <= LAST_MONTH && short <= LAST_DAY,
  }
  return ORDERS.filter((order) => fits[order])
}

function spread(numbers) {
  return Math.max(...numbers) - Math.min(...numbers)
}
