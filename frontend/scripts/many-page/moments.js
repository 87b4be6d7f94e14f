// Days, clocks and local times, as people and programs write them: read as batch/reader/times.py reads them.

import { cleaned, folded, without } from "./texts.js"
import { MONTHS, WEEKDAYS } from "./vocabulary.js"

export const DAY_MINUTES = 1_440

const MINUTE_MS = 60_000
const DAY =
  "(?:(?<year>\\d{4})(?<part>[-/.])(?<month>\\d{1,2})\\k<part>(?<day>\\d{1,2})" +
  "|(?<one>\\d{1,2})(?<mark>[-/.])(?<two>\\d{1,2})\\k<mark>(?<short>\\d{4}|\\d\\d))"
const CLOCK =
  "(?<hour>\\d{1,2})(?:(?: ?h ?|[:.]?)(?<minute>\\d\\d)(?:(?::|(?<=\\.\\d\\d)\\.)(?<second>\\d\\d(?:[.,]\\d*)?))?)?" +
  "(?: ?(?<half>[AaPp])\\.?(?: ?[Mm]\\.?)?)?"
const ZONE = " ?(?:Z|UTC|GMT|[ECMPH][SD]?T|AK[SD]T|[+-]\\d\\d:?\\d\\d)"
const CLOCK_ONLY = new RegExp(`^${CLOCK}$`)
const TIME = new RegExp(`^${DAY}(?:(?:[T:]|,? (?:at |à |um )?) *${CLOCK}(?<zone>${ZONE})?)?$`)
const DIGITS = /^(\d{4})(\d\d)(\d\d)(?:(?!T\d\d:)[T ]?(\d\d):?(\d\d)(?::?\d\d)?)?$/
// What programs write around a clock: an empty day, the first of a spreadsheet, a unit.
const AROUND_CLOCK = /^0 days |^(?:1899-12-3[01]|12\/3[01]\/1899|1900-01-0[01]|1970-01-01)[T ]|(?<=\d) ?(?:L|LT|hrs?|Uhr)$/
// The midnight that ends a day, and how reservation systems write noon and midnight.
const NAMED_CLOCKS = { "24:00": DAY_MINUTES, "24:00:00": DAY_MINUTES, "24.00": DAY_MINUTES, "1200N": 720, "1200M": 0 }
const WEEKDAY = /^(\p{L}{2,10})\.?,? +(?=[\p{L}\d])/u
// A month by its name, behind the day or before it.
const NAMED = [
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[-/ ]*(?:de )?(?<name>\p{L}{3,10})\.?,?[-/ ]*(?:de )?'?(?<year>\d{4}|\d\d)(?!\d)/u,
  /^(?<name>\p{L}{3,10})\.?[-/ ]*(?<day>\d{1,2})(?:st|nd|rd|th|\.)?,?[-/ ]*(?:de )?'?(?<year>\d{4}|\d\d)(?!\d)/u,
]
// The clock as a part of the day, as spreadsheets keep it; of two digits it might be hours and minutes as well.
const FRACTION = /^0[.,](?:\d|[6-9]\d|\d{3,})$/
const UNCLEAR = /^0[.,][0-5]\d$/
const HHMM = /^(\d{1,4})(?:\.0+)?$/
// Days since the end of 1899, as spreadsheets count them.
const SERIAL = /^[2-7]\d{4}(?:[.,]\d+)?$/
const FIRST_SERIAL = Date.UTC(1899, 11, 30)

// "2026-12-23T18:30" of a local time, to the minute; undefined for what is none.
export function timeOf(text, order) {
  const written = cleaned(text)
  if (isSerial(written)) return serialMoment(written)
  const found = partsOf(text)
  if (!found?.hour || found.zone) return undefined
  return momentOf(dateOf(found, order), minutesOf(found))
}

// Whether a number is one that spreadsheets take for a day.
export function isSerial(text) {
  return SERIAL.test(cleaned(text))
}

// Whether a time tells a zone: times of flights are those that the airport's clocks show.
export function isZoned(text) {
  return Boolean(partsOf(text)?.zone)
}

