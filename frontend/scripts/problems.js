// What is wrong with a question, found here or by the service, in the same form and the same words:
// { field, code, message }. The field is one of the form's, or "departure" for date and time together.

import { delayProblem } from "./announced/announced-delay.js"
import { isCityOfSeveral } from "./ask/cities.js"
import { arrivalMoment, instantOf, instantsOf } from "./zones.js"

const CODES = { origin: /^[A-Z]{3}$/, destination: /^[A-Z]{3}$/, carrier: /^[A-Z0-9]{2}$/ }
const FIELDS = ["origin", "destination", "carrier", "date", "departure", "time", "arrival", "departure_delay_min"]
const OPTIONAL = ["departure", "arrival", "departure_delay_min"]
// An arrival this far from what is usual on the route is asked about: minutes, and the share of what is usual.
const FAR_OFF = { minutes: 90, share: 0.5 }
const MINUTE_MS = 60_000
// Problems that the service finds between two fields, and the one to change.
const BLAMED = { same_airports: "destination", arrival_before_departure: "arrival" }

export function findProblems(values, unreadable, contract) {
  const codes = FIELDS.map((field) => ({ field, code: problemOf(field, values, unreadable, contract) }))
  return codes.filter(({ code }) => code)
}

// What clocks make impossible, and an arrival that would take much longer or shorter than the route usually does:
// more likely a wrong half of the day than a flight that lands on the next one.
export function findClockProblems({ origin, destination, date, time, arrival }, contract) {
  const [from, to] = [origin, destination].map((airport) => contract.timeZone(airport))
  const departure = `${date}T${time}`
  if (isLeftOut(departure, from)) return [{ field: "time", code: "left_out", local: departure, airport: origin }]
  if (!arrival) return []
  const landing = arrivalMoment(departure, arrival, from, to)
  if (isLeftOut(landing, to)) return [{ field: "arrival", code: "left_out", local: landing, airport: destination }]
  const usual = contract.blockMinutes(origin, destination)
  if (!usual || !from || !to) return []
  const taken = (instantOf(landing, to) - instantOf(departure, from)) / MINUTE_MS
  const isFarOff = Math.abs(taken - usual) > Math.max(FAR_OFF.minutes, usual * FAR_OFF.share)
  return isFarOff ? [{ field: "arrival", code: "unusual", taken, usual }] : []
}

function isLeftOut(local, zone) {
  return zone !== undefined && instantsOf(local, zone).length === 0
}

export function problemsFromService(errors) {
  return errors.map(({ path, code, message }) => ({
    field: BLAMED[code] ?? /^\$\.flights\[0\]\.(\w+)/.exec(path)?.[1],
    code,
    message,
  }))
}

export function wordsFor({ field, code, message, local, airport, taken, usual }, words, range) {
  const key = `error.${field}.${code}`
  if (message && !words.has(key)) return message
  return words.say(key, {
    ...(range && { minimum: words.day(range.minimum), maximum: words.day(range.maximum) }),
    ...(local && { time: words.time(local), day: words.shortDay(local), airport }),
    ...(taken && { taken: words.duration(taken), usual: words.duration(usual) }),
  })
}

function problemOf(field, values, unreadable, contract) {
  const value = values[field]
  if (unreadable.includes(field)) return "bad_format"
  if (!value && !OPTIONAL.includes(field)) return "missing"
  if (CODES[field] && !CODES[field].test(value)) return "bad_format"
  if (isCityOfSeveral(value)) return "several"
  if (field === "destination" && value === values.origin) return "same_airports"
  if (field === "departure" && outside(values, contract.rangeOf(field))) return "out_of_range"
  if (field === "departure_delay_min") return delayProblem(value, contract.rangeOf(field))
  return undefined
}

// Local date-times of one width sort as text. A year of five digits is beyond any range.
function outside({ date, time }, range) {
  if (!range || !date) return false
  const departure = `${date}T${time || "12:00"}`
  return departure.length !== range.maximum.length || departure < range.minimum || departure > range.maximum
}
