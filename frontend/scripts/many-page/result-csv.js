// The list as it came, with what was found of each flight in columns of their own.

import { notesOf } from "../notes.js"
import { ADDED } from "./columns.js"
import { formFor, writeCsv } from "./csv.js"
import { reasonInWords } from "./refused-rows.js"

export function resultCsv({ header, delimiter, columns }, rows, words) {
  // A result that is asked about once more does not get these columns twice.
  const kept = header.map((name, place) => ({ name, place })).filter(({ name }) => !ADDED.includes(name.trim()))
  const records = rows.map((row) => [
    ...kept.map(({ place }) => row.cells[place] ?? ""),
    ...(row.prediction ? found(row.prediction) : lacking(row, columns, words)),
  ])
  return writeCsv([[...kept.map(({ name }) => name), ...ADDED], ...records], formFor(words, delimiter))
}

function found(prediction) {
  const { late, cancelled, delay_minutes: delay, weather } = prediction
  const codes = notesOf(prediction).map(({ code }) => code).join(" ")
  const told = [weather?.known ?? "", weather?.missing_hours ?? ""]
  return [late, cancelled, delay.p50 ?? "", delay.p80 ?? "", delay.p95 ?? "", ...told, codes, ""]
}

function lacking(row, columns, words) {
  const reasons = row.reasons.map((reason) => reasonInWords(reason, row, columns, words).text)
  return [...ADDED.slice(0, -1).map(() => ""), reasons.join(" ")]
}
