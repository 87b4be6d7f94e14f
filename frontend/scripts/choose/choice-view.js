// The choice as it is shown: the best hours by name, the heat map and the airlines of the route.

import { element } from "../dom.js"
import { numbers } from "../numbers.js"
import { airlineBars, airlineRows } from "./airlines.js"
import { bestHours, hoursByDay } from "./best.js"
import { giveKeys } from "./grid-keys.js"
import { heatMap, legend } from "./heat-map.js"
import { best } from "./options.js"

export class ChoiceView {
  #body
  #onChoice
  #onRetry
  #options = []

  constructor(body, onChoice, onRetry) {
    this.#body = body
    this.#onChoice = onChoice
    this.#onRetry = onRetry
    body.addEventListener("click", ({ target }) => this.#choose(target.closest("button")))
  }

  showWaiting(words) {
    this.#body.replaceChildren(element("p", { role: "status" }, words.say("choose.waiting")))
  }

  showFailure(words) {
    const retry = element("button", { type: "button", class: "button button-plain" }, words.say("failure.retry"))
    retry.addEventListener("click", () => this.#onRetry(words))
    this.#body.replaceChildren(element("p", { role: "status" }, words.say("choose.failed")), retry)
  }

  // Who stands in the heat map or among the airlines stays there, on what was chosen.
  show({ options, days, hours, flight }, contract, words) {
    const stood = [".heat", ".airlines"].find((part) => document.activeElement?.closest(`#${this.#body.id} ${part}`))
    this.#options = options
    const byHour = options.filter(({ kind }) => kind === "hour")
    const byAirline = options.filter(({ kind }) => kind === "airline")
    this.#body.replaceChildren(
      bestHours(byHour, flight, words),
      element("div", { class: "choices" },
        hourFigure(byHour, days, hours, words),
        airlineFigure(byAirline, flight, contract, words)))
    giveKeys(this.#body.querySelector(".heat"), this.#body.querySelector(".heat [aria-current]"))
    if (stood) this.#body.querySelector(`${stood} [aria-current]`)?.focus()
  }

  #choose(button) {
    const { departure, carrier } = button?.dataset ?? {}
    const option = this.#options.find(({ kind, flight }) =>
      departure ? kind === "hour" && flight.departure === departure : kind === "airline" && flight.carrier === carrier)
    if (option) this.#onChoice(option.flight)
  }
}

function hourFigure(options, days, hours, words) {
  const head = ["day", "best", "worst"].map((name) => words.say(`choose.${name}`))
  return element("figure", { class: "choice-hours" },
    element("figcaption", { class: "board-title", id: "heat-title" }, words.say("choose.hours")),
    heatMap(options, days, hours, best(options), words),
    legend(words),
    element("p", { class: "choice-hint" }, words.say("choose.hint")),
    numbers(head, hoursByDay(options, days, words), words))
}

function airlineFigure(options, { origin, destination }, contract, words) {
  const head = [words.say("field.carrier"), words.say("choose.share")]
  const rows = airlineRows(options, contract, words).map((cells) => ({ cells }))
  const alone = options.length < 2 ? [element("p", {}, words.say("choose.alone", { origin, destination }))] : []
  return element("figure", { class: "choice-airlines" },
    element("figcaption", { class: "board-title" }, words.say("choose.airlines")),
    ...alone,
    airlineBars(options, contract, words),
    numbers(head, rows, words))
}
