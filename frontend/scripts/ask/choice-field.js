// A field whose answer is a code: typed as a code in any case, searched for, or picked from the list.

import { Combobox } from "./combobox.js"
import { named, search } from "./search.js"

export class ChoiceField {
  #input
  #hint
  #pattern
  #text
  #combobox
  #groups = []
  #nothing = ""

  // `pattern` is what a code looks like, `text` tells what the field shows of a choice.
  constructor(form, name, { pattern, text }) {
    this.#input = form.elements[name]
    this.#hint = form.querySelector(`#${name}-name`)
    this.#pattern = pattern
    this.#text = text
    this.#combobox = new Combobox(this.#input, form.querySelector(`#${name}-popup`), {
      onTyped: (typed) => this.#narrow(typed),
      onChoice: (code) => this.#choose(code),
    })
    // Typing replaces the old answer.
    this.#input.addEventListener("focus", () => this.#input.select())
    for (const type of ["change", "blur"]) this.#input.addEventListener(type, () => this.tidy())
  }

  // What has the form of a code is that code, known or not: HON is Huron's airport and never Honolulu's.
  // What is neither a code nor the name of one choice alone is returned as it was typed.
  get value() {
    const text = this.#input.value.trim()
    if (this.#pattern.test(text)) return text.toUpperCase()
    return named(this.#choices, text)?.code ?? text
  }

  set value(text) {
    this.#input.value = text
    this.tidy()
  }

  offer(groups, nothing) {
    this.#groups = groups
    this.#nothing = nothing
    // The lists can come while the reader is still typing: their text is theirs until they are done.
    if (!this.#combobox.typing) this.tidy()
    if (this.#combobox.open) this.#narrow(this.#combobox.typing ? this.#input.value : "")
  }

  // `unknown` words a code that the lists lack.
  describe(unknown) {
    const code = this.value
    const choice = this.#choiceOf(code)
    if (choice) this.#hint.textContent = this.#nameBeside(choice)
    else this.#hint.textContent = this.#pattern.test(code) ? unknown(code) : ""
  }

  // Nothing is said twice: not the name that the field itself shows, nor a city that is in the name.
  #nameBeside({ code, name, city = "" }) {
    if (this.#text({ code, name }).includes(name)) return ""
    return name.includes(city) ? name : `${city} · ${name}`
  }

  tidy() {
    const choice = this.#choiceOf(this.value)
    this.#input.value = choice ? this.#text(choice) : this.value
  }

  get #choices() {
    return this.#groups.flatMap(({ choices }) => choices)
  }

  #choiceOf(code) {
    return this.#choices.find((choice) => choice.code === code)
  }

  #narrow(typed) {
    const groups = this.#groups.map(({ label, choices }) => ({ label, choices: search(choices, typed) }))
    this.#combobox.offer(groups, this.#nothing)
  }

  #choose(code) {
    this.value = code
    this.#input.dispatchEvent(new Event("change", { bubbles: true }))
  }
}
