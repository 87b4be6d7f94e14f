// The rows that could not be answered, each as it stands in the sheet, with the reasons.

import { element } from "../dom.js"
import { FIELDS } from "./columns.js"
import { reasonInWords } from "./reasons.js"

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
  const cells = FIELDS.map((field) => columns.cell(row.cells, field)).filter(Boolean).join(" · ")
  const reasons = row.reasons.map((reason) => {
    const { text, language } = reasonInWords(reason, row, columns, words)
    return element("p", language ? { lang: language } : {}, text)
  })
  return element("li", { "data-row": row.row },
    element("p", { class: "set-aside-row" },
      element("strong", {}, words.say("many.row", { row: words.number(row.row) })), " ", element("span", {}, cells)),
    ...reasons)
}
