// What is said of rows that could not be answered: each as it stands in the sheet, with the reasons.

import { element } from "../dom.js"
import { FIELDS } from "./flight-list.js"

const LONGEST = 40
// More rows than these are folded away: the flights that were answered come first.
const MOST_OPEN = 5

// Why a row could not be answered, in the reader's language and the names of the reader's sheet, as
// { text, language }: words newer than this page come in the service's own English.
export function reasonInWords({ field, code, message, airports = [] }, row, columns, words) {
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
