// What could be flown instead: other hours, other days, other airlines; asked for in one question.

import { partOf } from "../forecast/parts.js"
import { minutesBetween, shifted } from "../zones.js"

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
// asked about keeps what its own answer gave.
export function withChances(options, predictions, flight, prediction) {
  return options.map((option, place) => {
    const current = isSame(option.flight, flight)
    const answer = current ? prediction : predictions[place]
    return { ...option, current, late: answer.late, part: partOf(answer) }
  })
}

// The least likely to be late; the earliest of several.
export function best(options) {
  return options.reduce((least, option) => (least && least.late <= option.late ? least : option), undefined)
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
