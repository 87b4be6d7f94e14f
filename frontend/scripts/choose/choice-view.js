// The choice as it is shown: the best hours by name, the heat map and the airlines of the route.

import { element } from "../dom.js"
import { partName, partsOf } from "../forecast/parts.js"
import { numbers } from "../numbers.js"
import { brandsAmong } from "../offered.js"
import { bestHours, hoursByDay } from "./best.js"
import { giveKeys, heatMap, legend, partLegend } from "./heat-map.js"

// The airlines of a route at the same hour, as bars that are buttons, the least likely to be late first.
// A full bar would be certainty, as in every other chart of chances on the page.

function airlineBars(options, contract, words) {
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return element("ul", { class: "airlines" }, ...sorted.map((option) => bar(option, contract, words)))
}

function airlineRows(options, contract, words) {
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return sorted.map(({ flight, late }) => [contract.airlineName(flight.carrier), words.share(late)])
}

function bar({ flight: { carrier }, late, current }, contract, words) {
  const fill = element("span", { class: "meter-fill", "data-value": late })
  fill.style.setProperty("inline-size", `${late * 100}%`)
  const button = element("button", { type: "button", class: "airline", "data-carrier": carrier },
    element("span", { class: "meter-name" }, contract.airlineName(carrier)), " ",
    element("b", { class: "meter-share" }, words.share(late)),
    element("span", { class: "meter-track" }, fill))
  if (current) button.setAttribute("aria-current", "true")
  return element("li", {}, button)
}

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
  show({ options, days, hours, isFlown, flight }, contract, words) {
    const stood = [".heat", ".airlines"].find((part) => document.activeElement?.closest(`#${this.#body.id} ${part}`))
    this.#options = options
    const byHour = options.filter(({ kind }) => kind === "hour")
    const byAirline = options.filter(({ kind }) => kind === "airline")
    this.#body.replaceChildren(
      bestHours(byHour, flight, isFlown, words),
      element("div", { class: "choices" },
        hourFigure(byHour, days, hours, flight, words),
        airlineFigure(byAirline, { isParted: partsOf(byHour).length > 1, isFlown }, flight, contract, words)))
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

function hourFigure(options, days, hours, { origin }, words) {
  const parts = partsOf(options)
  const columns = parts.length > 1 ? ["day", "part", "best", "worst"] : ["day", "best", "worst"]
  const head = columns.map((name) => words.say(`choose.${name}`))
  const basis = parts.length > 1 ? "mixed" : parts[0]
  return element("figure", { class: "choice-hours" },
    element("figcaption", {}, element("h3", { class: "board-title", id: "heat-title" }, words.say("choose.hours"))),
    ...(basis ? [element("p", { class: "choice-basis", id: "basis" }, words.say(`choose.basis_${basis}`, { origin }))] : []),
    heatMap(options, days, hours, words),
    legend(options, words),
    ...partLegend(options, words),
    element("p", { class: "choice-hint" }, words.say("choose.hint")),
    numbers(words.say("choose.hours"), head, hoursByDay(options, days, words), words))
}

// A ticket names the airline that sells it, and another may fly: each with its chance.
function brandLines(options, contract, words) {
  const late = new Map(options.map(({ flight: { carrier }, late: chance }) => [carrier, words.share(chance)]))
  return brandsAmong([...late.keys()]).map(({ brand, carriers }) => element("p", { class: "choice-basis", "data-brand": brand },
    words.say("choose.brand", {
      brand: contract.airlineName(brand),
      airlines: words.list(carriers.map((code) => `${contract.airlineName(code)} (${late.get(code)})`), "disjunction"),
    })))
}

// All leave from one airport at one hour, so all are of the part of the flight asked about.
function airlineFigure(options, { isParted, isFlown }, { origin, destination }, contract, words) {
  const head = [words.say("field.carrier"), words.say("choose.share")]
  const rows = airlineRows(options, contract, words).map((cells) => ({ cells }))
  const others = isFlown ? "choose.alone" : "choose.nobody"
  const alone = options.length < 2 ? [element("p", {}, words.say(others, { origin, destination }))] : []
  const [part] = partsOf(options)
  const basis = isParted && options.length > 1
    ? [element("p", { class: "choice-basis" }, words.say("choose.airlines_part", { part: partName(part, words) }))]
    : []
  return element("figure", { class: "choice-airlines" },
    element("figcaption", {}, element("h3", { class: "board-title" }, words.say("choose.airlines"))),
    ...alone, ...basis, ...brandLines(options, contract, words),
    airlineBars(options, contract, words),
    numbers(words.say("choose.airlines"), head, rows, words))
}
