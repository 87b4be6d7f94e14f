// The flights that were answered, as a table to sort by any of its columns.
// Headings work as https://www.w3.org/WAI/ARIA/apg/patterns/table/examples/sortable-table/ has them.

import { isAnnounced } from "../announced/announced-delay.js"
import { hasCeased } from "../ceased.js"
import { element } from "../dom.js"
import { commonNotes, ownNotes } from "../notes.js"
import { legend, tableColumns } from "./table-columns.js"

// Sorts what a column shows. What it has no value for stays last, whichever way it is sorted.

const TURNS = { ascending: 1, descending: -1 }

const OPPOSITE = { ascending: "descending", descending: "ascending" }

// Rows that tie keep the order that they had, so that sorting by one column, then another, adds up.
function sorted(rows, valueOf, direction) {
  const turn = TURNS[direction]
  return rows.toSorted((one, other) => compare(valueOf(one), valueOf(other), turn))
}

function compare(one, other, turn) {
  const [oneMissing, otherMissing] = [one, other].map((value) => value === undefined || value === null)
  if (oneMissing || otherMissing) return Number(oneMissing) - Number(otherMissing)
  if (one === other) return 0
  return one < other ? -turn : turn
}

export class FlightTable {
  #rows
  #contract
  #common
  #sort = { name: "row", direction: "ascending" }
  #columns
  #headings
  #body
  #lines

  // The contract tells which airlines are no more, where there is one.
  constructor(answered, contract) {
    this.#rows = answered
    this.#contract = contract
    this.#common = commonNotes(answered)
  }

  get common() {
    return this.#common
  }

  // Built anew in each language, in the order that the reader has sorted it into.
  build(words) {
    this.#columns = this.#shown(tableColumns(this.#common, this.#contract, words))
    this.#headings = this.#columns.map((column) => this.#heading(column, words))
    this.#lines = new Map(this.#rows.map((row) => [row, this.#line(row)]))
    this.#body = element("tbody", {}, ...this.#lines.values())
    this.#mark()
    const named = { "aria-labelledby": "flights-title" }
    return element("div", { class: "flights-part" },
      element("h3", { class: "board-title", id: "flights-title" }, words.say("many.table")),
      legend(words),
      element("div", { class: "table-frame", role: "region", tabindex: "0", ...named },
        element("table", { class: "flights", ...named },
          element("thead", {}, element("tr", {}, ...this.#headings)),
          this.#body)))
  }

  #shown(columns) {
    const filled = {
      notes: this.#rows.some(({ flight, prediction }) =>
        hasCeased(flight, this.#contract) || ownNotes(prediction, this.#common).length > 0),
      announced: this.#rows.some(({ flight }) => isAnnounced(flight)),
    }
    return columns.filter(({ name }) => filled[name] ?? true)
  }

  #heading(column, words) {
    const button = element("button", { type: "button" }, words.say(`many.column.${column.name}`))
    button.addEventListener("click", () => this.#sortBy(column))
    return element("th", { scope: "col", "data-column": column.name }, button)
  }

  #line(row) {
    return element("tr", { "data-row": row.row }, ...this.#columns.map(({ name, content }, place) =>
      element(place === 0 ? "th" : "td", { "data-column": name, ...(place === 0 && { scope: "row" }) },
        ...content(row))))
  }

  #sortBy({ name, valueOf, first }) {
    const again = this.#sort.name === name
    this.#sort = { name, direction: again ? OPPOSITE[this.#sort.direction] : first }
    this.#rows = sorted(this.#rows, valueOf, this.#sort.direction)
    this.#body.append(...this.#rows.map((row) => this.#lines.get(row)))
    this.#mark()
  }

  #mark() {
    for (const heading of this.#headings) {
      if (heading.dataset.column === this.#sort.name) heading.setAttribute("aria-sort", this.#sort.direction)
      else heading.removeAttribute("aria-sort")
    }
  }
}
