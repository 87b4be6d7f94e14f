// A cell's text as it would be typed by hand: as batch/reader/texts.py cleans it.

import { AROUND, DASHES } from "./vocabulary.js"

const INVISIBLE = /\p{Cf}/gu
const ASCII = /^[\0-\x7f]*$/

// Without invisible characters, in plain digits, dashes and blanks, without marks around it.
export function cleaned(text) {
  return stripped(ASCII.test(text) ? text : plain(text))
}

function plain(text) {
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
