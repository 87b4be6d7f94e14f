// On which day a flight arrives, from the clock time on a ticket.

import { instantOf, shifted } from "../zones.js"

const DAY_MINUTES = 1_440

// Tickets give arrivals in the destination's time, and most flights land on the day they leave.
// One that would land before it left, as instants and not as clock faces, lands on the next day.
export function arrivalMoment(departure, time, originZone, destinationZone) {
  const sameDay = `${departure.slice(0, 10)}T${time}`
  // With one zone unknown the two clocks cannot be told apart, so both are read as one.
  const [from, to] = originZone && destinationZone ? [originZone, destinationZone] : ["UTC", "UTC"]
  return instantOf(sameDay, to) < instantOf(departure, from) ? shifted(sameDay, DAY_MINUTES) : sameDay
}
