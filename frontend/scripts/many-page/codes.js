// Airlines and airports as sheets write them: by code, by the long code of air traffic control, by name.

import { airportsCalled } from "../ask/cities.js"
import { AIRLINES, AIRLINES_CALLED, AIRPORTS, SAID_OF_ALL } from "./vocabulary.js"

const BRACKETED = /\(([^()]+)\)\s*$/
// "AA 1234", "DL401", "DAL 401": the airline comes before the number.
const FLIGHT = /^([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})[\s-]*\d{1,4}$/i
// A private aircraft's registration, where a flight's number is expected.
const TAIL = /^N[1-9]\d{1,4}$/i
const SHORT = /^[A-Z0-9]{2,4}$/
// Kona and Kent: no one writes a code so.
const NAME = /^[A-Z][a-z]{3}$/
const WORD = /^[A-Z][a-z]+$/
const NUMBER_LAST = /\s+\d{1,4}$/
// The DOT numbers airports so; no code is known by it.
const DOT_ID = /^1\d{4}(?:\.0+)?$/
const airlinesCalled = new Map(Object.entries(AIRLINES_CALLED))
const longAirports = new Map(AIRPORTS.split(" ").map((pair) => [pair.slice(0, 4), pair.slice(4)]))

// No name of an airline or an airport is as long.
const LONGEST = 200
const LONGEST_CODE = 4

// The code of an airline; undefined for what is none.
export function carrierOf(text) {
  if (text.length > LONGEST) return undefined
  return firstOf(text, (code) => airline(code.toUpperCase())) ?? airlineOf(text) ?? airlinesCalled.get(bare(text.replace(NUMBER_LAST, "")))
}

// The code of the airline that a flight's number begins with.
function airlineOf(text) {
  const found = TAIL.test(text.trim()) ? null : FLIGHT.exec(text.trim())
  return found ? airline(found[1].toUpperCase()) : undefined
}

// The code of an airport, by a code or by a name that is its alone; undefined for what is none.
export function airportOf(text) {
  if (text.length > LONGEST) return undefined
  const found = firstOf(text, (code) => (isWord(code, text) ? undefined : airport(code.toUpperCase())))
  const [byText, byCode] = [text, found ?? ""].map(airportsCalled)
  // A city's code stands for several.
  const called = byText.length === 0 && byCode.length > 1 ? byCode : byText
  return found && called.length === 0 ? found : called.length === 1 ? called[0] : undefined
}

// What is wrong with a text that might pass for an airport, as a reason; undefined where nothing is known of it.
export function airportMistake(text) {
  if (DOT_ID.test(text)) return { code: "airport_number" }
  const called = text.length > LONGEST ? [] : airportsCalled(text)
  return called.length > 1 ? { code: "several_airports", airports: called } : undefined
}

// The codes that may stand in a text, as in "Los Angeles (LAX/KLAX)" or "LAX - Los Angeles".
function firstOf(text, read) {
  const codes = bracketed(text) ?? besideName(text) ?? [text]
  const written = codes.map((code) => code.trim()).filter((code) => !NAME.test(code))
  return written.map(read).find(Boolean)
}

// Whether what might be a code is a word behind a name, as in "South Bend (Ind)".
function isWord(code, text) {
  const called = BRACKETED.test(text) ? airportsCalled(text.slice(0, text.lastIndexOf("("))) : []
  return WORD.test(code) && called.length > 0 && !called.includes(code.toUpperCase())
}

function bracketed(text) {
  const found = BRACKETED.exec(text)
  if (!found) return undefined
  const [before, codes] = [text.slice(0, found.index).trim(), found[1].split("/")]
  const areNames = codes.every((code) => code.length > LONGEST_CODE || WORD.test(code))
  return areNames && SHORT.test(before) ? [before] : codes
}

function besideName(text) {
  const parts = text.trim().split(" - ")
  const short = parts.filter((part) => SHORT.test(part))
  return parts.length === 2 && short.length === 1 ? short : undefined
}

function airline(code) {
  const short = AIRLINES[code] ?? code
  return /^(?!\d+$)[A-Z0-9]{2}$/.test(short) ? short : undefined
}

// Elsewhere than on the mainland the last letters of a long code are not the airport's own.
function airport(code) {
  const short = longAirports.get(code) ?? (/^K[A-Z]{3}$/.test(code) ? code.slice(1) : code)
  return /^[A-Z0-9]{3}$/.test(short) ? short : undefined
}

function bare(name) {
  const words = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.filter((word) => !SAID_OF_ALL.includes(word)).join("")
}
