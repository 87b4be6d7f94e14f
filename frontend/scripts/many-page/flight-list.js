// A list of flights, read from the text of a sheet.

import { airportMistake, airportOf, carrierOf } from "./codes.js"
import { Columns, isKnown } from "./columns.js"
import { UnclosedQuote, readCsv } from "./csv.js"
import { FEWEST_NAMES, headerOf, saysNotLocal } from "./list-header.js"
import { ListError } from "./list-problem.js"
import { dayOf, isZoned, timeOf } from "./moments.js"
import { scheduleOf } from "./schedule.js"
import { cleaned, plain } from "./texts.js"
import { inAnyOrder } from "./unclear-columns.js"

export const FIELDS = ["carrier", "origin", "destination", "departure", "arrival", "departure_delay_min"]

const MOST_FLIGHTS = 1000
const DELAY = "departure_delay_min"
// As sheets write numbers, some with a comma: 1,000 may be a thousand. Of anything else the service says what is wrong.
const NUMBER = /^[+-]?\d+(?:\.\d+|,\d\d?)?$/
// A delay in hours and minutes, like 1:05; 18:30 is rather a time of the day.
const DURATION = /^([+-]?)(0?\d):([0-5]\d)(?::00)?$/
// "Origin Airport: Boston, MA (BOS)", with the delimiters of a sheet's empty cells behind it.
const TITLE = /^["\s]*([^:]+):(.+?)["\s,;|]*$/
// How a row begins, below those of some archives, that tells where they are from.
const SOURCE = /^source:/i

// { delimiter, header, body }: the names and the rows of a sheet, { row, cells } with its number in a spreadsheet.
export function readTable(text) {
  const { delimiter, records, above } = recordsOf(text)
  const [{ cells: first }, ...others] = records
  // Without names columns are called as spreadsheets call them.
  const [header, body] = isNamed(first) ? [first, others] : [first.map((_, place) => letterOf(place)), records]
  return { delimiter, ...withTitles(above, { delimiter, header, body: withoutNames(header, body) }) }
}

// { header, body } with a column for each airport that a title tells of all rows, and no column does.
function withTitles(above, { delimiter, header, body }) {
  const titles = above.map((line) => TITLE.exec(line)).filter(Boolean).map(([, name, text]) => ({ name, text: text.trim() }))
  const told = titles.filter(({ name, text }) => isTold(header, name) && airportOf(text) !== undefined)
  if (told.length === 0) return { header, body }
  const other = body.find(({ cells }) => told.some(({ name, text }) =>
    cells[0].trim().startsWith(`${name}:`) && !cells.join(delimiter).includes(text)))
  if (other) throw new ListError("names_again", { row: other.row })
  const widened = ({ row, cells }) => {
    const own = header.map((_, place) => cells[place] ?? "")
    return { row, cells: [...own, ...told.map(({ text }) => text), ...cells.slice(header.length)] }
  }
  return { header: [...header, ...told.map(({ name }) => name)], body: body.map(widened) }
}

function isTold(header, name) {
  const [before, after] = [header, [...header, name]].map((names) => Columns.of(names))
  return ["origin", "destination"].some((role) => after.has(role) && !before.has(role))
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
  const { start, row: first, delimiter, above } = headerOf(text, isKnown)
  try {
    const all = readCsv(text.slice(start), delimiter).map((cells, place) => ({ row: first + place, cells }))
    const notes = all.map(({ cells }) => cells.filter((cell) => cell.trim() !== "")).filter(({ length }) => length === 1).flat()
    const zoned = [...above, ...notes].find(saysNotLocal)
    if (zoned) throw new ListError("zoned", { said: [cleaned(zoned).slice(0, 80)] })
    return { delimiter, above, records: all.filter(({ cells }) => isRow(cells)) }
  } catch (error) {
    if (error instanceof UnclosedQuote) throw new ListError("unclosed", { row: first - 1 + error.row })
    throw error
  }
}

// Nothing, or only where the others are from, is no row.
function isRow(cells) {
  const told = cells.filter((cell) => cell.trim() !== "")
  return told.length > 1 || (told.length === 1 && !SOURCE.test(told[0]))
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
