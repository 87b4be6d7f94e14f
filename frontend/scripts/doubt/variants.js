// The same flight with what is known in place of what is not: another airline, airport or route.

const MOST = 100

// { basis, flights }: `basis` names what was put in. The closest that gives a range is taken; one flight
// is better than none.
export function variantsOf(flight, codes, contract) {
  const found = basesFor(codes).map((basis) => ({ basis, flights: WAYS[basis](flight, contract).slice(0, MOST) }))
  return found.find(({ flights }) => flights.length > 1) ?? found.find(({ flights }) => flights.length > 0)
}

function basesFor(codes) {
  if (codes.includes("unseen_carrier")) return ["airlines_route", "airlines_origin"]
  if (codes.includes("unseen_origin")) return codes.includes("unseen_destination") ? ["routes"] : ["origins", "routes"]
  if (codes.includes("unseen_destination")) return ["destinations_airline", "destinations_others"]
  return ["airlines_route", "destinations_airline", "routes"]
}

const WAYS = {
  airlines_route: (flight, { trips }) => distinct(trips.filter((trip) => isFrom(flight, trip) && isTo(flight, trip)), "carrier")
    .map(({ carrier }) => ({ ...flight, carrier })),
  airlines_origin: (flight, { trips }) => distinct(trips.filter((trip) => isFrom(flight, trip)), "carrier")
    .map(({ carrier }) => ({ ...flight, carrier })),
  origins: (flight, { trips }) => distinct(trips.filter((trip) => isTo(flight, trip)), "origin")
    .map(({ origin }) => moved(flight, { origin })),
  destinations_airline: (flight, { trips }) => trips.filter((trip) => isFrom(flight, trip) && isBy(flight, trip))
    .map(({ destination }) => moved(flight, { destination })),
  destinations_others: (flight, { trips }) => distinct(trips.filter((trip) => isFrom(flight, trip)), "destination")
    .map(({ destination }) => moved(flight, { destination })),
  routes: (flight, { trips }) => trips.filter((trip) => isBy(flight, trip))
    .map(({ origin, destination }) => moved(flight, { origin, destination })),
}

// An arrival holds for its own two airports alone.
function moved({ arrival, ...flight }, places) {
  return { ...flight, ...places }
}

function distinct(trips, field) {
  return [...new Map(trips.map((trip) => [trip[field], trip])).values()]
}

function isBy({ carrier }, trip) {
  return trip.carrier === carrier
}

function isFrom({ origin }, trip) {
  return trip.origin === origin
}

function isTo({ destination }, trip) {
  return trip.destination === destination
}
