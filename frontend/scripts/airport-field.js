// An airport: typed as a code in any case, or picked from the list as "JFK – John F Kennedy …".

const CODE_FIRST = /^([a-z0-9]{3})(?:\s+[–-]\s.*)?$/i

export class AirportField {
  #input
  #name

  constructor(input, name) {
    this.#input = input
    this.#name = name
    // Typing replaces the old airport, and the list is not narrowed down to it.
    input.addEventListener("focus", () => input.select())
    input.addEventListener("change", () => this.tidy())
  }

  get value() {
    const text = this.#input.value.trim()
    return CODE_FIRST.exec(text)?.[1].toUpperCase() ?? text
  }

  set value(text) {
    this.#input.value = text
    this.tidy()
  }

  // What cannot be read as a code stays as it was typed.
  tidy() {
    this.#input.value = this.value
  }

  describe(contract, words) {
    const code = this.value
    const isCode = CODE_FIRST.test(code)
    const unknown = isCode ? words.say("form.airport_unknown", { code }) : ""
    this.#name.textContent = contract.airportName(code) ?? unknown
  }
}
