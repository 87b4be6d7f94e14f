// Parts of a comparison: chances that count in the weather alike, and so compare with one another.

const NAMES = ["forecast", "partial", "none"]
const PART_OF = { full: "forecast", forecast: "forecast", partial: "partial", none: "none" }

// The part that an answer belongs to, by what it says that it could use of the weather.
export function partOf({ weather }) {
  return PART_OF[weather.known]
}

// The parts that the options belong to, in one order always.
export function partsOf(options) {
  return NAMES.filter((name) => options.some(({ part }) => part === name))
}

export function inPart(options, name) {
  return options.filter(({ part }) => part === name)
}

// "with the forecast", for use in a sentence.
export function partName(name, words) {
  return words.say(`choose.part_${name}`)
}
