// The body of a request as text to edit. What is not JSON can be sent too: the service says why not.

import { element } from "../dom.js"
import { layout } from "./layout.js"
import { isJson } from "./json.js"

const MOST_ROWS = 22

export class BodyField {
  #area
  #error

  constructor({ id, examples }) {
    const names = { area: `${id}-body`, error: `${id}-body-error` }
    this.examples = examples
    this.#error = element("p", { class: "field-error", id: names.error, "data-text": "api.body_not_json" })
    this.#error.hidden = true
    this.#area = element("textarea", {
      class: "code-area", id: names.area, name: "body", spellcheck: "false", autocomplete: "off",
      autocapitalize: "off", wrap: "off", "aria-describedby": names.error,
    })
    this.#area.addEventListener("input", () => this.#check())
    this.root = element("div", { class: "field" },
      element("label", { for: names.area, "data-text": "api.body" }), this.#error, this.#area)
  }

  get values() {
    return { body: this.#area.value }
  }

  use(example) {
    this.#area.value = layout(example)
    this.#area.rows = Math.min(this.#area.value.split("\n").length, MOST_ROWS)
    this.#check()
  }

  #check() {
    const fits = isJson(this.#area.value)
    this.#error.hidden = fits
    if (fits) this.#area.removeAttribute("aria-invalid")
    else this.#area.setAttribute("aria-invalid", "true")
  }
}
