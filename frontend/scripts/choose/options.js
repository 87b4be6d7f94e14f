// What could be flown instead: other hours, other days, other airlines; asked for in one question.

import { isAnnounced } from "../announced/announced-delay.js"
import { partOf } from "../forecast/parts.js"
import { localAt, minutesBetween, shifted } from "../zones.js"

// Each option is { kind, flight }, kind "hour" or "airline". Hours that have passed are left out, unless all
// have or it is the flight's own; so are days outside the range that the service takes.
export function optionsFor(flight, { days, hours, airlines, now, range }) {
  const moments = days.flatMap((day) => hours.map((hour) => momentOf(day, hour, flight)))
  const allowed = moments.filter((moment) => moment >= range.minimum && moment <= range.maximum)
  const coming = allowed.filter((moment) => moment > now || moment === flight.departure)
  const open = allowed.some((moment) => moment > now) ? coming : allowed
  return [
    ...open.map((departure) => ({ kind: "hour", flight: movedTo(departure, flight) })),
    ...airlines.map((carrier) => ({ kind: "airline", flight: { ...flight, carrier } })),
  ]
}

// Each option with the chance of late that it was answered with, and the part it belongs to. The flight
// asked about keeps what its own answer gave, and what is announced of it. `ranked` are those that can still be
// taken and are alike: what is announced of one flight is not known of the others.
export function withChances(options, predictions, flight, prediction, now) {
  return options.map((option, place) => {
    const current = isSame(option.flight, flight)
    const answer = current ? prediction : predictions[place]
    const ranked = option.flight.departure > now && !(current && isAnnounced(flight))
    return { ...option, ...(current && { flight }), current, ranked, late: answer.late, part: partOf(answer) }
  })
}

// The least likely to be late of those that are ranked; the earliest of several.
export function best(options) {
  return least(options.filter(({ ranked }) => ranked))
}

export function least(options) {
  return options.reduce((found, option) => (found && found.late <= option.late ? found : option), undefined)
}

export function worst(options) {
  return options.reduce((most, option) => (most && most.late >= option.late ? most : option), undefined)
}

// The minutes past the hour stay, and so does how long the flight takes on the clocks.
function movedTo(departure, { arrival, ...flight }) {
  const moved = { ...flight, departure }
  if (!arrival) return moved
  return { ...moved, arrival: shifted(departure, minutesBetween(flight.departure, arrival)) }
}

function momentOf(day, hour, { departure }) {
  return `${day}T${String(hour).padStart(2, "0")}${departure.slice(13, 16)}`
}

function isSame(one, other) {
  return one.departure === other.departure && one.carrier === other.carrier
}

// Which days and hours stand beside a flight to choose from.

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
