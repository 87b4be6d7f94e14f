// What the page has to say: a result, a question about the list, a problem with it, or a failure; never two of them.

export class ManyStage {
  #board
  #section
  #idle
  #mapping
  #problem
  #failure
  #shown = {}

  constructor({ board, section, idle }, mapping, problem, failure) {
    this.#board = board
    this.#section = section
    this.#idle = idle
    this.#mapping = mapping
    this.#problem = problem
    this.#failure = failure
  }

  // `shown` is { result }, { question, onDone }, { problem }, { failed, retry }, or {} for nothing yet.
  show(shown, words) {
    this.#shown = shown
    this.draw(words)
  }

  // Drawn anew, not moved to: the language may change while the reader is anywhere on the page.
  draw(words) {
    const { result, question, onDone, problem, failed, retry } = this.#shown
    document.title = this.#title(words)
    this.#section.replaceChildren(...(result ? result.build(words) : []))
    this.#section.hidden = !result
    this.#idle.hidden = Boolean(result)
    if (question) this.#mapping.show(question, words, onDone)
    else this.#mapping.clear()
    if (problem) this.#problem.show(problem, words)
    else this.#problem.clear()
    if (failed) this.#failure.show(failed, words, retry)
    else this.#failure.clear()
  }

  focus() {
    const { result, question, problem, failed } = this.#shown
    if (result) this.#section.querySelector("#sentence").focus()
    else if (question) this.#mapping.focus()
    else if (problem) this.#problem.focus()
    else if (failed) this.#failure.focus()
  }

  // A result still on show while the next is on its way must not pass for that next one.
  set busy(busy) {
    this.#board.setAttribute("aria-busy", String(busy))
  }

  #title(words) {
    const { result, question, problem, failed } = this.#shown
    if (question) return words.say("many.title_question")
    if (result) return words.say("many.title_result", { count: result.count, flights: words.number(result.count) })
    if (problem) return words.say("many.title_problem")
    return words.say(failed ? "page.title_failure" : "many.title")
  }
}
