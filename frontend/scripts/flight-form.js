// The form: which flight. It reads and fills the fields, and knows nothing of the service.

import { AirlineField } from "./airline-field.js"
import { AirportField } from "./airport-field.js"
import { element } from "./dom.js"

const AIRPORTS = ["origin", "destination"]
const CLOCKS = ["date", "time", "arrival"]

export class FlightForm {
  #form
  #origin
  #destination
  #carrier
  #contract
  #words

  constructor(form) {
    this.#form = form
    this.#origin = new AirportField(form.elements.origin, form.querySelector("#origin-name"))
    this.#destination = new AirportField(form.elements.destination, form.querySelector("#destination-name"))
    this.#carrier = new AirlineField(form.elements.carrier)
    form.elements.date.value = tomorrow()
    for (const name of AIRPORTS) form.elements[name].addEventListener("change", () => this.#describe())
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

  fill({ carrier, origin, destination, ...clocks }) {
    if (carrier) this.#carrier.value = carrier
    if (origin) this.#origin.value = origin
    if (destination) this.#destination.value = destination
    for (const [name, value] of Object.entries(clocks)) this.#form.elements[name].value = value
    this.#describe()
  }

  use(contract, words) {
    this.#contract = contract
    this.#words = words
    const airports = contract.airports.map(({ code, name }) => element("option", { value: `${code} – ${name}` }))
    this.#form.querySelector("#airports").replaceChildren(...airports)
    this.#describe()
  }

  focus() {
    this.#form.elements.origin.focus()
  }

  // The button stays in reach of the keyboard while it waits, so it is not disabled outright.
  set busy(busy) {
    this.#form.querySelector("#submit").setAttribute("aria-disabled", String(busy))
  }

  #swap() {
    const { origin, destination } = this.values
    this.#origin.value = destination
    this.#destination.value = origin
    this.#describe()
  }

  #describe() {
    if (!this.#contract) return
    this.#origin.describe(this.#contract, this.#words)
    this.#destination.describe(this.#contract, this.#words)
    const { origin, destination } = this.values
    this.#carrier.offer(
      this.#contract.airlines(origin, destination),
      this.#words.say("form.airlines_route", { origin, destination }),
      this.#words.say("form.airlines_other"),
    )
  }
}

function tomorrow() {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  // The traveller's own calendar, not that of Greenwich.
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, "0")).join("-")
}
