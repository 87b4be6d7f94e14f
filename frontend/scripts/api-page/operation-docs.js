// What an operation takes and what it answers, drawn anew in each language.

import { element } from "../dom.js"
import { ANSWERED, ASKED, fieldList, foldedGroup } from "./field-list.js"
import { prose } from "./parts.js"
import { fieldOf } from "./schemas.js"

export class OperationDocs {
  #operation
  #schemas

  constructor(operation, schemas) {
    this.#operation = operation
    this.#schemas = schemas
    this.root = element("div", { class: "docs" })
  }

  // What the reader has folded out or in stays so.
  draw(words) {
    const folds = Object.fromEntries([...this.root.querySelectorAll("details")].map(({ id, open }) => [id, open]))
    this.root.replaceChildren(
      ...this.#description(),
      element("h3", {}, words.say("api.request")),
      ...this.#request(words),
      element("h3", {}, words.say("api.answers")),
      element("dl", { class: "responses" }, ...this.#operation.responses.map(responseLine)),
      ...this.#answers(words),
    )
    for (const details of this.root.querySelectorAll("details")) details.open = folds[details.id] ?? details.open
  }

  #description() {
    const paragraphs = prose(this.#operation.description)
    return paragraphs.length > 0 ? [element("div", { class: "docs-words", lang: "en" }, ...paragraphs)] : []
  }

  #request(words) {
    const { id, parameters, body } = this.#operation
    const fields = parameters.map(({ name, schema, required, example }) => ({
      ...fieldOf(name, schema, required), example: example ?? fieldOf(name, schema).example,
    }))
    if (fields.length > 0) return [fieldList(fields, ASKED, words)]
    if (!body) return [element("p", { class: "docs-nothing" }, words.say("api.request_nothing"))]
    return this.#schemas.groups(body, "body").map((group, place) =>
      foldedGroup(group, { id: `${id}-takes-${group.name}`, open: place < 2, presence: ASKED }, words))
  }

  // Answers of one form are told once.
  #answers(words) {
    const alike = new Map()
    for (const { status, schema } of this.#operation.responses) {
      const form = JSON.stringify(schema)
      if (form) alike.set(form, [...(alike.get(form) ?? []), status])
    }
    return [...alike].flatMap(([form, statuses]) => this.#answer(statuses, JSON.parse(form), words))
  }

  #answer(statuses, schema, words) {
    const groups = this.#schemas.groups(schema, "body")
    if (groups.length === 0) return []
    const id = `${this.#operation.id}-gives-${statuses[0]}`
    const told = { count: statuses.length, statuses: statuses.join(", ") }
    return [element("details", { class: "answer-fields", id },
      element("summary", {}, words.say("api.answer_fields", told)),
      ...groups.map((group, place) =>
        foldedGroup(group, { id: `${id}-${group.name}`, open: place < 1, presence: ANSWERED }, words)))]
  }
}

function responseLine({ status, description, media }) {
  const told = media ? [element("span", { class: "responses-media" }, media)] : []
  return element("div", {},
    element("dt", {}, status),
    element("dd", {}, element("span", { lang: "en" }, description), ...told))
}
