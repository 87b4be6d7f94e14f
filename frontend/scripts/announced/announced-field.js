// A field for an announced delay: it tells below itself when the flight then leaves.

import { lateness, leavesAt, minutesOf } from "./announced-delay.js"

export class AnnouncedField {
  #input
  #read
  #scheduled
  #words

  // `scheduled` gives { departure, zone } of the flight as it is entered now, as far as they are known.
  constructor(input, read, scheduled) {
    this.#input = input
    this.#read = read
    this.#scheduled = scheduled
    input.addEventListener("input", () => this.describe())
  }

  // Minutes as text where they can be made out, else what was typed.
  get value() {
    return this.minutes === undefined ? this.#typed : String(this.minutes)
  }

  set value(text) {
    this.#input.value = text
    this.describe()
  }

  get minutes() {
    const { departure = "", zone } = this.#scheduled()
    return minutesOf(this.#typed, departure, zone, this.#words?.hasHalves)
  }

  describe(words = this.#words) {
    this.#words = words
    if (words) this.#read.textContent = this.#said(words)
  }

  get #typed() {
    return this.#input.value.trim()
  }

  #said(words) {
    const { departure = "", zone } = this.#scheduled()
    const { minutes } = this
    if (minutes === undefined || Number.isNaN(Date.parse(departure))) return ""
    const time = words.time(leavesAt(departure, minutes, zone))
    return words.say("announced.read", { time, lateness: lateness(minutes, words) })
  }
}
