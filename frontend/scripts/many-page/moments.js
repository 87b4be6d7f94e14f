// Days, clocks and local times, as people and programs write them: read as batch/reader/times.py reads them.

export const DAY_FIRST = "day-first"
export const MONTH_FIRST = "month-first"
export const DAY_MINUTES = 1_440

const MINUTE_MS = 60_000
const DAY =
  "(?:(?<year>\\d{4})(?<part>[-/])(?<month>\\d{1,2})\\k<part>(?<day>\\d{1,2})" +
  "|(?<one>\\d{1,2})(?<mark>[-/.])(?<two>\\d{1,2})\\k<mark>(?<short>\\d{4}|\\d\\d))"
const CLOCK =
  "(?<hour>\\d{1,2})[:h](?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,]\\d*)?)?(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?"
const ZONE = " ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d)"
const CLOCK_ONLY = new RegExp(`^${CLOCK}$`)
const TIME = new RegExp(`^${DAY}(?:(?:T|,? ) *${CLOCK}(?<zone>${ZONE})?)?$`)
const HHMM = /^(\d{1,4})(?:\.0+)?$/
// Days since the end of 1899, as spreadsheets count them.
const SERIAL = /^[2-7]\d{4}(?:[.,]\d+)?$/
const FIRST_SERIAL = Date.UTC(1899, 11, 30)
const DIGITS = /^(\d{4})(\d\d)(\d\d)$/
const ODD_BLANKS = /[\u00a0\u2007\u2009\u202f]/g

// "2026-12-23T18:30" of a local time, to the minute; undefined for what is none.
export function timeOf(text, order) {
  const written = trimmed(text)
  if (SERIAL.test(written)) return serialMoment(written)
  const found = TIME.exec(written)?.groups
  if (!found?.hour || found.zone) return undefined
  return momentOf(dateOf(found, order), minutesOf(found))
}

// Whether a time tells a zone: times of flights are those that the airport's clocks show.
export function isZoned(text) {
  return Boolean(TIME.exec(trimmed(text))?.groups.zone)
}

// "2026-12-23" of a day, or of its midnight.
export function dayOf(text, order) {
  const written = trimmed(text).replace(DIGITS, "$1-$2-$3")
  if (SERIAL.test(written)) return /\D/.test(written) ? undefined : serialMoment(written).slice(0, 10)
  const found = TIME.exec(written)?.groups
  if (!found || (found.hour && minutesOf(found) !== 0)) return undefined
  return dateOf(found, order)
}

// Minutes after midnight; 2400 is the midnight that ends the day.
export function clockOf(text) {
  const written = trimmed(text)
  const found = CLOCK_ONLY.exec(written)?.groups
  if (found) return /^24:00(:00)?$/.test(written) ? DAY_MINUTES : minutesOf(found)
  const number = HHMM.exec(written)
  if (!number) return undefined
  const [hours, minutes] = [Math.floor(number[1] / 100), number[1] % 100]
  const past = hours * 60 + minutes
  return minutes < 60 && past <= DAY_MINUTES ? past : undefined
}

// A day's clock as a moment.
export function momentOf(day, minutes) {
  if (day === undefined || minutes === undefined) return undefined
  return new Date(Date.parse(`${day}T00:00Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16)
}

// A day of the calendar from its three numbers.
export function calendarDay(year, month, day) {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = year >= 1 && year <= 9999 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isReal ? at.toISOString().slice(0, 10) : undefined
}

// { order, seen } by all days of a sheet: `order` is the one that they tell, where they tell any; `seen` is a day
// that could be read in two ways, where there is one and nothing tells; `mixed` is one of each where they are in both.
export function dayOrder(texts) {
  const seen = {}
  for (const text of texts) {
    const found = TIME.exec(trimmed(text))?.groups
    if (!found?.one || found.one === found.two) continue
    seen[orderOf(found)] ??= text
  }
  if (seen[DAY_FIRST] && seen[MONTH_FIRST]) return { seen: seen[DAY_FIRST], mixed: seen[MONTH_FIRST] }
  const order = [DAY_FIRST, MONTH_FIRST].find((one) => seen[one])
  return { order, seen: order ? undefined : seen.unknown }
}

function orderOf({ one, two, mark }) {
  if (Number(one) > 12) return DAY_FIRST
  if (Number(two) > 12) return MONTH_FIRST
  return mark === "." ? DAY_FIRST : "unknown"
}

function trimmed(text) {
  return text.replace(ODD_BLANKS, " ").trim()
}

function serialMoment(written) {
  const minutes = Math.floor(Math.round(Number(written.replace(",", ".")) * 86_400) / 60)
  return new Date(FIRST_SERIAL + minutes * MINUTE_MS).toISOString().slice(0, 16)
}

function dateOf({ year, month, day, one, two, short }, order) {
  if (year) return calendarDay(Number(year), Number(month), Number(day))
  if (!order && one !== two) return undefined
  const [months, days] = order === DAY_FIRST ? [two, one] : [one, two]
  return calendarDay(Number(short.length === 4 ? short : `20${short}`), Number(months), Number(days))
}

function minutesOf({ hour, minute, second, half }) {
  const hours = Number(hour)
  if (half && (hours < 1 || hours > 12)) return undefined
  const past = half ? (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0) : hours
  const isClock = past < 24 && Number(minute) < 60 && Number(second ?? 0) < 60
  return isClock ? past * 60 + Number(minute) : undefined
}
