// Search: which of the choices fit what was typed, the best first.

// Marks are taken off letters, so that "Munoz" finds "Muñoz"; all but letters and figures parts words.
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
}

// `choices` are { code, name, city }. Every word typed must begin a word of a choice. Those whose
// code is typed come first, then those whose city begins so, then the others, each in their order.
export function search(choices, typed) {
  const wanted = fold(typed)
  if (!wanted) return choices
  const ranked = choices.map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
  return ranked.filter(({ rank }) => rank > 0).sort((one, other) => other.rank - one.rank).map(({ choice }) => choice)
}

// The one choice that the text names, because it fits no other.
export function named(choices, typed) {
  const found = search(choices, typed)
  return fold(typed) && found.length === 1 ? found[0] : undefined
}

function rankOf({ code, name, city = "" }, wanted) {
  if (fold(code) === wanted) return 3
  const text = ` ${fold(`${code} ${city} ${name}`)}`
  if (!wanted.split(" ").every((word) => text.includes(` ${word}`))) return 0
  return fold(city || name).startsWith(wanted) ? 2 : 1
}
