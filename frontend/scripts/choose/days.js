// Which days and hours stand beside a flight to choose from.

import { localAt, shifted } from "../zones.js"

const DAY_MINUTES = 1_440
const DAYS = 7
const BEFORE = 3
const USUAL_HOURS = Array.from({ length: 19 }, (_, place) => place + 5)

// Seven days around that of the departure. None has passed, unless the departure itself has; and the
// days shown before stay as they are while they hold the new departure, so that none moves away.
export function daysAround(departure, now, shown = []) {
  const day = departure.slice(0, 10)
  if (shown.includes(day)) return shown
  const today = now.slice(0, 10)
  const wanted = shiftedDay(day, -BEFORE)
  const first = day >= today && wanted < today ? today : wanted
  return Array.from({ length: DAYS }, (_, place) => shiftedDay(first, place))
}

// The hours that the route is flown in, or where they are not known those that most flights leave in; and that of
// the departure.
export function hoursAround(departure, flown) {
  const hours = flown.length > 0 ? flown : USUAL_HOURS
  return [...new Set([Number(departure.slice(11, 13)), ...hours])].sort((one, other) => one - other)
}

// The time at an airport now; for one whose zone is not known, that of the reader.
export function nowAt(zone) {
  return localAt(Date.now(), zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
}

function shiftedDay(day, days) {
  return shifted(`${day}T12:00`, days * DAY_MINUTES).slice(0, 10)
}
