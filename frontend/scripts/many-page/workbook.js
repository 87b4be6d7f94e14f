// The sheet of an .xlsx workbook that holds the list, as the rows of its texts. Formulas are not worked out: of
// each cell it is read what the spreadsheet last showed in it.

import { Unreadable, damaged } from "./archive.js"
import { isKnown } from "./columns.js"
import { FEWEST_NAMES, TITLE_LINES } from "./list-header.js"
import { cellText, dateStyles } from "./sheet-values.js"

export const WORKBOOK = "xl/workbook.xml"

const RELATIONS = "xl/_rels/workbook.xml.rels"
const STRINGS = "xl/sharedStrings.xml"
const STYLES = "xl/styles.xml"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
const HIDDEN = /hidden/i
const PLACE = /^([A-Z]{1,3})(\d{1,7})$/
const MOST_COLUMNS = 16_384
const MOST_ROWS = 1_048_576
// Far more than a list has; one cell far away must not make a million others.
const MOST_CELLS = 1_000_000

export async function rowsOf(archive) {
  const book = await partOf(archive, WORKBOOK)
  const strings = archive.has(STRINGS) ? all(await partOf(archive, STRINGS), "si").map(textIn) : []
  const dates = archive.has(STYLES) ? dateStyles(await partOf(archive, STYLES)) : new Set()
  const is1904 = /^(1|true)$/.test(all(book, "workbookPr")[0]?.getAttribute("date1904") ?? "")
  const sheets = []
  for (const { name, path } of await sheetsOf(archive, book)) {
    const rows = filled(await partOf(archive, path), (cell) => cellText(partsOf(cell), { strings, dates, is1904 }))
    if (rows.length > 0) sheets.push({ name, rows, known: knownIn(rows) })
  }
  return tableOf(sheets)
}

// Of several sheets the one whose names are known best.
function tableOf(sheets) {
  const most = Math.max(...sheets.map(({ known }) => known))
  const best = sheets.filter(({ known }) => known === most)
  if (best.length > 1 && most >= FEWEST_NAMES) throw new Unreadable("sheets", { sheets: best.map(({ name }) => name) })
  return best[0]?.rows ?? []
}

function knownIn(rows) {
  return Math.max(...rows.slice(0, TITLE_LINES).map((row) => row.filter(isKnown).length))
}

// The names and paths of the sheets that are shown, in the order of their tabs. Sheets that are charts have no cells.
async function sheetsOf(archive, book) {
  const relations = await partOf(archive, RELATIONS)
  const named = all(relations, "Relationship").map((one) => [one.getAttribute("Id"), one.getAttribute("Target")])
  const targets = new Map(named)
  const sheets = all(book, "sheet").filter((sheet) => !HIDDEN.test(sheet.getAttribute("state"))).map((sheet) => {
    const target = targets.get(sheet.getAttributeNS(OFFICE, "id") ?? sheet.getAttributeNS(STRICT_OFFICE, "id")) ?? ""
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`
    return { name: sheet.getAttribute("name"), path }
  })
  return sheets.filter(({ path }) => archive.has(path) && !path.includes("chartsheets"))
}

// No workbook declares a kind of document; one that does could name entities without end.
async function partOf(archive, name) {
  const text = new TextDecoder().decode(await archive.read(name))
  if (!text.startsWith("<") || text.includes("<!DOCTYPE")) damaged()
  const document = new DOMParser().parseFromString(text, "application/xml")
  return document.getElementsByTagName("parsererror").length > 0 ? damaged() : document
}

// Rows and cells say where they stand; those that do not stand behind the one before.
function filled(sheet, textOf) {
  const rows = []
  let cells = 0
  for (const row of all(sheet, "row")) {
    const at = Number(row.getAttribute("r") ?? rows.length + 1)
    if (!(at >= 1 && at <= MOST_ROWS)) damaged()
    const texts = textsIn(row, textOf)
    if (texts.length === 0) continue
    cells += texts.length + Math.max(0, at - rows.length)
    if (cells > MOST_CELLS) damaged()
    while (rows.length < at) rows.push([])
    rows[at - 1] = texts
  }
  return rows
}

function textsIn(row, textOf) {
  const texts = []
  let next = 0
  for (const cell of all(row, "c")) {
    const at = columnOf(cell.getAttribute("r")) ?? next
    next = at + 1
    if (next > MOST_COLUMNS) damaged()
    const text = textOf(cell)
    if (text === "") continue
    while (texts.length < at) texts.push("")
    texts[at] = text
  }
  return texts
}

// "C5" is in the third column: 2.
function columnOf(place) {
  const found = PLACE.exec(place ?? "")
  return found ? [...found[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined
}

function partsOf(cell) {
  return {
    type: cell.getAttribute("t") ?? "n",
    style: Number(cell.getAttribute("s") ?? 0),
    value: all(cell, "v")[0]?.textContent,
    inline: all(cell, "is").map(textIn)[0],
  }
}

// A text may be in several parts, each with its own letters. How it is spoken, in Japan, is not part of it.
function textIn(item) {
  return all(item, "t").filter((part) => part.parentNode.localName !== "rPh").map((part) => part.textContent).join("")
}

function all(node, name) {
  return [...node.getElementsByTagNameNS("*", name)]
}
