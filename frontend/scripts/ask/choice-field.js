// A field whose answer is a code: typed as a code in any case, searched for, or picked from the list.

import { isCityOfSeveral } from "./cities.js"
import { Combobox } from "./combobox.js"
import { named, searchGroups } from "./search.js"

export class ChoiceField {
  #input
  #hint
  #pattern
  #text
  #bare
  #combobox
  #groups = []
  #nothing = ""

  // `pattern` is what a code looks like, `text` tells what the field shows of a choice, `bare` what counts of
  // what was typed.
  constructor(form, name, { pattern, text, bare = (typed) => typed }) {
    this.#bare = bare
    this.#input = form.elements[name]
    this.#hint = form.querySelector(`#${name}-name`)
    this.#pattern = pattern
    this.#text = text
    this.#combobox = new Combobox(this.#input, form.querySelector(`#${name}-popup`), {
      onTyped: (typed) => this.#narrow(typed),
      onChoice: (code) => this.#choose(code),
      isSettled: () => this.#isCode(this.value),
    })
    // Typing replaces the old answer.
    this.#input.addEventListener("focus", () => this.#input.select())
    for (const type of ["change", "blur"]) this.#input.addEventListener(type, () => this.tidy())
  }

  // What has the form of a code is that code, known or not: HON is Huron's airport and never Honolulu's.
  // What is neither a code nor the name of one choice alone is returned as it was typed.
  get value() {
    const text = this.#bare(this.#input.value.trim())
    const meant = this.#choices.filter(({ aliases = [] }) => aliases.includes(text.toUpperCase()))
    if (meant.length === 1) return meant[0].code
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
    if (this.#combobox.open) this.#narrow(this.#combobox.typing ? this.#input.value : "", true)
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

  // Known or not, but for what stands for several airports.
  #isCode(text) {
    return this.#pattern.test(text) && !this.#choices.some(({ aliases = [] }) => aliases.includes(text))
  }

  #choiceOf(code) {
    return this.#choices.find((choice) => choice.code === code)
  }

  #narrow(typed, stays = false) {
    this.#combobox.offer(searchGroups(this.#groups, this.#bare(typed.trim())), this.#nothing, stays)
  }

  #choose(code) {
    this.value = code
    this.#input.dispatchEvent(new Event("change", { bubbles: true }))
  }
}

// How a field is offered the contract's airports or airlines, those of the route first.
export function offerOf(contract, words) {
  return (field, kind, { onRoute, others }, label) => {
    const groups = [{ label, choices: onRoute }, { label: words.say(`form.${kind}s_other`), choices: others }]
    const unlisted = (code) => words.say(isCityOfSeveral(code) ? "form.airport_several" : `form.${kind}_unknown`, { code })
    field.offer(groups, words.say(`form.${kind}s_none`))
    field.describe((code) => contract.nameOf(kind, code) ?? unlisted(code))
  }
}
