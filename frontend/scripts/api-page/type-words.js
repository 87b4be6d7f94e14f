// What a field may hold, in words: its type, its range and how many items it takes.

const SEVERAL = 2

export function typeInWords(type, words, count = 1) {
  const text = plainType(type, words, count)
  return type.nullable ? words.say("api.type.nullable", { type: text }) : text
}

export function rangeInWords({ minimum, maximum, unit = "" }, words) {
  if (minimum === undefined && maximum === undefined) return unit
  return words.say(`api.range.${boundOf(minimum, maximum)}`, { ...inWords({ minimum, maximum }, words), unit }).trim()
}

export function itemsInWords({ minItems, maxItems }, words) {
  if (minItems === undefined && maxItems === undefined) return ""
  return words.say(`api.items.${boundOf(minItems, maxItems)}`, inWords({ minimum: minItems, maximum: maxItems }, words))
}

function plainType({ kind, name, of, values }, words, count) {
  if (kind === "named") return name
  if (kind === "choice") return values.map((value) => JSON.stringify(value)).join(" / ")
  if (kind === "either") return of.map((part) => typeInWords(part, words, count)).join(" / ")
  if (kind === "plain") return words.say(`api.type.${name}`, { count })
  return words.say(`api.type.${kind}`, { count, of: typeInWords(of[0], words, SEVERAL) })
}

function boundOf(minimum, maximum) {
  if (minimum === undefined) return "most"
  return maximum === undefined ? "least" : "between"
}

function inWords(limits, words) {
  const told = Object.entries(limits).filter(([, limit]) => limit !== undefined)
  return Object.fromEntries(told.map(([name, limit]) => [name, words.number(limit)]))
}
