// The list in a packed file: that of a workbook, or the one table in a zip archive. Loaded when such a file is chosen.

import { Archive, Unreadable } from "./archive.js"
import { WORKBOOK, rowsOf } from "./workbook.js"

// What is taken for a table, as batch/reader/containers.py does: the first kind that there is any of.
const ENDINGS = [/\.csv$/i, /\.(tsv|tab|txt)$/i]
// What only documents of other programs hold: OpenDocument, binary workbooks, Word, Numbers.
const OTHERS = ["content.xml", "xl/workbook.bin", "word/document.xml", "Index/Document.iwa"]
const HIDDEN = /^__MACOSX\/|(^|\/)\.[^/]*$/
const BREAKS = /[\t\r\n]+/g
const QUOTE = '"'

// The bytes of a text. A workbook's table is written with tabs, which its first line tells.
export async function listIn(bytes) {
  const archive = new Archive(bytes)
  if (OTHERS.some((name) => archive.has(name))) throw new Unreadable("binary")
  if (!archive.has(WORKBOOK)) return archive.read(tableIn(archive.names))
  const rows = await rowsOf(archive)
  return new TextEncoder().encode(rows.length > 0 ? ["sep=\t", ...rows.map(lineOf)].join("\n") : "")
}

function tableIn(names) {
  const shown = names.filter((name) => !HIDDEN.test(name))
  const byEnding = ENDINGS.map((ending) => shown.filter((name) => ending.test(name)))
  const tables = byEnding.find((found) => found.length > 0) ?? []
  if (tables.length !== 1) throw new Unreadable("archive", { tables: tables.length })
  return tables[0]
}

function lineOf(cells) {
  return cells.map((cell) => {
    const text = cell.replace(BREAKS, " ")
    return text.includes(QUOTE) ? QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE : text
  }).join("\t")
}
