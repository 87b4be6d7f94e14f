// What French asks of words beside what stands in a hole, and of dates.

// "de" and "que" lose their e before a vowel, as in "d’ATL" and "qu’Alaska Airlines".

const BEFORE_HOLE = /(?<![\p{L}’])(d|qu)e (?=\{(\w+)\})/giu
const VOWEL = /^[aeiouàâéèêîô]/i
// Said as if they began with a consonant: "de United Air Lines".
const NO_VOWEL = /^uni/i

// A message with its holes still in it, fitted to what will stand in them.
export function elided(message, values) {
  return message.replace(BEFORE_HOLE, (text, start, hole) => (beginsWithVowel(values[hole]) ? `${start}’` : text))
}

function beginsWithVowel(value) {
  return VOWEL.test(value ?? "") && !NO_VOWEL.test(value)
}

// The first of a month is no cardinal number: "1er décembre".
export function withFirst(date) {
  return date.replace(/(?<!\S)1(?= \p{L})/u, "1er")
}
