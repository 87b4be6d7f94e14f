// The list that a combobox opens: options in groups, and which of them is active.

import { element } from "../dom.js"

export class ChoiceList {
  #list
  #nothing
  #onActive
  active

  constructor(popup, onActive) {
    this.#list = popup.querySelector("[role=listbox]")
    this.#nothing = popup.querySelector("p")
    this.#onActive = onActive
  }

  // With `stays` the active option is so in the new list too, if it is there.
  show(groups, nothing, stays = false) {
    const code = stays && this.active?.dataset.code
    this.leave()
    const filled = groups.filter(({ choices }) => choices.length > 0)
    this.#list.replaceChildren(...filled.map((group, place) => this.#group(group, place)))
    this.#list.hidden = filled.length === 0
    this.#nothing.textContent = filled.length === 0 ? nothing : ""
    const active = code && this.#list.querySelector(`[data-code="${code}"]`)
    if (active) this.#enter(active)
  }

  // From the last option on to the first, and back; tells whether there is any.
  move(step) {
    const options = [...this.#list.querySelectorAll("[role=option]")]
    if (options.length === 0) return false
    const from = this.active ? options.indexOf(this.active) : step > 0 ? -1 : 0
    this.#enter(options[(from + step + options.length) % options.length])
    return true
  }

  leave() {
    this.active?.setAttribute("aria-selected", "false")
    this.active = undefined
    this.#onActive(undefined)
  }

  #enter(option) {
    this.leave()
    this.active = option
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    this.#onActive(option)
  }

  #group({ label, choices }, place) {
    const id = `${this.#list.id}-group-${place}`
    return element("li", { role: "presentation" },
      element("ul", { role: "group", "aria-labelledby": id },
        element("li", { role: "presentation", class: "choice-group", id }, label),
        ...choices.map((choice) => this.#option(choice))))
  }

  #option({ code, name, city, state }) {
    const id = `${this.#list.id}-${code}`
    const place = [city, state].filter(Boolean).join(" · ")
    const words = element("span", { class: "choice-words" }, ...(place ? [element("b", {}, place), " "] : []), name)
    return element("li", { role: "option", id, "aria-selected": "false", "data-code": code },
      element("span", { class: "choice-code" }, code), " ", words)
  }
}
