// Local clock times at airports, and the instants they stand for.

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
// Made once a zone: a list asks for thousands of moments.
const formats = new Map()

// Milliseconds since 1970 of a local time like "2026-12-23T18:30".
export function instantOf(local, zone) {
  const wall = Date.parse(`${local}Z`)
  // The offset depends on the instant sought; a second look settles it around clock changes.
  const guess = wall - offsetAt(wall, zone)
  return wall - offsetAt(guess, zone)
}

// All instants at which the clocks of a zone show a local time, in order: two where an hour comes twice, and
// none where it is left out.
export function instantsOf(local, zone) {
  const wall = Date.parse(`${local}Z`)
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((around) => offsetAt(around, zone))
  const found = [...new Set(offsets)].map((offset) => wall - offset)
  return found.filter((instant) => instant + offsetAt(instant, zone) === wall).sort((one, other) => one - other)
}

export function localAt(instant, zone) {
  return wallText(instant + offsetAt(instant, zone))
}

// Minutes on the clock's face, as if no clock ever changed: what a timetable means by "an hour later".
export function shifted(local, minutes) {
  return wallText(Date.parse(`${local}Z`) + minutes * MINUTE_MS)
}

// From one local time to another of the same place, in minutes.
export function minutesBetween(from, to) {
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / MINUTE_MS
}

function wallText(wall) {
  return new Date(wall).toISOString().slice(0, 16)
}

function offsetAt(instant, zone) {
  const parts = Object.fromEntries(formatFor(zone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const minute = Math.floor(instant / MINUTE_MS) * MINUTE_MS
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - minute
}

function formatFor(zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23",
      year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    }))
  }
  return formats.get(zone)
}

export function tomorrow() {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  // The traveller's own calendar, not that of Greenwich.
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, "0")).join("-")
}
