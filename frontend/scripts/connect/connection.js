// Will the connection hold: the next departure and the time to change planes in, the chance out.

import { usualArrival } from "../arrival.js"
import { minutesBetween, shifted } from "../zones.js"
import { chanceToConnect } from "./chance.js"
import { connectionResult } from "./result.js"

const FIELDS = ["next", "next_day", "change"]
const DAY_MINUTES = 1_440

export class Connection {
  #section
  #fields
  #result
  #said
  #asked
  #contract
  #words

  // `onChange` is given the whole question, with what was entered here.
  constructor(section, onChange) {
    this.#section = section
    this.#result = section.querySelector("#connect-result")
    this.#said = section.querySelector("#connect-said")
    this.#fields = Object.fromEntries(FIELDS.map((name) => [name, section.querySelector(`#${name}`)]))
    for (const field of Object.values(this.#fields)) {
      field.addEventListener("input", () => {
        this.#tell()
        this.#readOut()
        onChange({ ...this.#asked.values, ...this.values })
      })
    }
  }

  get values() {
    const { next, next_day: nextDay, change } = this.#fields
    if (!next.value) return {}
    return { next: next.value, next_day: nextDay.value === "1" ? "1" : undefined, change: change.value }
  }

  fill({ next = "", next_day: nextDay = "0", change }) {
    this.#fields.next.value = next
    this.#fields.next_day.value = nextDay === "1" ? "1" : "0"
    if (change) this.#fields.change.value = change
  }

  // `asked` is { values, prediction, flight } as it was answered.
  show(asked, contract, words) {
    this.#asked = asked
    this.#contract = contract
    this.draw(words)
    this.#section.hidden = false
  }

  clear() {
    this.#asked = undefined
    this.#section.hidden = true
  }

  draw(words) {
    if (!this.#asked) return
    this.#words = words
    const arrival = this.#arrival
    const { options } = this.#fields.next_day
    options[0].textContent = arrival ? words.shortDay(arrival) : words.say("connect.same_day")
    options[1].textContent = arrival ? words.shortDay(shifted(arrival, DAY_MINUTES)) : words.say("connect.day_after")
    this.#tell()
  }

  // As on the ticket, else as long after the departure as the route usually takes.
  get #arrival() {
    const { origin, destination, departure, arrival } = this.#asked.flight
    const zones = [origin, destination].map((airport) => this.#contract.timeZone(airport))
    return arrival ?? usualArrival(departure, this.#contract.blockMinutes(origin, destination), ...zones)
  }

  #tell() {
    const { prediction, flight } = this.#asked
    const arrival = this.#arrival
    const { next, change } = this.#fields
    if (!arrival) return this.#say(this.#words.say("connect.arrival_needed"))
    if (!next.value) return this.#say(this.#words.say("connect.next_needed"))
    if (!change.checkValidity() || change.value === "") return this.#say(this.#words.say("connect.change_needed"))
    const gap = minutesBetween(arrival, this.#departure(arrival))
    const slack = gap - Number(change.value)
    const chance = (later) => chanceToConnect(prediction.outcomes, this.#contract.outcomeClasses, slack + later)
    this.#result.replaceChildren(...connectionResult({ arrival, estimated: !flight.arrival, gap, slack, chance }, this.#words))
  }

  #departure(arrival) {
    const sameDay = `${arrival.slice(0, 10)}T${this.#fields.next.value}`
    return this.#fields.next_day.value === "1" ? shifted(sameDay, DAY_MINUTES) : sameDay
  }

  #say(text) {
    this.#result.replaceChildren(text)
  }

  // What was entered changes one sentence that matters; the chart below it need not be read out.
  #readOut() {
    const sentence = this.#result.querySelector(".connect-sentence, .connect-short") ?? this.#result
    this.#said.textContent = sentence.textContent
  }
}
