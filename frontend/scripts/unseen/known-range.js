// How far a figure can be trusted whose airline, airport or route the model has never seen: as far as the
// chances of the same flight reach with each that it knows in its place.

import { ServiceError } from "../api.js"
import { isUnknown, unseenIn } from "../notes.js"

// The same flight with what is known in place of what is not: another airline, airport or route.

const MOST = 100

// { basis, flights }: `basis` names what was put in. The closest that gives a range is taken; one flight
// is better than none.
function variantsOf(flight, codes, contract) {
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

// The answer itself is there already: nobody should wait long for its range.
const PATIENCE_MS = 5_000
const MOST_ORIGINS = 12

// { codes, kind }: what was unseen in the answer, and kind being
//
// unknown   there is nothing that a figure could rest on
// range     { from, to, basis, count, origins }: the model's own chance and those of `count` flights, what `basis`
//           put into them, and the airports where they begin
// alone     the model knows no flight to compare with
// failed    the comparison could not be had
export async function doubtOf(prediction, flight, weather, service) {
  const codes = unseenIn(prediction)
  if (isUnknown(codes)) return { codes, kind: "unknown" }
  const variants = await knownVariants(flight, codes, service.contract)
  if (!variants) return { codes, kind: "alone" }
  return { codes, ...await rangeOf(variants, prediction.late, weather, service) }
}

// Routes from elsewhere are asked for where those from the flight's own airport do not give a range.
async function knownVariants(flight, codes, contract) {
  await contract.learn(flight.origin)
  const near = variantsOf(flight, codes, contract)
  if (near?.flights.length > 1 && near.flights.every(({ origin }) => origin === flight.origin)) return near
  await Promise.all(contract.learned.origins.slice(0, MOST_ORIGINS).map((origin) => contract.learn(origin)))
  return variantsOf(flight, codes, contract)
}

async function rangeOf({ basis, flights }, own, weather, service) {
  try {
    const predictions = await service.compare(flights, everywhere(weather, flights), PATIENCE_MS)
    const chances = [own, ...predictions.map(({ late }) => late)]
    const origins = [...new Set(flights.map(({ origin }) => origin))].sort()
    return { kind: "range", from: Math.min(...chances), to: Math.max(...chances), basis, count: flights.length, origins }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { kind: "failed" }
  }
}

// What is known must differ from the flight in nothing else, so its weather comes along.
function everywhere(weather, flights) {
  const origins = [...new Set(flights.map(({ origin }) => origin))]
  return origins.flatMap((airport) => weather.map((row) => ({ ...row, airport })))
}
