// Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them: arrows, Home and End move and choose.

import { element } from "../dom.js"

const STEPS = { ArrowRight: 1, ArrowLeft: -1 }

export class Tabs {
  #list
  #tabs
  #panels

  // `parts` are { id, title, content }.
  constructor(parts) {
    this.#tabs = parts.map(({ id, title }) => element("button", {
      class: "tab", type: "button", role: "tab", id: `${id}-tab`, "aria-controls": id,
    }, title))
    this.#panels = parts.map(({ id, content }) => element("div", {
      class: "tab-panel code", role: "tabpanel", id, tabindex: "0", "aria-labelledby": `${id}-tab`,
    }, content))
    this.#list = element("div", { class: "tab-list", role: "tablist" }, ...this.#tabs)
    this.#list.addEventListener("click", ({ target }) => this.#choose(this.#tabs.indexOf(target)))
    this.#list.addEventListener("keydown", (event) => this.#move(event))
    this.#choose(0)
  }

  get nodes() {
    return [this.#list, ...this.#panels]
  }

  get chosen() {
    return this.#tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true")
  }

  set label(text) {
    this.#list.setAttribute("aria-label", text)
  }

  #move(event) {
    const place = this.#goal(event.key)
    if (place === undefined) return
    event.preventDefault()
    this.#choose(place)
    this.#tabs[place].focus()
  }

  #goal(key) {
    const count = this.#tabs.length
    if (key === "Home") return 0
    if (key === "End") return count - 1
    return STEPS[key] && (this.chosen + STEPS[key] + count) % count
  }

  // Tab goes to the chosen one alone, and from there to its panel.
  #choose(place) {
    if (place < 0) return
    for (const [each, tab] of this.#tabs.entries()) {
      tab.setAttribute("aria-selected", String(each === place))
      tab.tabIndex = each === place ? 0 : -1
      this.#panels[each].hidden = each !== place
    }
  }
}
