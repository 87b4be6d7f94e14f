// A list of flights, read from the text of a sheet.

import { UnclosedQuote, readCsv } from "./csv.js"
import { headerOf } from "./list-header.js"
import { ListError } from "./list-problem.js"

// Which column of a sheet holds what: by the names of the service, or those a person would give.

export const FIELDS = ["carrier", "origin", "destination", "departure", "arrival", "departure_delay_min"]
const OPTIONAL = ["arrival", "departure_delay_min"]
// As compared: without case, spaces and punctuation. The service's own names come first.
const NAMES = {
  carrier: ["carrier", "airline", "carriercode", "airlinecode", "compagnie"],
  origin: ["origin", "from", "origine", "de"],
  destination: ["destination", "dest", "to", "à"],
  departure: ["departure", "departuretime", "scheduleddeparture", "départ"],
  arrival: ["arrival", "arrivaltime", "scheduledarrival", "arrivée"],
  departure_delay_min: ["departuredelaymin", "announceddelay", "departuredelay", "retardannoncé"],
}

class Columns {
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

function isKnown(name) {
  return Object.values(NAMES).flat().includes(plain(name))
}

function plain(name) {
  return name.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
}

const MOST_FLIGHTS = 1000
const TIMES = ["departure", "arrival"]
const DELAY = "departure_delay_min"
// As sheets write numbers, some with a comma. Of anything else the service says what is wrong.
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
// Sheets part date and time by a space, and leave out the zero of an early hour.
const SHEET_TIME = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2})(:\d{2}.*)$/

// { delimiter, header, columns, rows }; a row is { row, cells, flight, reasons }. `row` is its
// number in a spreadsheet, and `reasons` holds what is wrong with it, as far as it shows here.
export function readList(text) {
  const { delimiter, records } = recordsOf(text)
  const [{ cells: header } = {}, ...body] = records
  const columns = new Columns(header)
  if (body.length === 0) throw new ListError("no_flights")
  if (body.length > MOST_FLIGHTS) throw new ListError("too_many", { flights: body.length, limit: MOST_FLIGHTS })
  const rows = body.map(({ row, cells }) => ({
    row,
    cells,
    flight: flightOf(cells, columns),
    reasons: overflow(cells, header),
  }))
  return { delimiter, header, columns, rows }
}

// The first record holds the names; blank ones count as rows in a spreadsheet, and are none here.
function recordsOf(text) {
  const { start, row: first, delimiter } = headerOf(text, isKnown)
  try {
    const records = readCsv(text.slice(start), delimiter).map((cells, place) => ({ row: first + place, cells }))
    return { delimiter, records: records.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")) }
  } catch (error) {
    if (error instanceof UnclosedQuote) throw new ListError("unclosed", { row: first - 1 + error.row })
    throw error
  }
}

// Fields that the sheet leaves empty are left out.
function flightOf(cells, columns) {
  const filled = FIELDS.map((field) => [field, columns.cell(cells, field)]).filter(([, value]) => value !== "")
  return Object.fromEntries(filled.map(([field, value]) => [field, asSent(field, value)]))
}

function asSent(field, value) {
  if (field === DELAY) return NUMBER.test(value) ? Number(value.replace(",", ".")) : value
  return TIMES.includes(field) ? moment(value) : value
}

function moment(value) {
  return value.replace(SHEET_TIME, (_, date, hour, rest) => `${date}T${hour.padStart(2, "0")}${rest}`)
}

// A comma too many shifts all that follows, which the service could not know.
function overflow(cells, header) {
  const beyond = cells.slice(header.length).some((cell) => cell.trim() !== "")
  return beyond ? [{ code: "too_many_cells" }] : []
}