// "2026-12-23" of a day, or of its midnight.
export function dayOf(text, order) {
  const written = cleaned(text)
  if (isSerial(written)) return /[.,]0*[1-9]/.test(written) ? undefined : serialMoment(written).slice(0, 10)
  const found = partsOf(text)
  if (!found || (found.hour && minutesOf(found) !== 0)) return undefined
  return dateOf(found, order)
}

// Minutes after midnight; 2400 is the midnight that ends the day.
export function clockOf(text) {
  const written = without(AROUND_CLOCK, cleaned(text))
  if (FRACTION.test(written)) return Math.round(Number(written.replace(",", ".")) * DAY_MINUTES)
  if (UNCLEAR.test(written)) return written.endsWith("00") ? 0 : undefined
  if (written.toUpperCase() in NAMED_CLOCKS) return NAMED_CLOCKS[written.toUpperCase()]
  const past = minutesOf(CLOCK_ONLY.exec(written)?.groups ?? {})
  if (past !== undefined) return past
  const number = HHMM.exec(written)
  if (!number) return undefined
  const [hours, minutes] = [Math.floor(number[1] / 100), number[1] % 100]
  const reached = hours * 60 + minutes
  return minutes < 60 && reached <= DAY_MINUTES ? reached : undefined
}

// A day's clock as a moment.
export function momentOf(day, minutes) {
  if (day === undefined || minutes === undefined || day > "9999-12-30") return undefined
  return new Date(Date.parse(`${day}T00:00Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16)
}

// A day of the calendar from its three numbers.
export function calendarDay(year, month, day) {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = year >= 1 && year <= 9999 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isReal ? at.toISOString().slice(0, 10) : undefined
}

// The parts of a day or a time, whose month may have been a name; undefined for what is none.
export function partsOf(text) {
  const written = cleaned(text).replace(DIGITS, (_, year, month, day, hour, minute) =>
    [`${year}-${month}-${day}`, ...(hour ? [`${hour}:${minute}`] : [])].join(" "))
  const rest = withoutWeekday(written)
  // A month first: "Mar" begins a Tuesday too, in French and Spanish.
  return TIME.exec(numbered(written) ?? numbered(rest) ?? rest)?.groups
}

function withoutWeekday(text) {
  const [start, name] = WEEKDAY.exec(text) ?? [""]
  return name && WEEKDAYS.includes(folded(name).slice(0, 3)) ? text.slice(start.length) : text
}

function numbered(text) {
  const found = NAMED.map((form) => form.exec(text)).find(Boolean)
  const month = found && monthOf(found.groups.name)
  if (!month) return undefined
  return `${fullYear(found.groups.year)}-${month}-${found.groups.day}${text.slice(found[0].length)}`
}

// The number of a month by its name.
export function monthOf(name) {
  const word = folded(name)
  return MONTHS[word.slice(0, 4)] ?? MONTHS[word.slice(0, 3)]
}

// The first year of the record is 1987.
function fullYear(year) {
  return year.length === 4 ? year : `${year >= "87" ? "19" : "20"}${year.padStart(2, "0")}`
}

function serialMoment(written) {
  const minutes = Math.floor(Math.round(Number(written.replace(",", ".")) * 86_400) / 60)
  return new Date(FIRST_SERIAL + minutes * MINUTE_MS).toISOString().slice(0, 16)
}

function dateOf({ year, month, day, one, two, short }, order) {
  if (year) return calendarDay(Number(year), Number(month), Number(day))
  const yearFirst = short.length === 2 ? [one.padStart(2, "0"), two, short] : undefined
  const parts = { "day-first": [short, two, one], "month-first": [short, one, two], "year-first": yearFirst }[order]
  if (!parts && one !== two) return undefined
  const [years, ...others] = parts ?? [short, one, two]
  return calendarDay(...[fullYear(years), ...others].map(Number))
}

function minutesOf({ hour, minute, second, half }) {
  const hours = Number(hour)
  if (half ? hours < 1 || hours > 12 : !minute) return undefined
  const past = half ? (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0) : hours
  const seconds = Number((second ?? "0").replace(",", "."))
  const isClock = past < 24 && Number(minute ?? 0) < 60 && seconds < 60
  // 59.99 seconds are a minute that was put into a number with an error.
  return isClock ? past * 60 + Number(minute ?? 0) + (seconds > 59.9 ? 1 : 0) : undefined
}
