// Which column of a sheet holds what: by the names that the service, programs and people give.

import { carrierOf } from "./codes.js"
import { bare, cleaned, plain } from "./texts.js"
import { ANSWERS, FLIGHTS, FLOWN, LOGBOOK, MISSING, PLACES, SURER } from "./vocabulary.js"

// What the page needs of a flight, and what it can do without.
export const NEEDED = ["carrier", "origin", "destination", "departure"]
// Names of a delay that is announced, in lists of flights to come: it is so many minutes, or is said to be announced.
const ANNOUNCED = ["departuredelaymin", "departuredelaymins", "departuredelayminutes", "announceddelay", "retardannoncé"]
// What the page adds to a list that goes home.
export const ADDED = [...ANSWERS, "problem"]
const ALL = new Set([...ANNOUNCED, ...[FLIGHTS, SURER, LOGBOOK].flatMap((kind) => Object.values(kind).flat())])
const DATE = ["year", "month", "day_of_month"]
const DELAY = "departure_delay_min"
// What names have in common that tell how flights went, as in batch/reader/vocabulary.py.
const CAME_TRUE = /delay|del15|retard|retraso|verspat|verspät|wheels|taxi/
// Which columns hold a field, in the order in which one would read them.
const SOURCES = {
  carrier: ["carrier", "flight_number"],
  departure: ["day", ...DATE, "departure"],
}

export class Columns {
  #header
  #places

  // `places` are those of columns by what they hold: the roles of the vocabulary, and the announced delay.
  constructor(header, places) {
    this.#header = header
    this.#places = places
  }

  static of(header) {
    const names = header.map((name) => name.trim())
    const isResult = ANSWERS.every((name) => names.includes(name))
    return new Columns(header, placesIn(names.map((name) => (isResult && ADDED.includes(name) ? "" : compared(name)))))
  }

  has(role) {
    return role in this.#places
  }

  get places() {
    return this.#places
  }

  // Those of the fields that a flight must have which no column tells.
  lacking(body) {
    return NEEDED.filter((field) => !this.has(field) && !(field === "carrier" && this.#isToldByNumbers(body)))
  }

  // Whether the days stand in three columns of their own.
  get hasDate() {
    return DATE.every((role) => this.has(role))
  }

  // Year, month and day of the month; NaN for what a cell does not tell.
  date(cells) {
    return DATE.map((role) => Number(this.cell(cells, role) || NaN))
  }

  // What a field is called in this sheet.
  nameOf(field) {
    const names = this.#sources(field).map((role) => this.#header[this.#places[role]].trim())
    return names.length > 0 ? names.join(" + ") : field
  }

  // What a row holds of a field, as it stands there.
  seen(cells, field) {
    return this.#sources(field).map((role) => this.#text(cells, role)).filter(Boolean).join(" ")
  }

  // The text of one column; empty where programs write that there is none.
  cell(cells, role) {
    const text = this.#text(cells, role)
    return MISSING.includes(text.toLowerCase()) ? "" : text
  }

  #text(cells, role) {
    return cleaned(cells[this.#places[role]] ?? "")
  }

  #sources(field) {
    const found = (SOURCES[field] ?? [field]).filter((role) => this.has(role))
    if (field === "carrier") return found.slice(0, 1)
    return this.has("day") ? found.filter((role) => !DATE.includes(role)) : found
  }

  #isToldByNumbers(body) {
    return body.some(({ cells }) => carrierOf(this.cell(cells, "flight_number")) !== undefined)
  }
}

export function isKnown(name) {
  return ALL.has(plain(name))
}

// With its unit, if that makes it a delay that is announced: a delay alone may be what came true.
function compared(name) {
  return [bare(name), plain(name)].some((one) => ANNOUNCED.includes(one)) ? DELAY : plain(name)
}

function placesIn(names) {
  const found = { ...placesOf(FLIGHTS, names), ...placesOf(SURER, names) }
  const announced = placesOf({ [DELAY]: [DELAY] }, names)
  const isFlownBy = names.some((name) => CAME_TRUE.test(name) && name !== DELAY)
  const scheduled = isFlownBy ? found : { ...placesOf(LOGBOOK, names), ...found }
  const places = withoutTwice(timesApart(scheduled, names, isFlownBy ? {} : LOGBOOK))
  // What came true of a flight flown is no announcement.
  const isFlown = FLOWN.some((role) => role in places)
  return isFlown ? places : { ...places, ...announced }
}

function placesOf(kind, names) {
  const found = Object.entries(kind).map(([role, known]) =>
    [role, known.map((name) => names.indexOf(name)).find((place) => place >= 0)])
  return Object.fromEntries(found.filter(([, place]) => place !== undefined))
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
