// Search: which of the choices fit what was typed, the best first.

// Letters that are enough to be found within words.
const RUN_TOGETHER = 4

// Each key pressed searches hundreds of the same texts.
const foldings = new Map()

// Marks are taken off letters, so that "Munoz" finds "Muñoz"; all but letters and figures parts words.
export function fold(text) {
  if (!foldings.has(text)) foldings.set(text, folded(text))
  return foldings.get(text)
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
}

// `choices` are { code, name, formerly, city, state, aliases }. Every word typed must begin a word of a choice. Those whose
// code is typed come first, then those it also stands for or whose city begins so, then the others, each in their
// order. Only if there are none, the state alone will do, and words may be run together otherwise: "ohare".
export function search(choices, typed) {
  return searchGroups([{ choices }], typed)[0].choices
}

// The same in each of several groups; what will do is decided over all of them.
export function searchGroups(groups, typed) {
  const wanted = fold(typed)
  if (!wanted) return groups
  for (const rankOf of [closely, byState, runTogether]) {
    const found = groups.map(({ label, choices }) => ({ label, choices: ranked(choices, wanted, rankOf) }))
    if (found.some(({ choices }) => choices.length > 0)) return found
  }
  return groups.map(({ label }) => ({ label, choices: [] }))
}

// The one choice that the text names, because it fits no other.
export function named(choices, typed) {
  const found = search(choices, typed)
  return fold(typed) && found.length === 1 ? found[0] : undefined
}

function ranked(choices, wanted, rankOf) {
  const all = choices.map((choice) => ({ choice, rank: rankOf(choice, wanted) })).filter(({ rank }) => rank > 0)
  return all.sort((one, other) => other.rank - one.rank).map(({ choice }) => choice)
}

function closely({ code, name, formerly = "", city = "", aliases = [] }, wanted) {
  if (fold(code) === wanted) return 3
  if (aliases.some((alias) => fold(alias) === wanted)) return 2
  if (!beginWords(wanted, [code, city, name, formerly])) return 0
  return fold(city || name).startsWith(wanted) ? 2 : 1
}

function byState({ name, city = "", state = "" }, wanted) {
  return beginWords(wanted, [city, state, name]) ? 1 : 0
}

function runTogether({ name, formerly = "", city = "" }, wanted) {
  const letters = fold(`${city} ${name} ${formerly}`).replaceAll(" ", "")
  return wanted.length >= RUN_TOGETHER && letters.includes(wanted.replaceAll(" ", "")) ? 1 : 0
}

function beginWords(wanted, texts) {
  const text = ` ${fold(texts.join(" "))}`
  return wanted.split(" ").every((word) => text.includes(` ${word}`))
}
