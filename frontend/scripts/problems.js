// What is wrong with a question, found here or by the service, in the same form and the same words:
// { field, code, message }. The field is one of the form's, or "departure" for date and time together.

const CODES = { origin: /^[A-Z]{3}$/, destination: /^[A-Z]{3}$/, carrier: /^[A-Z0-9]{2}$/ }
const FIELDS = ["origin", "destination", "carrier", "date", "departure", "time", "arrival"]
const OPTIONAL = ["departure", "arrival"]
// Problems that the service finds between two fields, and the one to change.
const BLAMED = { same_airports: "destination", arrival_before_departure: "arrival" }

export function findProblems(values, unreadable, range) {
  const codes = FIELDS.map((field) => ({ field, code: problemOf(field, values, unreadable, range) }))
  return codes.filter(({ code }) => code)
}

export function problemsFromService(errors) {
  return errors.map(({ path, code, message }) => ({
    field: BLAMED[code] ?? /^\$\.flights\[0\]\.(\w+)/.exec(path)?.[1],
    code,
    message,
  }))
}

export function wordsFor({ field, code, message }, words, range) {
  const key = `error.${field}.${code}`
  if (message && !words.has(key)) return message
  return words.say(key, range && { minimum: words.day(range.minimum), maximum: words.day(range.maximum) })
}

function problemOf(field, values, unreadable, range) {
  const value = values[field]
  if (unreadable.includes(field)) return "bad_format"
  if (!value && !OPTIONAL.includes(field)) return "missing"
  if (CODES[field] && !CODES[field].test(value)) return "bad_format"
  if (field === "destination" && value === values.origin) return "same_airports"
  if (field === "departure" && outside(values, range)) return "out_of_range"
  return undefined
}

// Local date-times of one width sort as text. A year of five digits is beyond any range.
function outside({ date, time }, range) {
  if (!range || !date) return false
  const departure = `${date}T${time || "12:00"}`
  return departure.length !== range.maximum.length || departure < range.minimum || departure > range.maximum
}
