// A list of flights, read from the text of a sheet.

import { airportMistake, airportOf, carrierOf } from "./codes.js"
import { isKnown } from "./columns.js"
import { UnclosedQuote, readCsv } from "./csv.js"
import { FEWEST_NAMES, headerOf } from "./list-header.js"
import { ListError } from "./list-problem.js"
import { dayOf, isZoned, timeOf } from "./moments.js"
import { scheduleOf } from "./schedule.js"
import { plain } from "./texts.js"
import { inAnyOrder } from "./unclear-columns.js"

export const FIELDS = ["carrier", "origin", "destination", "departure", "arrival", "departure_delay_min"]

const MOST_FLIGHTS = 1000
const DELAY = "departure_delay_min"
// As sheets write numbers, some with a comma: 1,000 may be a thousand. Of anything else the service says what is wrong.
const NUMBER = /^[+-]?\d+(?:\.\d+|,\d\d?)?$/
// A delay in hours and minutes, like 1:05; 18:30 is rather a time of the day.
const DURATION = /^([+-]?)(0?\d):([0-5]\d)(?::00)?$/

// { delimiter, header, body }: the names and the rows of a sheet, { row, cells } with its number in a spreadsheet.
export function readTable(text) {
  const { delimiter, records } = recordsOf(text)
  const [{ cells: first }, ...others] = records
  // Without names columns are called as spreadsheets call them.
  const [header, body] = isNamed(first) ? [first, others] : [first.map((_, place) => letterOf(place)), records]
  return { delimiter, header, body: withoutNames(header, body) }
}

// Where files were joined, the names stand again among the rows. Throws a ListError if they do in another order.
function withoutNames(header, body) {
  const names = header.map(plain)
  const known = [...header.keys()].filter((place) => isKnown(header[place]))
  return body.filter(({ row, cells }) => {
    const isSame = (place) => plain(cells[place] ?? "") === names[place]
    const isTurned = known.length >= FEWEST_NAMES && known.every((place) => isKnown(cells[place] ?? ""))
    if (isTurned && !known.every(isSame)) throw new ListError("names_again", { row })
    return !isTurned && ![...names.keys()].every(isSame)
  })
}

export function checkLength({ body }) {
  if (body.length > MOST_FLIGHTS) throw new ListError("too_many", { flights: body.length, limit: MOST_FLIGHTS })
}

// { delimiter, header, columns, rows }; a row is { row, cells, flight, reasons }. `reasons` holds what is wrong with
// it, as far as it shows here. `order` is that of days; the contract tells zones, where there is one.
export function listOf({ delimiter, header, body }, columns, order, contract) {
  const rows = body.map(({ row, cells }) => ({
    row,
    cells,
    flight: flightOf(cells, columns, order, contract),
    reasons: [...overflow(cells, header), ...mistakes(cells, columns)],
  }))
  return { delimiter, header, columns, rows }
}

// The first record holds the names; blank ones count as rows in a spreadsheet, and are none here.
function recordsOf(text) {
  const { start, row: first, delimiter, zoned } = headerOf(text, isKnown)
  if (zoned) throw new ListError("zoned", { said: [zoned.slice(0, 80)] })
  try {
    const records = readCsv(text.slice(start), delimiter).map((cells, place) => ({ row: first + place, cells }))
    return { delimiter, records: records.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")) }
  } catch (error) {
    if (error instanceof UnclosedQuote) throw new ListError("unclosed", { row: first - 1 + error.row })
    throw error
  }
}

// No name is a day or a time.
function isNamed(cells) {
  return cells.some(isKnown) || !cells.some((cell) => inAnyOrder(timeOf, cell) ?? inAnyOrder(dayOf, cell))
}

function letterOf(place) {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last
}

// Fields that the sheet leaves empty are left out; what cannot be read is sent as it stands, for the service to say
// what is wrong with it.
function flightOf(cells, columns, order, contract) {
  const cell = (role) => columns.cell(cells, role)
  const codes = {
    carrier: carrierOf(cell("carrier")) ?? carrierOf(cell("flight_number")) ?? cell("carrier"),
    origin: airportOf(cell("origin")) ?? cell("origin"),
    destination: airportOf(cell("destination")) ?? cell("destination"),
  }
  const fields = { ...codes, ...scheduleOf(cells, columns, { order, contract, ...codes }), [DELAY]: delay(cell(DELAY)) }
  return Object.fromEntries(FIELDS.map((field) => [field, fields[field]]).filter(([, value]) => value !== ""))
}

// What the service could not explain: it knows no numbers of airports, and takes any three letters for one.
function mistakes(cells, columns) {
  const cell = (role) => columns.cell(cells, role)
  const airports = ["origin", "destination"].map((field) => ({ field, ...airportMistake(cell(field)) }))
  const moments = ["departure", "arrival"].map((field) => ({ field, code: isZoned(cell(field)) && "zoned_time" }))
  return [...airports, ...moments].filter(({ code }) => code)
}

function delay(value) {
  const [, sign, hours, minutes] = DURATION.exec(value) ?? []
  if (minutes) return Number(`${sign}1`) * (hours * 60 + Number(minutes))
  return NUMBER.test(value) ? Number(value.replace(",", ".")) : value
}

// A comma too many shifts all that follows, which the service could not know.
function overflow(cells, header) {
  const beyond = cells.slice(header.length).some((cell) => cell.trim() !== "")
  return beyond ? [{ code: "too_many_cells" }] : []
}
