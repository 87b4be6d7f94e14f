// The form: which flight. It reads and fills the fields, and knows nothing of the service.

import { ChoiceField } from "./ask/choice-field.js"

const CLOCKS = ["date", "time", "arrival"]
export const AIRPORT = { pattern: /^[a-z]{3}$/i, text: ({ code }) => code }
export const AIRLINE = { pattern: /^[a-z0-9]{2}$/i, text: ({ code, name }) => `${name} (${code})` }

export class FlightForm {
  #form
  #origin
  #destination
  #carrier
  #contract
  #words

  constructor(form) {
    this.#form = form
    this.#origin = new ChoiceField(form, "origin", AIRPORT)
    this.#destination = new ChoiceField(form, "destination", AIRPORT)
    this.#carrier = new ChoiceField(form, "carrier", AIRLINE)
    if (!isTyped(form.elements.date)) form.elements.date.value = tomorrow()
    for (const name of ["origin", "destination", "carrier"]) {
      form.elements[name].addEventListener("change", () => this.#describe())
    }
    form.querySelector("#swap").addEventListener("click", () => this.#swap())
  }

  get values() {
    const { date, time, arrival } = this.#form.elements
    return {
      carrier: this.#carrier.value,
      origin: this.#origin.value,
      destination: this.#destination.value,
      date: date.value,
      time: time.value,
      arrival: arrival.value,
    }
  }

  // Dates and times half entered: their value is empty, yet something stands in the field.
  get unreadable() {
    return CLOCKS.filter((name) => this.#form.elements[name].validity.badInput)
  }

  // Of the values, those whose field the reader had not yet typed into when the page was ready.
  untyped(values) {
    return Object.fromEntries(Object.entries(values).filter(([name]) => !isTyped(this.#form.elements[name])))
  }

  // Fields that are not named keep what they hold.
  fill({ carrier, origin, destination, date, time, arrival }) {
    if (carrier) this.#carrier.value = carrier
    if (origin) this.#origin.value = origin
    if (destination) this.#destination.value = destination
    const clocks = Object.entries({ date, time, arrival }).filter(([, value]) => value !== undefined)
    for (const [name, value] of clocks) this.#form.elements[name].value = value
    this.#describe()
  }

  use(contract, words) {
    this.#contract = contract
    this.#words = words
    this.#describe()
  }

  focus() {
    this.#form.elements.origin.focus()
  }

  // The button stays in reach of the keyboard while it waits, so it is not disabled outright.
  set busy(busy) {
    this.#form.querySelector("#submit").setAttribute("aria-disabled", String(busy))
  }

  get busy() {
    return this.#form.querySelector("#submit").getAttribute("aria-disabled") === "true"
  }

  #swap() {
    const { origin, destination } = this.values
    this.#origin.value = destination
    this.#destination.value = origin
    this.#describe()
  }

  #describe() {
    if (!this.#contract) return
    const words = this.#words
    const { origin, destination } = this.values
    this.#offer(this.#origin, this.#contract.origins(), words.say("form.airports_seen"), "airport")
    this.#offer(this.#destination, this.#contract.destinations(origin), words.say("form.airports_from", { origin }), "airport")
    this.#offer(this.#carrier, this.#contract.airlines(origin, destination),
      words.say("form.airlines_route", { origin, destination }), "airline")
    this.#learn(origin)
  }

  // The lists are there at once; what is flown from the origin comes to stand first in them.
  async #learn(origin) {
    if (await this.#contract.learn([origin])) this.#describe()
  }

  #offer(field, { onRoute, others }, label, kind) {
    const words = this.#words
    const groups = [
      { label, choices: onRoute },
      { label: words.say(`form.${kind}s_other`), choices: others },
    ]
    field.offer(groups, words.say(`form.${kind}s_none`))
    field.describe((code) => this.#contract.nameOf(kind, code) ?? words.say(`form.${kind}_unknown`, { code }))
  }
}

// boot.js marks what is typed while the page loads.
function isTyped(field) {
  return field?.dataset.typed !== undefined
}

function tomorrow() {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  // The traveller's own calendar, not that of Greenwich.
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, "0")).join("-")
}
