// What could be flown instead: asks for it once the answer is there, and shows it to choose from.

import { isAnnounced } from "../announced/announced-delay.js"
import { ServiceError } from "../api.js"
import { element } from "../dom.js"
import { rowsThatCount } from "../forecast/known-hours.js"
import { rivalsAmong } from "../offered.js"
import { figureOf } from "../unseen/unseen-verdict.js"
import { ChoiceView } from "./choice-view.js"
import { daysAround, hoursAround, nowAt, optionsFor, withChances } from "./options.js"

export class Chooser {
  #section
  #moved
  #view
  #service
  #forecast
  #asked
  #compared
  #failed = false

  // `onChoice` is given the flight to move to.
  constructor(section, service, forecast, onChoice) {
    this.#section = section
    this.#moved = section.querySelector("#moved")
    this.#service = service
    this.#forecast = forecast
    this.#view = new ChoiceView(section.querySelector("#choices"), onChoice, (words) => this.load(this.#asked, words))
  }

  // `asked` is { prediction, flight, weather } as it was answered.
  async load(asked, words) {
    if (!isSameRoute(this.#asked, asked)) this.#compared = undefined
    this.#asked = asked
    this.#failed = false
    this.#section.querySelector("#choose-doubt").hidden = !asked.doubt
    this.#section.querySelector("#choose-announced").hidden = !isAnnounced(asked.flight)
    this.#section.hidden = false
    this.#section.setAttribute("aria-busy", "true")
    this.draw(words)
    await this.#compare(asked)
    // Another flight may have been asked about in the meantime, and its own load goes on.
    if (this.#asked !== asked) return
    this.#section.setAttribute("aria-busy", "false")
    this.draw(words)
  }

  // What was told of an earlier flight does not hold for the next.
  hush() {
    this.#moved.replaceChildren()
  }

  // The answer changed out of sight, so its figure is told here too, with a way to the rest of it.
  announce(asked, words) {
    const { carrier, departure } = asked.flight
    const values = { carrier, day: words.shortDay(departure), time: words.time(departure) }
    this.#moved.replaceChildren(
      words.say("choose.moved", { ...values, percent: figureOf(asked, words) }), " ",
      element("a", { href: "#sentence" }, words.say("choose.moved_link")))
  }

  clear() {
    this.#asked = undefined
    this.#compared = undefined
    this.#section.hidden = true
  }

  draw(words) {
    if (!this.#asked) return
    if (this.#failed) this.#view.showFailure(words)
    else if (this.#compared) this.#view.show(this.#compared, this.#service.contract, words)
    else this.#view.showWaiting(words)
  }

  async #compare(asked) {
    try {
      const question = this.#question(asked.flight)
      const flights = question.options.map(({ flight }) => flight)
      const predictions = await this.#service.compare(flights, await this.#weatherFor(flights, asked.weather))
      if (this.#asked !== asked) return
      const options = withChances(question.options, predictions, asked.flight, asked.prediction, question.now)
      this.#compared = { ...question, options, flight: asked.flight }
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      if (this.#asked === asked) this.#failed = true
    }
  }

  // A forecast that does not reach the flight asked about can reach others, and the other way round. One
  // that has just failed is not asked for again, so that all stand on what that flight's answer stands on.
  async #weatherFor(flights, weather) {
    const departures = flights.map(({ departure }) => departure)
    const isFailed = weather.state === "failed" || weather.state === "refused"
    const rows = isFailed ? weather.rows : await this.#forecast.rows(flights[0].origin, departures, this.#service.contract)
    return rowsThatCount(rows, departures)
  }

  // Days that are shown stay shown while they hold the departure, so that no cell moves away. What is announced
  // of the flight is announced of no other hour, day or airline.
  #question({ departure_delay_min: announced, ...flight }) {
    const { contract } = this.#service
    const { origin, destination, departure, carrier } = flight
    const now = nowAt(contract.timeZone(origin))
    const days = daysAround(departure, now, this.#compared?.days)
    const flown = contract.hours(origin, destination)
    const hours = hoursAround(departure, flown)
    const airlines = [...new Set([carrier, ...rivalsAmong(contract.flyers(origin, destination))])]
    return { now, days, hours, isFlown: flown.length > 0, options: optionsFor(flight, { days, hours, airlines, now, range: contract.rangeOf("departure") }) }
  }
}

function isSameRoute(one, other) {
  return one?.flight.origin === other.flight.origin && one.flight.destination === other.flight.destination
}
