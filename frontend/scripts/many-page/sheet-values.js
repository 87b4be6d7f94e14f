// What the cells of a workbook hold, as a CSV of the same sheet would.

import { damaged } from "./archive.js"

// Formats of days and times that every workbook knows without naming them.
const KNOWN_DATES = [[14, 22], [27, 36], [45, 47], [50, 58]]
// What formats hold beside their letters: texts in quotes, single marks, colours and languages. [h] counts hours.
const ASIDE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi
const DATE_LETTERS = /[dmyhs]/i
const DAY_SECONDS = 86_400
const DAYS_TO_1904 = 1_462
const FIRST_DAY = Date.UTC(1899, 11, 30)
// No later day can be written.
const LAST_SERIAL = 2_958_465

// The styles, by their places, whose numbers are days or times.
export function dateStyles(styles) {
  const named = new Map([...styles.getElementsByTagNameNS("*", "numFmt")].map((format) =>
    [Number(format.getAttribute("numFmtId")), format.getAttribute("formatCode") ?? ""]))
  const [list] = styles.getElementsByTagNameNS("*", "cellXfs")
  const formats = [...(list?.children ?? [])].map((style) => Number(style.getAttribute("numFmtId") ?? 0))
  return new Set([...formats.keys()].filter((place) => isDate(formats[place], named)))
}

function isDate(format, named) {
  if (named.has(format)) return DATE_LETTERS.test(named.get(format).replace(ASIDE, ""))
  return KNOWN_DATES.some(([first, last]) => format >= first && format <= last)
}

// `value` is what is kept in the cell, `strings` the workbook's texts, `dates` the styles of days.
export function cellText({ type, style, value, inline }, { strings, dates, is1904 }) {
  if (type === "inlineStr") return inline ?? ""
  if (value === undefined || type === "e") return ""
  if (type === "s") return strings[Number(value)] ?? damaged()
  if (type === "b") return value === "1" ? "true" : "false"
  if (type === "d") return value.replace("T", " ")
  const number = type === "n" && value.trim() !== "" ? Number(value) : NaN
  if (Number.isNaN(number)) return value
  return dates.has(style) ? momentText(number, is1904) : String(number)
}

// Days since the end of 1899, or since 1904 in workbooks of old Macs; below one, the clock of no day.
function momentText(number, is1904) {
  const serial = number + (is1904 && number >= 1 ? DAYS_TO_1904 : 0)
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return String(number)
  const moment = new Date(FIRST_DAY + Math.round(serial * DAY_SECONDS) * 1000)
  const text = moment.toISOString().slice(0, 19).replace("T", " ")
  if (serial < 1) return text.slice(11)
  return text.endsWith(" 00:00:00") ? text.slice(0, 10) : text
}
