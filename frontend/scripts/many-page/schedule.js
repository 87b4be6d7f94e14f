// When a flight of a list leaves and arrives: written in one column or in several, read as batch/schedules.py does.

import { minutesTaken } from "../arrival/arrival-day.js"
import { shifted } from "../zones.js"
import { DAY_FIRST, MONTH_FIRST, YEAR_FIRST, dayOrder } from "./day-orders.js"
import { DAY_MINUTES, calendarDay, clockOf, dayOf, isSerial, momentOf, timeOf } from "./moments.js"
import { plain, without } from "./texts.js"
import { DAYS } from "./vocabulary.js"

// What names may say of the order of their days; the first that is there counts.
const FORMS = [["y/mm/dd", YEAR_FIRST], ["mm/dd", MONTH_FIRST], ["dd/mm", DAY_FIRST]]
// A column of this name is in the archive's own form, whose days are American ones.
const AMERICAN = "fldate"
// What is written behind an arrival on the day after.
const NEXT_DAY = / ?\(?\+1(?: ?d(?:ay)?)?\)?$/
// What a moment that cannot be read is sent as, so that the service sees what is wrong with it.
const ISO_LIKE = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2})(:\d{2}.*)$/

// The order in which the days of a list are written, by all of them; see dayOrder.
export function orderIn(body, columns) {
  const roles = DAYS.filter((role) => columns.has(role))
  const names = roles.map((role) => columns.nameOf(role))
  const texts = roles.flatMap((role) => [...new Set(body.map(({ cells }) => columns.cell(cells, role)))])
  return dayOrder(texts, usualOrder(names))
}

function usualOrder(names) {
  const told = names.join(" ").toLowerCase().replace(/[-.]/g, "/")
  const [, written] = FORMS.find(([form]) => told.includes(form)) ?? []
  return written ?? (names.some((name) => plain(name) === AMERICAN) ? MONTH_FIRST : undefined)
}

// { departure, arrival }, as the service takes them; empty where the list leaves them empty.
export function scheduleOf(cells, columns, { order, contract, origin, destination }) {
  const day = dayIn(cells, columns, order)
  const departure = readIn(cells, columns, "departure", { day, order })
  return {
    departure: departure ?? asSeen(columns.seen(cells, "departure")),
    arrival: arrivalIn(cells, columns, { order, departure, zones: zonesOf(contract, origin, destination) }),
  }
}

function dayIn(cells, columns, order) {
  if (columns.has("day")) return dayOf(columns.cell(cells, "day"), order)
  return columns.hasDate ? calendarDay(...columns.date(cells)) : undefined
}

function readIn(cells, columns, role, { day, order }) {
  const text = columns.cell(cells, role)
  const found = day && momentOf(day, clockOf(text))
  // Beside a day, a number that could be one is none.
  return found ?? (day && isSerial(text) ? undefined : timeOf(text, order))
}

// A clock alone is that of the first time after the departure at which the destination's clocks show it.
function arrivalIn(cells, columns, { order, departure, zones }) {
  const text = columns.cell(cells, "arrival")
  const clock = clockOf(without(NEXT_DAY, text))
  if (clock === undefined) return timeOf(text, order) ?? asSeen(text)
  // Without zones it is not known on which day that is, and the service can do without it.
  if (!departure || !zones) return ""
  const elapsed = Number(columns.cell(cells, "elapsed") || NaN)
  return dated(departure, clock, zones, elapsed)
}

// As batch/reader/times.py: the flight takes about as long as the list says, or less than a day.
function dated(departure, clock, zones, elapsed) {
  const sameDay = shifted(`${departure.slice(0, 10)}T00:00`, clock)
  const block = minutesTaken(departure, sameDay, ...zones)
  const days = -Math.floor(block / DAY_MINUTES)
  const more = Number.isFinite(elapsed) ? Math.round((elapsed - block) / DAY_MINUTES - days) : 0
  return shifted(sameDay, (days + more) * DAY_MINUTES)
}

function zonesOf(contract, origin, destination) {
  return contract && [origin, destination].map((code) => contract.timeZone(code))
}

function asSeen(text) {
  return text.replace(ISO_LIKE, (_, date, hour, rest) => `${date}T${hour.padStart(2, "0")}${rest}`)
}
