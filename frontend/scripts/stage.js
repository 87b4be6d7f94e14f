// What the page has to say: an answer, problems with the question, or a failure; never two of them.

import { wordsFor } from "./problems.js"
import { figureOf, hasFigure } from "./unseen/unseen-verdict.js"

export class Stage {
  #answer
  #errors
  #failure
  #shown = {}

  constructor(answer, errors, failure) {
    this.#answer = answer
    this.#errors = errors
    this.#failure = failure
  }

  // `shown` is { prediction, flight, weather, doubt }, { problems }, { failed, retry }, or {} for nothing yet.
  show(shown, words, contract) {
    this.#shown = shown
    this.draw(words, contract)
  }

  // Drawn anew, not moved to: the language may change while the reader is anywhere on the page.
  draw(words, contract) {
    document.title = this.#title(words)
    this.#drawAnswer(words, contract)
    this.#drawErrors(words, contract)
    this.#drawFailure(words)
  }

  focus() {
    const { prediction, problems } = this.#shown
    const part = prediction ? this.#answer : problems ? this.#errors : this.#failure
    part.focus()
  }

  set busy(busy) {
    this.#answer.busy = busy
  }

  #title(words) {
    const { prediction, flight, problems, failed } = this.#shown
    if (hasFigure(this.#shown)) return words.say("page.title_answer", { ...flight, percent: figureOf(this.#shown, words) })
    if (prediction) return words.say("page.title_unknown", flight)
    if (problems) return words.say("page.title_errors")
    return words.say(failed ? "page.title_failure" : "page.title")
  }

  #drawAnswer(words, contract) {
    if (this.#shown.prediction) this.#answer.show(this.#shown, contract, words)
    else this.#answer.clear()
  }

  #drawErrors(words, contract) {
    const { problems } = this.#shown
    if (!problems) return this.#errors.clear()
    this.#errors.show(problems.map((problem) => ({
      field: problem.field,
      text: wordsFor(problem, words, contract?.rangeOf("departure")),
    })))
  }

  #drawFailure(words) {
    const { failed, retry } = this.#shown
    if (failed) this.#failure.show(failed, words, retry)
    else this.#failure.clear()
  }
}
