// Will the connection hold: the next departure and the time to change planes in, the chance out.

import { between, chanceToConnect, chanceWithNext, landingOf, leavingAt } from "./chance.js"
import { ConnectionFields } from "./connection-fields.js"
import { NextFlight } from "./next-flight.js"
import { connectionResult } from "./result.js"
import { distributionOf } from "./spread.js"

// By how many minutes later the next flight could leave.
const LATER = [0, 30, 60, 120, 180]
// Someone who types a time passes through others.
const PAUSE_MS = 300

export class Connection {
  #section
  #result
  #said
  #service
  #next
  #fields
  #asked
  #words
  #turn = 0

  // `onChange` is given the whole question, with what was entered here.
  constructor(section, service, forecast, onChange) {
    this.#section = section
    this.#result = section.querySelector("#connect-result")
    this.#said = section.querySelector("#connect-said")
    this.#service = service
    this.#next = new NextFlight(service, forecast)
    // Routes from there serve these lists alone.
    section.querySelector("#next_flight").addEventListener("focusin", () => this.#learn())
    this.#fields = new ConnectionFields(section, () => {
      this.#change()
      onChange({ ...this.#asked.values, ...this.values })
    })
  }

  get values() {
    return this.#fields.values
  }

  fill(values) {
    this.#fields.fill(values)
  }

  // `asked` is { values, prediction, flight } as it was answered.
  show(asked, words) {
    this.#asked = asked
    this.#next.forget()
    this.draw(words)
    this.#section.hidden = false
  }

  clear() {
    this.#turn += 1
    this.#asked = undefined
    this.#section.hidden = true
  }

  draw(words) {
    if (!this.#asked) return
    this.#words = words
    this.#drawFields()
    this.#tell()
  }

  async #change() {
    this.#drawFields()
    await this.#tell(() => this.#readOut())
  }

  async #learn() {
    const isMore = await this.#service.contract.learn(this.#asked.flight.destination)
    if (isMore && this.#asked) this.#drawFields()
  }

  #drawFields() {
    const { flight } = this.#asked
    const { contract } = this.#service
    this.#fields.draw(flight.destination, landingOf(flight, contract)?.local, contract, this.#words)
  }

  // `onTold` is called each time that there is something new to be read.
  async #tell(onTold = () => {}) {
    this.#turn += 1
    const turn = this.#turn
    const plan = this.#plan()
    if (plan.next && plan.gap >= 0 && !this.#next.answerOf(plan.next)) {
      this.#say({ text: ["connect.asking"] })
      onTold()
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      if (turn === this.#turn) await this.#next.ask(plan.next, plan.leaving.instant, LATER)
      if (turn !== this.#turn) return
    }
    this.#say(plan)
    onTold()
  }

  // What there is to tell: `text`, a key and values, or the two flights and the time between them.
  #plan() {
    const { prediction, flight } = this.#asked
    const { contract } = this.#service
    const airport = flight.destination
    const landing = landingOf(flight, contract)
    if (!landing) return { text: ["connect.arrival_needed"] }
    if (!this.values.next) return { text: ["connect.next_needed"] }
    if (this.#fields.change === undefined) return { text: ["connect.change_needed"] }
    if (landing.instant === undefined) return { text: ["connect.arrival_missing", this.#named(landing)] }
    const local = this.#fields.departureAfter(landing.local)
    const leaving = leavingAt(local, contract.timeZone(airport), landing)
    if (leaving.instant === undefined) return { text: ["connect.next_missing", this.#named(leaving)] }
    const problem = this.#fields.delayProblem(contract.rangeOf("departure_delay_min"))
    if (problem) return { text: [`error.departure_delay_min.${problem}`] }
    const { delay } = this.#fields
    const { gap, shift } = between(landing, leaving)
    const room = gap + (delay ?? 0)
    const slack = room - this.#fields.change
    return { prediction, flight, landing, leaving, shift, delay, gap: room, slack, ...this.#fields.flightFrom(airport, local) }
  }

  #named({ local }) {
    return { time: this.#words.time(local), day: this.#words.shortDay(local), airport: this.#asked.flight.destination }
  }

  #say({ text, ...plan }) {
    if (text) return this.#result.replaceChildren(this.#words.say(...text))
    const { failed, predictions } = (plan.next && this.#next.answerOf(plan.next)) ?? {}
    const { outcomes, classes } = distributionOf(plan, this.#service.contract.outcomeClasses)
    const rows = LATER.map((later, place) => ({
      later,
      answer: predictions?.[place],
      share: predictions
        ? chanceWithNext(outcomes, predictions[place].outcomes, classes, plan.slack + later)
        : chanceToConnect(outcomes, classes, plan.slack + later),
    }))
    this.#result.replaceChildren(...connectionResult({ ...plan, failed, rows }, this.#service.contract, this.#words))
  }

  // What was entered changes one sentence that matters; the chart below it need not be read out.
  #readOut() {
    const sentence = this.#result.querySelector(".connect-sentence, .connect-short") ?? this.#result
    this.#said.textContent = sentence.textContent
  }
}
