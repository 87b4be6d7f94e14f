// A list that cannot be read: why, and what to do about it.

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
