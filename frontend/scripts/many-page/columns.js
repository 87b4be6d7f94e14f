// Which column of a sheet holds what: by the names of the service, or those a person would give.

import { ListError } from "./list-error.js"

export const FIELDS = ["carrier", "origin", "destination", "departure", "arrival"]
const OPTIONAL = ["arrival"]
// As compared: without case, spaces and punctuation. The service's own names come first.
const NAMES = {
  carrier: ["carrier", "airline", "carriercode", "airlinecode", "compagnie"],
  origin: ["origin", "from", "origine", "de"],
  destination: ["destination", "dest", "to", "à"],
  departure: ["departure", "departuretime", "scheduleddeparture", "départ"],
  arrival: ["arrival", "arrivaltime", "scheduledarrival", "arrivée"],
}

export class Columns {
  #header
  #places

  constructor(header) {
    this.#header = header
    const seen = header.map(plain)
    this.#places = Object.fromEntries(FIELDS.map((field) => [field, placeOf(NAMES[field], seen)]))
    const missing = FIELDS.filter((field) => this.#places[field] < 0 && !OPTIONAL.includes(field))
    if (missing.length > 0) throw new ListError("columns", { missing, seen: header.map((name) => name.trim()) })
  }

  // What a field is called in this sheet.
  nameOf(field) {
    return this.#header[this.#places[field]]?.trim() ?? field
  }

  cell(cells, field) {
    return cells[this.#places[field]]?.trim() ?? ""
  }
}

function placeOf(names, seen) {
  return names.map((name) => seen.indexOf(name)).find((place) => place >= 0) ?? -1
}

function plain(name) {
  return name.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
}
