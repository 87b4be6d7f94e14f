// When the first flight lands and when the next one leaves, as instants: on nights on which the clocks change,
// an hour between the two can be missing or come twice.

import { instantOf, instantsOf, localAt, minutesBetween } from "../zones.js"

const MINUTE_MS = 60_000

// { local, instant, estimated, place }: as on the ticket, else as long after the departure as the route usually
// takes; undefined where neither is known. `instant` is undefined where the clocks leave the time out;
// `place` is 0 or 1 where they show it twice.
export function landingOf({ origin, destination, departure, arrival }, contract) {
  const [from, to] = [origin, destination].map((airport) => contract.timeZone(airport))
  const block = contract.blockMinutes(origin, destination)
  const usual = block && from && to ? instantOf(departure, from) + block * MINUTE_MS : undefined
  if (arrival) return { ...moment(arrival, to, (found) => landingAmong(found, usual)), estimated: false }
  return usual && { ...moment(localAt(usual, to), to, () => usual), estimated: true }
}

// The departure at a local time of the airport where the first flight lands.
export function leavingAt(local, zone, landing) {
  return moment(local, zone, (found) => found.find((instant) => instant >= landing.instant) ?? found.at(-1))
}

// From the one to the other: `gap` in minutes that pass, `shift` those by which the clocks show fewer or more.
export function between(landing, leaving) {
  const gap = (leaving.instant - landing.instant) / MINUTE_MS
  return { gap, shift: gap - minutesBetween(landing.local, leaving.local) }
}

// Where no zone is known the clocks are taken not to change.
function moment(local, zone = "UTC", choose) {
  const found = instantsOf(local, zone)
  const instant = choose(found)
  return { local, instant, place: found.length > 1 ? found.indexOf(instant) : undefined }
}

// Of two the one nearer to what is usual, else the later: it leaves less time.
function landingAmong(found, usual) {
  if (usual === undefined) return found.at(-1)
  return found.toSorted((one, other) => Math.abs(one - usual) - Math.abs(other - usual))[0]
}
