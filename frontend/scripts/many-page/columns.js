// Which column of a sheet holds what: by the names that the service, programs and people give.

import { carrierOf } from "./codes.js"
import { DELAY, SOLD_BY, placesIn } from "./column-places.js"
import { monthOf } from "./moments.js"
import { bare, cleaned, plain } from "./texts.js"
import { ANSWERS, FLIGHTS, LOGBOOK, MISSING, SURER } from "./vocabulary.js"

// What the page needs of a flight, and what it can do without.
export const NEEDED = ["carrier", "origin", "destination", "departure"]
// Names of a delay that is announced, in lists of flights to come: it is so many minutes, or is said to be announced.
const ANNOUNCED = ["departuredelaymin", "departuredelaymins", "departuredelayminutes", "announceddelay", "retardannoncé"]
// What the page adds to a list that goes home.
export const ADDED = [...ANSWERS, "problem"]
const ALL = new Set([...ANNOUNCED, ...[FLIGHTS, SURER, LOGBOOK].flatMap((kind) => Object.values(kind).flat())])
const DATE = ["year", "month", "day_of_month"]
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

  // Year, month and day of the month; NaN for what a cell does not tell. Months may have their names.
  date(cells) {
    const [year, month, day] = DATE.map((role) => this.cell(cells, role))
    return [year, monthOf(month) ?? month, day].map((part) => Number(part || NaN))
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
    if (!MISSING.includes(text.toLowerCase())) return text
    const sold = role === "carrier" && this.has(SOLD_BY) ? this.cell(cells, SOLD_BY) : ""
    // A flight's number tells an airline only if it begins with its code.
    return carrierOf(sold) === undefined ? "" : sold
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
