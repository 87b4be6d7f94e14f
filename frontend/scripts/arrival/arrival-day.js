// On which day a flight arrives, from the clock time on a ticket, and how long it takes.

import { instantOf, instantsOf, shifted } from "../zones.js"

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
// The least that a flight takes, where clocks leave two readings; as in pushback/clock.py.
const SHORTEST = 45

// Tickets give arrivals in the destination's time, and most flights land on the day they leave.
// One that would land before it left, as instants and not as clock faces, lands on the next day; one that would
// take more than a day lands on the day before: from Guam to Hawaii the date goes back.
export function arrivalMoment(departure, time, originZone, destinationZone) {
  const sameDay = `${departure.slice(0, 10)}T${time}`
  const taken = minutesTaken(departure, sameDay, originZone, destinationZone)
  if (taken < 0) return shifted(sameDay, DAY_MINUTES)
  return taken > DAY_MINUTES ? shifted(sameDay, -DAY_MINUTES) : sameDay
}

// How long a flight takes: of times that come twice in a night the shortest flight counts that is not too short for
// one. pushback/clock.py asks for other readings only where the offsets of noon make a flight too short.
export function minutesTaken(departure, arrival, originZone, destinationZone) {
  // With one zone unknown the two clocks cannot be told apart, so both are read as one.
  const [from, to] = originZone && destinationZone ? [originZone, destinationZone] : ["UTC", "UTC"]
  const landings = readings(arrival, to)
  const taken = readings(departure, from).flatMap((start) => landings.map((end) => (end - start) / MINUTE_MS))
  const inOrder = taken.sort((one, other) => one - other)
  return inOrder.find((minutes) => minutes >= SHORTEST) ?? inOrder.at(-1)
}

function readings(local, zone) {
  const instants = instantsOf(local, zone)
  return instants.length > 0 ? instants : [instantOf(local, zone)]
}
