// The form: which flight. It reads and fills the fields, and knows nothing of the service.

import { AnnouncedField } from "./announced/announced-field.js"
import { ChoiceField, offerOf } from "./ask/choice-field.js"
import { tomorrow } from "./zones.js"

const FOLLOWING = ["destination", "carrier"]
const CLOCKS = ["date", "time", "arrival"]
export const AIRPORT = { pattern: /^[a-z]{3}$/i, text: ({ code }) => code }
// "DL 123", "DL123" and "Delta 123": the airline, and a number that tells the service nothing.
const NUMBERED = /^([a-z0-9]{2}|\D{3,}?)\s*\d{1,4}$/i
export const AIRLINE = {
  pattern: /^[a-z0-9]{2}$/i,
  text: ({ code, name }) => `${name} (${code})`,
  bare: (typed) => NUMBERED.exec(typed)?.[1] ?? typed,
}

export class FlightForm {
  #form
  #origin
  #destination
  #carrier
  #announced
  #contract
  #words
  #number

  constructor(form) {
    this.#form = form
    this.#origin = new ChoiceField(form, "origin", AIRPORT)
    this.#destination = new ChoiceField(form, "destination", AIRPORT)
    this.#carrier = new ChoiceField(form, "carrier", AIRLINE)
    const { departure_delay_min: delay } = form.elements
    this.#announced = new AnnouncedField(delay, form.querySelector("#departure_delay_min-read"), () => this.#scheduled)
    if (!isTyped(form.elements.date)) form.elements.date.value = tomorrow()
    for (const name of ["origin", "destination", "carrier"]) {
      form.elements[name].addEventListener("change", () => this.#describe(name))
    }
    for (const name of ["date", "time"]) form.elements[name].addEventListener("input", () => this.#announced.describe())
    form.elements.carrier.addEventListener("keydown", (event) => this.#goOnFromNumber(event), true)
    // What is flown is asked for once the reader turns to what follows from it.
    for (const name of FOLLOWING) form.elements[name].addEventListener("focus", () => this.#learn())
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
      departure_delay_min: this.#announced.value,
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
  fill({ carrier, origin, destination, date, time, arrival, departure_delay_min: delay }) {
    if (carrier) this.#carrier.value = carrier
    if (origin) this.#origin.value = origin
    if (destination) this.#destination.value = destination
    const clocks = Object.entries({ date, time, arrival }).filter(([, value]) => value !== undefined)
    for (const [name, value] of clocks) this.#form.elements[name].value = value
    if (delay !== undefined) this.#announced.value = delay
    this.#describe()
  }

  use(contract, words) {
    this.#contract = contract
    this.#words = words
    this.#describe()
    if (FOLLOWING.includes(document.activeElement?.name)) this.#learn()
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

  // Who enters a flight's number has not named its route yet, and another one may still stand in the form.
  #goOnFromNumber(event) {
    const typed = event.target.value.trim()
    if (event.key !== "Enter" || !this.#words || !NUMBERED.test(typed)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#carrier.value = typed
    this.#form.elements.origin.focus()
    this.#number = { typed, carrier: this.#carrier.value }
    this.#describe()
  }

  get #scheduled() {
    const { date, time } = this.#form.elements
    return { departure: `${date.value}T${time.value}`, zone: this.#contract?.timeZone(this.#origin.value) }
  }

  #swap() {
    const { origin, destination } = this.values
    this.#origin.value = destination
    this.#destination.value = origin
    this.#describe()
  }

  #describe(changed = "") {
    if (!this.#contract) return
    if (["origin", "destination"].includes(changed)) this.#number = undefined
    const words = this.#words
    const { origin, destination } = this.values
    this.#announced.describe(words)
    const offer = offerOf(this.#contract, words)
    offer(this.#origin, "airport", this.#contract.airports(), words.say("form.airports_all"))
    offer(this.#destination, "airport", this.#contract.airports(origin), words.say("form.airports_from", { origin }))
    offer(this.#carrier, "airline", this.#contract.airlines(origin, destination),
      words.say("form.airlines_route", { origin, destination }))
    // Until the route or another airline is given: names that come late must not take the sentence's place.
    if (this.#number?.carrier !== this.#carrier.value) return
    this.#form.querySelector("#carrier-name").textContent = words.say("form.numbered", { typed: this.#number.typed })
  }

  // The lists are there at once; what is flown from the origin comes to stand first in them.
  async #learn() {
    if (await this.#contract?.learn(this.#origin.value)) this.#describe()
  }
}

// boot.js marks what is typed while the page loads.
function isTyped(field) {
  return field?.dataset.typed !== undefined
}
