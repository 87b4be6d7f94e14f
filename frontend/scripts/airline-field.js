// The airline: a list that starts with those known to fly the chosen route.

import { element } from "./dom.js"

export class AirlineField {
  #select

  constructor(select) {
    this.#select = select
  }

  get value() {
    return this.#select.value
  }

  // An airline that the list lacks is kept by its code: the service can still answer for it.
  set value(code) {
    if (!this.#offers(code)) this.#select.prepend(element("option", { value: code }, code))
    this.#select.value = code
  }

  offer({ onRoute, others }, routeLabel, othersLabel) {
    const chosen = this.value
    const groups = [[routeLabel, onRoute], [othersLabel, others]].filter(([, airlines]) => airlines.length > 0)
    this.#select.replaceChildren(...groups.map(([label, airlines]) => groupOf(label, airlines)))
    if (chosen) this.value = chosen
  }

  #offers(code) {
    return [...this.#select.options].some((option) => option.value === code)
  }
}

function groupOf(label, airlines) {
  const options = airlines.map(({ code, name }) => element("option", { value: code }, `${name} (${code})`))
  return element("optgroup", { label }, ...options)
}
