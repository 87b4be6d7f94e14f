// From what was entered to what there is to show for it: an answer, problems, or a failure.

import { ServiceError } from "./api.js"
import { ArrivalCheck } from "./arrival/arrival-check.js"
import { rowsThatCount } from "./forecast/known-hours.js"
import { unseenIn } from "./notes.js"
import { findProblems, problemsFromService } from "./problems.js"
import { doubtOf } from "./unseen/known-range.js"

export class Submission {
  #service
  #forecast
  #waiting
  #onReady
  #arrivalCheck = new ArrivalCheck()

  // `onReady` is called once the service's contract is there.
  constructor(service, forecast, waiting, onReady) {
    this.#service = service
    this.#forecast = forecast
    this.#waiting = waiting
    this.#onReady = onReady
  }

  // Nothing is asked yet; the lists are fetched so that they are there when the reader is.
  open(words) {
    return shownFor(async () => {
      await this.#ready(words)
      return {}
    })
  }

  // `onAccepted` is given what was entered when nothing is found wrong with it, before it is asked. The
  // form is read once the lists are there, for they turn names into codes.
  answer(form, words, onAccepted) {
    return shownFor(async () => {
      await this.#ready(words)
      const { values, unreadable } = form
      const problems = findProblems(values, unreadable, this.#service.contract)
      if (problems.length > 0) return { problems }
      const questions = await this.#arrivalCheck.problems(values, this.#service.contract)
      if (questions.length > 0) return { problems: questions }
      onAccepted(values)
      const flight = this.#service.flightFrom(values)
      return { values, flight, ...await this.#ask(flight, words) }
    })
  }

  async #ask(flight, words) {
    // On its way while the rest is asked: what stands beside the answer is drawn from it.
    const route = this.#service.contract.learn(flight.origin, flight.destination)
    const forecast = this.#forecast.of(flight, this.#service.contract)
    const weather = await this.#waiting.during(forecast, "status.forecast", words)
    const rows = rowsThatCount(weather.rows, [flight.departure])
    const answer = this.#service.predict(flight, rows)
    const prediction = await this.#waiting.during(answer, "status.prediction", words)
    await route
    if (unseenIn(prediction).length === 0) return { prediction, weather }
    const doubt = doubtOf(prediction, flight, rows, this.#service)
    return { prediction, weather, doubt: await this.#waiting.during(doubt, "status.doubt", words) }
  }

  async #ready(words) {
    if (this.#service.contract) return
    await this.#waiting.during(this.#service.ready(), "status.contract", words)
    this.#onReady()
  }
}

async function shownFor(work) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return error.problems.length > 0 ? { problems: problemsFromService(error.problems) } : { failed: error.kind }
  }
}
