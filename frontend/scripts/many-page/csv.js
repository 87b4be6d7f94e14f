// CSV: read with whatever parts its values, and written.

// Reads CSV as RFC 4180 has it, and as spreadsheets bend it: any delimiter, any line ending,
// and text that stands before or after the quotes of a cell.

const QUOTE = '"'

// A quote that is opened and never closed swallows the rest: `row` is where it was opened.
export class UnclosedQuote extends Error {
  constructor(row) {
    super(`a quote opened in row ${row} is never closed`)
    this.row = row
  }
}

// Every record as a list of its cells, blank lines included: they count as rows in a spreadsheet.
export function readCsv(text, delimiter) {
  const reader = new CsvReader(text, delimiter)
  const records = []
  while (!reader.done) records.push(reader.record())
  return records
}

// The cells of the first record; none where a quote is opened in it and never closed.
export function firstRecord(text, delimiter) {
  try {
    return new CsvReader(text, delimiter).record()
  } catch (error) {
    if (error instanceof UnclosedQuote) return []
    throw error
  }
}

class CsvReader {
  #text
  #delimiter
  #plainEnd
  #at = 0
  #row = 0

  constructor(text, delimiter) {
    this.#text = text
    this.#delimiter = delimiter
    const escaped = delimiter.replace(/[\\\]^]/, "\\$&")
    this.#plainEnd = new RegExp(`[${escaped}\r\n]|$`, "g")
  }

  get done() {
    return this.#at >= this.#text.length
  }

  record() {
    this.#row += 1
    const cells = [this.#cell()]
    while (this.#pass(this.#delimiter)) cells.push(this.#cell())
    this.#pass("\r\n") || this.#pass("\n") || this.#pass("\r")
    return cells
  }

  #cell() {
    return this.#pass(QUOTE) ? this.#quoted() + this.#plain() : this.#plain()
  }

  #plain() {
    const start = this.#at
    this.#plainEnd.lastIndex = start
    this.#at = this.#plainEnd.exec(this.#text).index
    return this.#text.slice(start, this.#at)
  }

  // Two quotes within quotes stand for one.
  #quoted() {
    let content = ""
    for (;;) {
      const end = this.#text.indexOf(QUOTE, this.#at)
      if (end < 0) throw new UnclosedQuote(this.#row)
      content += this.#text.slice(this.#at, end)
      this.#at = end + 1
      if (!this.#pass(QUOTE)) return content
      content += QUOTE
    }
  }

  #pass(expected) {
    if (!this.#text.startsWith(expected, this.#at)) return false
    this.#at += expected.length
    return true
  }
}

// Writes CSV that any spreadsheet opens as what it is: UTF-8 with its mark, CRLF, and no formulas.

const BYTE_ORDER_MARK = "\ufeff"
// What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), wide forms included.
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/
// A number with a sign is none, and would no longer be a number behind a quote.
const SIGNED = /^[+-]\d+(?:[.,]\d+)?$/

// Cells are texts, or numbers of our own making, which are no danger. A `decimal` is what parts their fractions.
export function writeCsv(records, { delimiter, decimal }) {
  const lines = records.map((cells) => cells.map((cell) => written(cell, delimiter, decimal)).join(delimiter))
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`
}

// How spreadsheets of the reader's country part cells and fractions: where a comma parts these, a semicolon parts those.
// Elsewhere a list that came with semicolons goes home with them.
export function formFor(words, delimiter) {
  const { decimal } = words
  return { delimiter: decimal === "," || delimiter === ";" ? ";" : ",", decimal }
}

function written(cell, delimiter, decimal) {
  if (typeof cell === "number") return String(cell).replace(".", decimal)
  const text = FORMULA.test(cell) && !SIGNED.test(cell) ? `'${cell}` : cell
  const special = text.includes(delimiter) || /["\r\n]/.test(text)
  return special ? `"${text.replaceAll('"', '""')}"` : text
}
