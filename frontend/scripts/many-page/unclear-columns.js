// What a list leaves open: which column holds what, and in which order its days are written.

import { airportOf, carrierOf } from "./codes.js"
import { cameTrue, takenForActual } from "./column-places.js"
import { Columns, NEEDED } from "./columns.js"
import { DAY_FIRST, MONTH_FIRST } from "./day-orders.js"
import { checkTimes } from "./doubtful-times.js"
import { ListError } from "./list-problem.js"
import { clockOf, dayOf, timeOf } from "./moments.js"
import { orderIn } from "./schedule.js"
import { plain } from "./texts.js"
import { ZONED } from "./vocabulary.js"

// What the reader is asked for; what comes first has the first choice among columns that could hold several.
export const ASKED = ["carrier", "origin", "destination", "departure", "day", "arrival"]
const SAMPLE = 50
// A column that is guessed fits by what it holds, and better where its name points there too.
const ENOUGH = 0.8
const HINTED = 0.6
const HINTS = {
  carrier: /carrier|airline|compagnie|operat|flight|vol/,
  origin: /orig|from|source|provenance|(?:dep|départ)(?!.*(?:time|date|heure))/,
  destination: /dest|^to|vers|arr(?!.*(?:time|date|heure))/,
  day: /date|day|jour/,
  departure: /dep|dép|std|time|heure/,
  arrival: /arr|^st?a|^eta/,
}
const LENGTH = /^dur|elaps|^dauer/
// No time that the clocks of an airport show.
const IS_ZONED = new RegExp(ZONED, "i")
// How surely a text is what a column should hold. Numbers alone may be anything.
const FITS = {
  carrier: (text) => Number(/[a-z]/i.test(text) && carrierOf(text) !== undefined),
  origin: (text) => Number(/^[A-Z]{3}$/.test(airportOf(text) ?? "")),
  destination: (text) => FITS.origin(text),
  day: (text) => Number(inAnyOrder(dayOf, text) && !/^\d+$/.test(text)),
  departure: (text) => (inAnyOrder(timeOf, text) ? 1 : clockOf(text) === undefined ? 0 : text.includes(":") ? 0.9 : 0.4),
  arrival: (text) => FITS.departure(text) - ENOUGH / 2,
}

// { columns, order } of a table that leaves nothing open, or of which the reader has said; else { question }, which
// has { places, isWhole }: the best guess at each column, and whether the columns are what is unsure.
export function readingOf(table, choices) {
  if (choices) return chosen(table, choices)
  const columns = leavingByDay(Columns.of(table.header), table)
  const open = openFields(columns, table)
  if (open.length > 0) return { question: { table, places: guessed(columns, open, table), isWhole: true } }
  if (table.body.length === 0) throw new ListError("no_flights")
  checkTimes(table, columns)
  const { order, options } = orderIn(table.body, columns)
  return options ? { question: { table, places: columns.places, isWhole: false } } : { columns, order }
}

// What the reader chooses may still be hours alone.
function chosen(table, { places, order }) {
  const columns = new Columns(table.header, places)
  checkTimes(table, columns)
  return { columns, order }
}

// Logs of flights write the day with its clock: that is the departure, where no other column is.
function leavingByDay(columns, { header, body }) {
  const { day, ...others } = columns.places
  const isDeparture = day !== undefined && others.departure === undefined && isFull(day, body)
  return isDeparture ? new Columns(header, { ...others, departure: day }) : columns
}

// The fields that a flight must have which no column holds for sure.
export function openFields(columns, table) {
  const missing = lackingFields(columns, table)
  return missing.length > 0 ? missing : NEEDED.filter((field) => isDoubtful(field, columns, table))
}

// Those that no column holds; a clock alone wants a day.
export function lackingFields(columns, { body }) {
  const missing = columns.lacking(body)
  if (missing.length > 0 || columns.has("day") || columns.hasDate) return missing
  const texts = textsOf(body, columns.places.departure)
  const isClock = texts.length > 0 && texts.every((text) => !inAnyOrder(timeOf, text) && clockOf(text) !== undefined)
  return isClock ? ["day"] : []
}

// Another column has the same name, or holds what this one should and does not.
function isDoubtful(field, columns, { header, body }) {
  const place = columns.places[field]
  if (place === undefined) return false
  const isTwice = header.filter((name) => plain(name) === plain(header[place])).length > 1
  const fit = (other) => fitOf(field, textsOf(body, other))
  return isTwice || (fit(place) === 0 && freePlaces(columns, header).some((other) => fit(other) > ENOUGH))
}

// The reader is not asked where no column could be the answer.
function guessed(columns, open, table) {
  const { header, body } = table
  const places = { carrier: columns.places.flight_number, ...columns.places }
  if (open.includes("carrier")) places.carrier = columns.places.carrier
  let free = freePlaces(columns, header)
  for (const field of ASKED.filter((one) => places[one] === undefined)) {
    const isNeedless = field === "day" && (columns.hasDate || isFull(places.departure, body))
    const place = isNeedless ? undefined : bestOf(field, free, table)
    const isLost = place === undefined && open.includes(field) && !free.some((one) => fitOf(field, textsOf(body, one)))
    if (isLost) throw missingColumns(open.filter((one) => !columns.has(one)), header)
    places[field] = place
    free = free.filter((one) => one !== place)
  }
  return places
}

function bestOf(field, free, { header, body }) {
  const scores = free.map((place) => {
    const fit = fitOf(field, textsOf(body, place))
    return fit > 0 && HINTS[field].test(plain(header[place])) ? fit + HINTED : fit
  })
  const best = Math.max(...scores)
  return best >= ENOUGH ? free[scores.indexOf(best)] : undefined
}

function fitOf(field, texts) {
  if (texts.length === 0) return 0
  return texts.reduce((sum, text) => sum + FITS[field](text), 0) / texts.length
}

// Days are written as their midnights too.
function isFull(place, body) {
  return textsOf(body, place).some((text) => inAnyOrder(timeOf, text)?.endsWith("T00:00") === false)
}

// Columns that nothing else is in. How long a flight takes, or is late, looks like a clock and is none.
function freePlaces(columns, header) {
  const taken = Object.values(columns.places)
  const isOther = (name) => LENGTH.test(plain(name)) || IS_ZONED.test(name.trim()) || cameTrue(plain(name))
  return [...header.keys()].filter((place) => !taken.includes(place) && !isOther(header[place]))
}

function textsOf(body, place) {
  return body.slice(0, SAMPLE).map(({ cells }) => cells[place]?.trim() ?? "").filter(Boolean)
}

export function inAnyOrder(read, text) {
  return read(text, MONTH_FIRST) ?? read(text, DAY_FIRST)
}

function missingColumns(missing, header) {
  const named = missing.map((field) => (field === "day" ? "date" : field))
  const seen = (place) => [header[place].trim()]
  const taken = missing.includes("departure") && takenForActual(header.map(plain))
  if (taken) return new ListError("actual", { missing: named, time: seen(taken.time), flown: seen(taken.flown) })
  return new ListError("columns", { missing: named, seen: header.map((name) => name.trim()) })
}
