// An editable combobox with list autocomplete, after the pattern of the ARIA Authoring Practices:
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// The input keeps the focus throughout; the active option is named by aria-activedescendant.

import { ChoiceList } from "./choice-list.js"

export class Combobox {
  #input
  #popup
  #list
  #isSettled
  #typed = false

  // `onTyped` narrows the list down: it is given what was typed, or "" while nothing was. `isSettled` tells
  // whether what stands in the input is one of the choices.
  constructor(input, popup, { onTyped, onChoice, isSettled }) {
    this.#input = input
    this.#popup = popup
    this.#list = new ChoiceList(popup, (active) => this.#activate(active))
    this.#isSettled = isSettled
    this.#listen(onTyped, onChoice)
  }

  // `groups` are { label, choices }; `nothing` is said when all are empty, `stays` keeps the active option.
  offer(groups, nothing, stays) {
    this.#list.show(groups, nothing, stays)
  }

  get open() {
    return !this.#popup.hidden
  }

  get typing() {
    return this.#typed
  }

  #listen(onTyped, onChoice) {
    const choose = (code) => {
      this.#close()
      onChoice(code)
    }
    const open = () => {
      onTyped(this.#typed ? this.#input.value : "")
      this.#popup.hidden = false
      this.#input.setAttribute("aria-expanded", "true")
    }
    this.#input.addEventListener("input", () => {
      this.#typed = true
      open()
    })
    this.#input.addEventListener("click", open)
    this.#input.addEventListener("keydown", (event) => this.#press(event, open, choose))
    this.#input.addEventListener("blur", () => this.#close())
    // A press in the list must not take the focus from the input.
    this.#popup.addEventListener("mousedown", (event) => event.preventDefault())
    this.#popup.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]")
      if (option) choose(option.dataset.code)
    })
  }

  #press(event, open, choose) {
    const { key, altKey } = event
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault()
      this.#arrow(key === "ArrowDown" ? 1 : -1, altKey, open)
    } else if ((key === "Enter" || key === "Tab") && this.#list.active) {
      if (key === "Enter") event.preventDefault()
      choose(this.#list.active.dataset.code)
    } else if (key === "Enter" && this.#typed && this.open && !this.#isSettled() && this.#list.move(1)) {
      // Several fit: they are offered, and a second Enter takes the first.
      event.preventDefault()
    } else if (key === "Escape" && this.open) {
      event.preventDefault()
      this.#close()
    } else if (key === "Home" || key === "End") {
      this.#list.leave()
    }
  }

  #arrow(step, altKey, open) {
    if (altKey && step < 0) return this.#close()
    if (!this.open) open()
    if (!altKey) this.#list.move(step)
  }

  #activate(option) {
    if (option) this.#input.setAttribute("aria-activedescendant", option.id)
    else this.#input.removeAttribute("aria-activedescendant")
  }

  #close() {
    this.#typed = false
    this.#popup.hidden = true
    this.#input.setAttribute("aria-expanded", "false")
    this.#list.leave()
  }
}
