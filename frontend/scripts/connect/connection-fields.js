// What is entered of a connection: when the next flight leaves, how long changing planes takes, and, where the
// reader tells it, which flight it is.

import { delayProblem } from "../announced/announced-delay.js"
import { AnnouncedField } from "../announced/announced-field.js"
import { ChoiceField, offerOf } from "../ask/choice-field.js"
import { isCityOfSeveral } from "../ask/cities.js"
import { AIRLINE, AIRPORT } from "../flight-form.js"
import { shifted } from "../zones.js"

const PLAIN = ["next", "next_day", "change"]
const CHOSEN = ["next_carrier", "next_destination"]
const DAY_MINUTES = 1_440
const CODES = { next_carrier: /^[A-Z0-9]{2}$/, next_destination: /^[A-Z]{3}$/ }

export class ConnectionFields {
  #plain
  #chosen
  #delay
  #landing = {}

  constructor(section, onInput) {
    const flight = section.querySelector("#next_flight")
    this.#plain = Object.fromEntries(PLAIN.map((name) => [name, section.querySelector(`#${name}`)]))
    this.#chosen = {
      next_carrier: new ChoiceField(flight, "next_carrier", AIRLINE),
      next_destination: new ChoiceField(flight, "next_destination", AIRPORT),
    }
    const delay = section.querySelector("#next_delay")
    this.#delay = new AnnouncedField(delay, section.querySelector("#next_delay-read"), () => this.#scheduled)
    for (const field of [...Object.values(this.#plain), delay]) field.addEventListener("input", onInput)
    for (const name of CHOSEN) flight.elements[name].addEventListener("change", onInput)
  }

  get values() {
    const { next, next_day: nextDay, change } = this.#plain
    if (!next.value) return {}
    const chosen = CHOSEN.map((name) => [name, this.#chosen[name].value || undefined])
    return {
      next: next.value,
      next_day: nextDay.value === "1" ? "1" : undefined,
      change: change.value,
      next_delay: this.#delay.value || undefined,
      ...Object.fromEntries(chosen),
    }
  }

  fill({ next = "", next_day: nextDay = "0", change, next_delay: delay = "", ...chosen }) {
    this.#plain.next.value = next
    this.#plain.next_day.value = nextDay === "1" ? "1" : "0"
    if (change) this.#plain.change.value = change
    this.#delay.value = delay
    for (const name of CHOSEN) this.#chosen[name].value = chosen[name] ?? ""
  }

  // Minutes to change planes; undefined where what stands there is none.
  get change() {
    const { change } = this.#plain
    return change.checkValidity() && change.value !== "" ? Number(change.value) : undefined
  }

  // Minutes by which the next flight is announced to leave late; undefined where none are.
  get delay() {
    return this.#delay.minutes
  }

  delayProblem(range) {
    return delayProblem(this.#delay.value, range)
  }

  // The local time of the next departure from where the first flight lands at a local time.
  departureAfter(arrival) {
    const sameDay = `${arrival.slice(0, 10)}T${this.#plain.next.value}`
    return this.#plain.next_day.value === "1" ? shifted(sameDay, DAY_MINUTES) : sameDay
  }

  // The next flight from an airport as `next`, or `unreadable` where what is told of it cannot be asked about.
  // One of which it is announced when it leaves need not be asked about.
  flightFrom(origin, departure) {
    const [carrier, destination] = CHOSEN.map((name) => this.#chosen[name].value)
    if (!carrier || !destination || this.#delay.value) return {}
    const isAirport = CODES.next_destination.test(destination) && !isCityOfSeveral(destination)
    const isReadable = CODES.next_carrier.test(carrier) && isAirport
    return isReadable && destination !== origin ? { next: { carrier, destination, origin, departure } } : { unreadable: true }
  }

  // `arrival` is the local time at which the first flight lands, if that is known.
  draw(airport, arrival, contract, words) {
    const { options } = this.#plain.next_day
    options[0].textContent = arrival ? words.shortDay(arrival) : words.say("connect.same_day")
    options[1].textContent = arrival ? words.shortDay(shifted(arrival, DAY_MINUTES)) : words.say("connect.day_after")
    this.#landing = { arrival, zone: contract.timeZone(airport) }
    this.#delay.describe(words)
    this.#offer(airport, contract, words)
  }

  get #scheduled() {
    const { arrival, zone } = this.#landing
    return { departure: arrival && this.departureAfter(arrival), zone }
  }

  #offer(origin, contract, words) {
    const { next_carrier: carrier, next_destination: place } = this.#chosen
    const [airports, destination] = [contract.airports(origin), place.value]
    const airlines = contract.airlines(origin, destination)
    const offer = offerOf(contract, words)
    offer(place, "airport", airports, words.say("form.airports_from", { origin }))
    offer(carrier, "airline", airlines, words.say("form.airlines_route", { origin, destination }))
  }
}
