// The service gave no answer: why, in plain words, and a button to try again.

export class Failure {
  #section
  #title
  #text
  #retry
  #kind

  constructor(section, title, text, button) {
    this.#section = section
    this.#title = title
    this.#text = text
    button.addEventListener("click", () => this.#retry())
    // Back on line, there is nothing left that the reader would have to see to.
    addEventListener("online", () => {
      if (this.#kind === "offline" && !section.hidden) this.#retry()
    })
  }

  show(kind, words, retry) {
    this.#retry = retry
    this.#kind = kind
    this.#title.textContent = words.say(`failure.${kind}.title`)
    this.#text.textContent = words.say(`failure.${kind}.text`)
    this.#section.hidden = false
  }

  focus() {
    this.#section.focus()
  }

  clear() {
    this.#section.hidden = true
  }
}
