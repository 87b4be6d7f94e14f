// The list as it came, with what was found of each flight in columns of their own.

import { element } from "../dom.js"
import { notesOf } from "../notes.js"
import { ADDED } from "./columns.js"
import { formFor, writeCsv } from "./csv.js"
import { FIELDS } from "./flight-list.js"

// Why a row could not be answered, in the reader's language and the names of the reader's sheet.

const LONGEST = 40

// { text, language }: words newer than this page come in the service's own English.
function reasonInWords({ field, code, message, airports = [] }, row, columns, words) {
  const key = [`many.reason.${code}.${field}`, `many.reason.${code}`].find((one) => words.has(one))
  if (!key) return { text: message, language: "en" }
  const allowed = field ? words.say(`many.allowed.${field}`) : ""
  const seen = shortened(columns.seen(row.cells, field))
  const told = { column: columns.nameOf(field), seen, allowed, airports: airports.join(", ") }
  return { text: words.say(key, told) }
}

function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

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

// The rows that could not be answered, each as it stands in the sheet, with the reasons.

// More than these are folded away: the flights that were answered come first.
const MOST_OPEN = 5

export function setAside(refused, columns, words) {
  const count = refused.length
  const details = element("details", { class: "set-aside", id: "set-aside" },
    element("summary", {}, words.say("many.set_aside", { count, rows: words.number(count) })),
    element("ul", {}, ...refused.map((row) => item(row, columns, words))))
  details.open = count <= MOST_OPEN
  return details
}

function item(row, columns, words) {
  const cells = FIELDS.map((field) => columns.seen(row.cells, field)).filter(Boolean).join(" · ")
  const reasons = row.reasons.map((reason) => {
    const { text, language } = reasonInWords(reason, row, columns, words)
    return element("p", language ? { lang: language } : {}, text)
  })
  return element("li", { "data-row": row.row },
    element("p", { class: "set-aside-row" },
      element("strong", {}, words.say("many.row", { row: words.number(row.row) })), " ", element("span", {}, cells)),
    ...reasons)
}
