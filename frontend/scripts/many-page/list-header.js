// Where the names of a sheet stand, and what parts its cells: below what programs write before them.

import { firstRecord } from "./csv.js"
import { NOT_LOCAL, NOT_OF_ROWS } from "./vocabulary.js"

export const DELIMITERS = [",", ";", "\t", "|"]
// As spreadsheets tell their delimiter, in a line that is no row.
const SEPARATOR = /^"?sep=(.)"?$/i
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y
// Lines among which the names are looked for.
export const TITLE_LINES = 20
// Known names that a line that begins with "#" must have to be no remark.
export const FEWEST_NAMES = 2

const IS_NOT_LOCAL = new RegExp(NOT_LOCAL, "i")
const IS_NOT_OF_ROWS = new RegExp(NOT_OF_ROWS, "i")

// { start, row, delimiter, above }: where in the text the names begin, and their row in a spreadsheet; `above` are the
// lines before them. `known` tells of a name whether it is one that the page knows.
export function headerOf(text, known) {
  const { told, before, lines } = opening(text, known)
  const tops = lines.slice(before, before + TITLE_LINES)
  const parted = tops.map(({ start }) => likeliest(text.slice(start), told ? [told] : DELIMITERS, known))
  const place = parted.indexOf(parted.reduce((best, one) => (isLikelier(one, best) ? one : best)))
  // The line that tells the delimiter is no row of the sheet.
  const row = before + place + 1 - (told ? 1 : 0)
  const above = lines.slice(0, before + place).map(({ line }) => line.trim())
  return { start: tops[place].start, row, delimiter: parted[place].delimiter, above }
}

// Whether a line that is no row says that times are not local.
export function saysNotLocal(line) {
  return IS_NOT_LOCAL.test(line) && !IS_NOT_OF_ROWS.test(line)
}

// What stands before anything that could be names: blank lines, comments, and the line that tells the delimiter.
function opening(text, known) {
  const lines = linesOf(text)
  let told
  const before = lines.findIndex(({ line }) => {
    const found = SEPARATOR.exec(line)
    told = found?.[1] ?? told
    return !found && line.trim() !== "" && !isComment(line, known)
  })
  // A sheet of comments alone is read as if they were none.
  return { told, before: Math.max(before, 0), lines }
}

// "#" may also be what the first column is called.
function isComment(line, known) {
  return line.startsWith("#") && likeliest(line, DELIMITERS, known).known < FEWEST_NAMES
}

function linesOf(text) {
  const lines = []
  LINE.lastIndex = 0
  while (LINE.lastIndex < text.length) {
    const start = LINE.lastIndex
    lines.push({ start, line: LINE.exec(text)[0].replace(/[\r\n]+$/, "") })
  }
  return lines
}

function likeliest(text, delimiters, known) {
  const found = delimiters.map((delimiter) => {
    const names = firstRecord(text, delimiter)
    return { delimiter, known: names.filter(known).length, cells: names.length }
  })
  return found.reduce((best, one) => (isLikelier(one, best) || isWider(one, best) ? one : best))
}

// Of rows without any known name, the one with the most cells: titles are short.
function isLikelier(one, best) {
  return one.known > best.known || (best.known === 0 && isWider(one, best))
}

function isWider(one, best) {
  return one.known === best.known && one.cells > best.cells
}
