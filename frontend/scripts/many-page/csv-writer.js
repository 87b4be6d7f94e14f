// Writes CSV that any spreadsheet opens as what it is: UTF-8 with its mark, CRLF, and no formulas.

const BYTE_ORDER_MARK = "\ufeff"
// What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), wide forms included.
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

// Cells are texts, or numbers of our own making, which are no danger and keep their dot.
export function writeCsv(records, delimiter) {
  const lines = records.map((cells) => cells.map((cell) => written(cell, delimiter)).join(delimiter))
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`
}

function written(cell, delimiter) {
  if (typeof cell === "number") return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  const special = text.includes(delimiter) || /["\r\n]/.test(text)
  return special ? `"${text.replaceAll('"', '""')}"` : text
}
