// Which role each column of a sheet has, by its name: as batch/reader/vocabulary.py finds it.

import { CAME_TRUE, FLIGHTS, FLOWN, LOGBOOK, PLACES, SURER } from "./vocabulary.js"

export const DELAY = "departure_delay_min"
// What tells the airline of rows whose operating airline is not told.
export const SOLD_BY = "marketing_carrier"
const FLOWN_BY = new RegExp(`^${CAME_TRUE}`)

// Where roles stand among names as compared. Behind a distance, a time is how long the flight takes.
export function placesIn(all) {
  const names = all.map((name, at) => (name === "time" && all[at - 1] === "distance" ? "" : name))
  const found = { ...placesOf(FLIGHTS, names), ...placesOf(SURER, names), ...soldBy(names) }
  const announced = placesOf({ [DELAY]: [DELAY] }, names)
  const logbook = Object.entries(placesOf(LOGBOOK, names))
  // Plain times are actual ones in a list of flights flown that has no others for these.
  const isActual = names.some(cameTrue) && logbook.every(([role, place]) => (found[`actual_${role}`] ?? place) === place)
  const scheduled = isActual ? found : { ...Object.fromEntries(logbook), ...found }
  const places = withoutTwice(timesApart(scheduled, names, isActual ? {} : LOGBOOK))
  // What came true of a flight flown is no announcement.
  const isFlown = FLOWN.some((role) => role in places)
  return isFlown ? places : { ...places, ...announced }
}

// Whether a column tells how flights went, by its name as compared.
export function cameTrue(name) {
  return FLOWN_BY.test(name) && name !== DELAY
}

// { time, flown }: where the plain time of a departure stands, and what makes it the actual one; undefined for none.
export function takenForActual(names) {
  const { departure: time } = placesOf({ departure: LOGBOOK.departure }, names)
  const flown = names.findIndex(cameTrue)
  return time === undefined || flown < 0 ? undefined : { time, flown }
}

function placesOf(kind, names) {
  const found = Object.entries(kind).map(([role, known]) =>
    [role, known.map((name) => names.indexOf(name)).find((place) => place >= 0)])
  return Object.fromEntries(found.filter(([, place]) => place !== undefined))
}

// Where a column tells the airline that operates a flight, another one that tells an airline.
function soldBy(names) {
  const operating = placesOf({ carrier: SURER.carrier }, names).carrier
  if (operating === undefined) return {}
  const others = names.map((name, at) => (at === operating ? "" : name))
  return placesOf({ [SOLD_BY]: [...FLIGHTS.carrier, ...FLIGHTS.flight_number] }, others)
}

// Where one column could be an airport and a time, another column that tells the time; where there is none of the arrival,
// the column is an airport if the departure's is.
function timesApart(places, names, more) {
  let isPlace = false
  const apart = { ...places }
  for (const [time, place] of Object.entries(PLACES)) {
    if (!(place in places) || places[place] !== places[time]) {
      isPlace ||= place in places && time in places
      continue
    }
    const others = names.map((name, at) => (at === places[place] ? "" : name))
    const told = placesOf({ [time]: [...FLIGHTS[time], ...(more[time] ?? [])] }, others)
    if (isPlace && !(time in told)) delete apart[time]
    isPlace = time in told
    Object.assign(apart, told)
  }
  return apart
}

// A column that holds what is scheduled does not hold what came true as well.
function withoutTwice(places) {
  const scheduled = ["departure", "arrival"]
  const taken = scheduled.map((role) => places[role])
  return Object.fromEntries(Object.entries(places).filter(([role, place]) =>
    scheduled.includes(role) || !taken.includes(place)))
}
