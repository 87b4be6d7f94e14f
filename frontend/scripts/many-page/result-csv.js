// The list as it came, with what was found of each flight in columns of their own.

import { writeCsv } from "./csv-writer.js"
import { reasonInWords } from "./reasons.js"

const ADDED = ["late", "cancelled", "delay_p50", "delay_p80", "delay_p95", "notes", "problem"]

export function resultCsv({ header, delimiter, columns }, rows, words) {
  // A result that is asked about once more does not get these columns twice.
  const kept = header.map((name, place) => ({ name, place })).filter(({ name }) => !ADDED.includes(name.trim()))
  const records = rows.map((row) => [
    ...kept.map(({ place }) => row.cells[place] ?? ""),
    ...(row.prediction ? found(row.prediction) : lacking(row, columns, words)),
  ])
  return writeCsv([[...kept.map(({ name }) => name), ...ADDED], ...records], delimiter)
}

function found({ late, cancelled, delay_minutes: delay, notes }) {
  const codes = notes.map(({ code }) => code).join(" ")
  return [late, cancelled, delay.p50 ?? "", delay.p80 ?? "", delay.p95 ?? "", codes, ""]
}

function lacking(row, columns, words) {
  const reasons = row.reasons.map((reason) => reasonInWords(reason, row, columns, words).text)
  return [...ADDED.slice(0, -1).map(() => ""), reasons.join(" ")]
}
