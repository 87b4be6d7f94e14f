// What is wrong with a question, found here or by the service, in the same form and the same words:
// { field, code, message }. The field is one of the form's, or "departure" for date and time together.

const CODE = /^[A-Z0-9]{3}$/
const REQUIRED = ["origin", "destination", "carrier", "date", "time"]
// Problems that the service finds between two fields, and the one to change.
const BLAMED = { same_airports: "destination", arrival_before_departure: "arrival" }

export function findProblems(values, unreadable, range) {
  const problems = []
  for (const field of REQUIRED) {
    if (!values[field] && !unreadable.includes(field)) problems.push({ field, code: "missing" })
  }
  for (const field of unreadable) problems.push({ field, code: "bad_format" })
  for (const field of ["origin", "destination"]) {
    if (values[field] && !CODE.test(values[field])) problems.push({ field, code: "bad_format" })
  }
  if (CODE.test(values.origin) && values.origin === values.destination) {
    problems.push({ field: "destination", code: "same_airports" })
  }
  if (values.date && values.time && outside(`${values.date}T${values.time}`, range)) {
    problems.push({ field: "departure", code: "out_of_range" })
  }
  return problems
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

// Local date-times of one width sort as text. A year of five digits is beyond any range.
function outside(departure, range) {
  if (!range) return false
  return departure.length !== range.maximum.length || departure < range.minimum || departure > range.maximum
}
