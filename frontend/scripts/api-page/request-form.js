// The request as a form: an example to start from, its fields, and a button that sends it.

import { element } from "../dom.js"
import { isJson, layout } from "./json.js"
import { QueryFields } from "./query-fields.js"

// The body of a request as text to edit. What is not JSON can be sent too: the service says why not.

const MOST_ROWS = 22

class BodyField {
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

// A list of examples; the first is in the form from the start.

class ExampleChooser {
  // `examples` are { name or key, value }: a name is the service's, a key has words of this page.
  constructor(id, examples, onChoice) {
    if (examples.length > 0) onChoice(examples[0].value)
    this.nodes = examples.length > 0 ? [chooser(`${id}-example`, examples, onChoice)] : []
  }
}

function chooser(id, examples, onChoice) {
  const select = element("select", { id }, ...examples.map(optionOf))
  // Not "input": that means an edit of the request itself.
  select.addEventListener("input", (event) => event.stopPropagation())
  select.addEventListener("change", () => onChoice(examples[select.selectedIndex].value))
  return element("div", { class: "field" }, element("label", { for: id, "data-text": "api.choose" }), select)
}

function optionOf({ name, key }) {
  if (key) return element("option", { "data-text": key })
  const text = name.replaceAll("_", " ")
  return element("option", { lang: "en" }, text[0].toUpperCase() + text.slice(1))
}

export class RequestForm {
  #operation
  #fields
  #submit

  constructor(operation, onChange, onSend) {
    this.#operation = operation
    this.#fields = operation.body ? new BodyField(operation) : new QueryFields(operation)
    this.#submit = element("button", { class: "button", type: "submit" }, element("span", { "data-text": "api.send" }))
    this.status = element("p", { class: "request-status", role: "status" })
    this.root = this.#form(new ExampleChooser(operation.id, this.#fields.examples, (value) => {
      this.#fields.use(value)
      onChange()
    }))
    this.root.addEventListener("input", onChange)
    this.root.addEventListener("submit", (event) => {
      event.preventDefault()
      onSend()
    })
  }

  // { method, path, query, body, target }: `body` is text, and `target` the path with its query.
  get request() {
    const { method, path } = this.#operation
    const { query = [], body } = this.#fields.values
    // Colons are legal in a query, and a time is easier to read with its colon.
    const asked = new URLSearchParams(query).toString().replaceAll("%3A", ":")
    return { method, path, query, body, target: asked ? `${path}?${asked}` : path }
  }

  // The button stays in reach of the keyboard while it waits, so it is not disabled outright.
  set busy(busy) {
    this.#submit.setAttribute("aria-disabled", String(busy))
  }

  #form(chooser) {
    return element("form", { class: "request", novalidate: "" },
      element("h3", { "data-text": "api.try" }),
      ...chooser.nodes,
      this.#fields.root,
      element("div", { class: "request-send" }, this.#submit, this.status))
  }
}
