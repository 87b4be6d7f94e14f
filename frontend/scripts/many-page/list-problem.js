// What is said of a list that cannot be read.

export class ListProblem {
  #section
  #title
  #text

  constructor(section, title, text) {
    this.#section = section
    this.#title = title
    this.#text = text
  }

  show({ kind, facts }, words) {
    const told = inWords(facts, words)
    this.#title.textContent = words.say(`many.problem.${kind}.title`, told)
    this.#text.textContent = words.say(`many.problem.${kind}.text`, told)
    this.#section.hidden = false
  }

  focus() {
    this.#section.focus()
  }

  clear() {
    this.#section.hidden = true
  }
}

function inWords(facts, words) {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) =>
    [name, Array.isArray(fact) ? fact.join(", ") : words.number(fact)]))
}

// Why a list cannot be read. `kind` is one of those that the locale files have words for, at many.problem.KIND,
// filled with `facts`.

export class ListError extends Error {
  constructor(kind, facts = {}) {
    super(kind)
    this.kind = kind
    this.facts = facts
  }
}
