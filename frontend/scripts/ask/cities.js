// Where airports lie and what else they are called: the cities they serve, as travellers name them, which
// registered places often leave out; the codes of cities, and the long ones of pilots.

import { CITY_CODES, LONG_CODES, NAMES, PLACES, RENAMED } from "./places.js"
import { fold } from "./search.js"

// "AL Alabama: BHM Birmingham|..."; what follows on further lines is of the same state.
const STATE = /^([A-Z]{2}) ([^:]+): /
// What is said of many airports, so that none is known by it.
const SHARED = / (?:airport|apt|intl|international|regional|municipal|metropolitan)$/

const longCodes = new Map(LONG_CODES.trim().split(/\s/).map((pair) => [pair.slice(0, 3), pair.slice(3)]))
const served = new Map()
const called = new Map()
readCities()
for (const line of NAMES.trim().split("\n")) {
  for (const [code, names] of pairs(line)) for (const name of names) call(name, code)
}

// What an airport is called today, where the service has an older name, which travellers still type; else undefined.
export function newNameOf(code) {
  return RENAMED[code]
}

// { city, state, aliases }: what is not known of an airport is empty, and its name must then do.
export function placeOf(code) {
  const cityCodes = Object.keys(CITY_CODES).filter((city) => CITY_CODES[city].includes(code))
  return {
    city: served.get(code)?.cities ?? "",
    state: served.get(code)?.state ?? "",
    aliases: [longCodes.get(code) ?? `K${code}`, ...cityCodes],
  }
}

// Whether a code is that of a city with several airports.
export function isCityOfSeveral(code) {
  return (CITY_CODES[code] ?? []).length > 1
}

// The codes of all airports that a name, or a city's code, stands for; none if it is unknown.
export function airportsCalled(text) {
  const several = CITY_CODES[text.trim().toUpperCase()]
  if (several) return several
  let name = plain(text)
  while (!called.has(name) && SHARED.test(name)) name = name.replace(SHARED, "")
  return [...(called.get(name) ?? [])].sort()
}

function readCities() {
  let states = []
  for (const line of PLACES.trim().split("\n")) {
    states = STATE.exec(line)?.slice(1) ?? states
    for (const [code, cities] of pairs(line.replace(STATE, ""))) {
      served.set(code, { cities: cities.join(", "), state: states[1] })
      for (const city of cities) for (const one of ["", ...states]) call(`${city} ${one}`, code)
    }
  }
}

function pairs(line) {
  return line.split("|").map((entry) => [entry.slice(0, 3), entry.slice(4).split(", ")])
}

function call(name, code) {
  called.set(plain(name), (called.get(plain(name)) ?? new Set()).add(code))
}

function plain(name) {
  return fold(name.replace(/['’]/g, "")).replace(/\bsaint\b/g, "st")
}
