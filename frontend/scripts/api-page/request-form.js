// The request as a form: an example to start from, its fields, and a button that sends it.

import { element } from "../dom.js"
import { BodyField } from "./body-field.js"
import { ExampleChooser } from "./example-chooser.js"
import { QueryFields } from "./query-fields.js"

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
