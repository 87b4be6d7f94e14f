// A list to start from: flights of the next days, in the form that the page reads.

import { FIELDS } from "./columns.js"
import { writeCsv } from "./csv-writer.js"

const DAY_MS = 86_400_000
// Each with the days from now, and its times at either end.
const FLIGHTS = [
  ["B6", "JFK", "MCO", 1, "18:30", "21:50"],
  ["DL", "LGA", "ATL", 1, "07:00", "09:38"],
  ["UA", "EWR", "SFO", 2, "17:15", "20:52"],
  ["AA", "JFK", "LAX", 2, "09:00", "12:20"],
  ["AA", "LGA", "ORD", 3, "20:15", "21:58"],
]

export function exampleCsv() {
  const rows = FLIGHTS.map(([carrier, origin, destination, days, departure, arrival]) => {
    const day = dayFromNow(days)
    return [carrier, origin, destination, `${day}T${departure}`, `${day}T${arrival}`]
  })
  return writeCsv([FIELDS, ...rows], ",")
}

// Swedes write dates as ISO does.
function dayFromNow(days) {
  return new Date(Date.now() + days * DAY_MS).toLocaleDateString("sv-SE")
}
