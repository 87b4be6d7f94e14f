// What is wrong with a question, found here or by the service, in the same form and the same words:
// { field, code, message }. The field is one of the form's, or "departure" for date and time together. Whether the
// times fit together is looked at in arrival/arrival-check.js.

import { delayProblem } from "./announced/announced-delay.js"
import { isCityOfSeveral } from "./ask/cities.js"

const CODES = { origin: /^[A-Z]{3}$/, destination: /^[A-Z]{3}$/, carrier: /^[A-Z0-9]{2}$/ }
const FIELDS = ["origin", "destination", "carrier", "date", "departure", "time", "arrival", "departure_delay_min"]
const OPTIONAL = ["departure", "arrival", "departure_delay_min"]
// Problems that the service finds between two fields, and the one to change.
const BLAMED = { same_airports: "destination", arrival_before_departure: "arrival" }

export function findProblems(values, unreadable, contract) {
  const codes = FIELDS.map((field) => ({ field, code: problemOf(field, values, unreadable, contract) }))
  return codes.filter(({ code }) => code)
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
