// The query of a request, an input a parameter. One left empty is not sent.

import { element } from "../dom.js"

export class QueryFields {
  #parameters
  #inputs

  constructor({ id, parameters }) {
    this.#parameters = parameters
    this.#inputs = parameters.map((parameter) => inputOf(`${id}-${parameter.name}`, parameter))
    this.root = element("div", { class: "query" }, ...parameters.map((parameter, place) =>
      fieldOf(parameter, this.#inputs[place])))
  }

  // The fewest fields that make a request, and all that the service gives an example of.
  get examples() {
    const given = this.#parameters.filter(({ example }) => example !== undefined)
    if (given.length === 0) return []
    const all = { key: "api.example_all", value: valuesOf(given) }
    const fewest = { key: "api.example_required", value: valuesOf(given.filter(({ required }) => required)) }
    return [all, fewest]
  }

  get values() {
    const query = this.#inputs.map((input) => [input.name, valueOf(input)])
    return { query: query.filter(([, value]) => value !== "") }
  }

  use(example) {
    for (const input of this.#inputs) {
      if (input.type === "checkbox") input.checked = Boolean(example[input.name])
      else input.value = example[input.name] ?? ""
    }
  }
}

function valuesOf(parameters) {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example]))
}

function inputOf(id, { name, required, schema }) {
  if (schema.type === "boolean") return element("input", { id, name, type: "checkbox" })
  return element("input", {
    id, name, type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off",
    ...(required ? { "aria-required": "true" } : {}),
  })
}

function fieldOf({ name, required }, input) {
  const label = element("label", { for: input.id }, element("code", {}, name))
  if (input.type === "checkbox") return element("div", { class: "field-tick" }, input, label)
  if (!required) label.append(" ", element("span", { "data-text": "api.optional" }))
  return element("div", { class: "field" }, label, input)
}

function valueOf({ type, checked, value }) {
  if (type === "checkbox") return checked ? "true" : ""
  return value.trim()
}
