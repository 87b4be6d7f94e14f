// A cell's text as it would be typed by hand: as batch/reader/texts.py cleans it; and the name of a column as compared.

import { AROUND, DASHES } from "./vocabulary.js"

const INVISIBLE = /\p{Cf}/gu
const ASCII = /^[\0-\x7f]*$/

// Without invisible characters, in plain digits, dashes and blanks, without marks around it.
export function cleaned(text) {
  return stripped(ASCII.test(text) ? text : plainLetters(text))
}

function plainLetters(text) {
  const letters = [...text.normalize("NFKC")].map((letter) => (DASHES.includes(letter) ? "-" : letter))
  return letters.join("").replace(INVISIBLE, "")
}

function stripped(text) {
  let [start, end] = [0, text.length]
  while (start < end && AROUND.includes(text[start])) start += 1
  while (end > start && AROUND.includes(text[end - 1])) end -= 1
  return text.slice(start, end)
}

// A clock without what stands around it; nothing of "18 Uhr", for 18 would be 0:18.
export function without(around, text) {
  const bare = text.replace(around, "")
  return bare !== text && bare.length <= 2 ? "" : bare
}

// What the name of a column may end with and mean the same, as in batch/reader/vocabulary.py.
const UNIT = new RegExp(
  "[[(] *(?:min(?:ute)?s?\\.?|mi(?:les)?|l|local(?: time)?|lt|hh:?mm|iata|icao" +
  "|[dmy]+(?:[-/.][dmy]+){2}) *[\\])]\\s*$", "i")

// The name of a column as compared: without regard to its unit, case, blanks, underscores and other marks.
export function plain(name) {
  return bare(name.replace(UNIT, ""))
}

export function bare(name) {
  return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
}

// A word without accents, in small letters.
export function folded(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}
