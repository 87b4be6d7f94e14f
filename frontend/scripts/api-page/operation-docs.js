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
  *draw(words) {
    const folds = Object.fromEntries([...this.root.querySelectorAll("details")].map(({ id, open }) => [id, open]))
    this.root.replaceChildren()
    for (const part of this.#parts(words)) {
      this.root.append(part)
      if (!part.matches("details")) continue
      for (const details of [part, ...part.querySelectorAll("details")]) details.open = folds[details.id] ?? details.open
      yield
    }
  }

  // From top to bottom, each made when it is its turn.
  *#parts(words) {
    yield* this.#description()
    yield element("h3", {}, words.say("api.request"))
    yield* this.#request(words)
    yield element("h3", {}, words.say("api.answers"))
    yield element("dl", { class: "responses" }, ...this.#operation.responses.map(responseLine))
    yield* this.#answers(words)
  }

  #description() {
    const paragraphs = prose(this.#operation.description)
    return paragraphs.length > 0 ? [element("div", { class: "docs-words", lang: "en" }, ...paragraphs)] : []
  }

  *#request(words) {
    const { id, parameters, body } = this.#operation
    const fields = parameters.map(({ name, schema, required, example }) => ({
      ...fieldOf(name, schema, required), example: example ?? fieldOf(name, schema).example,
    }))
    if (fields.length > 0) yield fieldList(fields, ASKED, words)
    else if (!body) yield element("p", { class: "docs-nothing" }, words.say("api.request_nothing"))
    else yield* this.#groups(body, `${id}-takes`, 2, ASKED, words)
  }

  // Answers of one form are told once.
  *#answers(words) {
    const alike = new Map()
    for (const { status, schema } of this.#operation.responses) {
      const form = JSON.stringify(schema)
      if (form) alike.set(form, [...(alike.get(form) ?? []), status])
    }
    for (const [form, statuses] of alike) yield* this.#answer(statuses, JSON.parse(form), words)
  }

  *#answer(statuses, schema, words) {
    const id = `${this.#operation.id}-gives-${statuses[0]}`
    const groups = [...this.#groups(schema, id, 1, ANSWERED, words)]
    if (groups.length === 0) return
    const told = { count: statuses.length, statuses: statuses.join(", ") }
    yield element("details", { class: "answer-fields", id },
      element("summary", {}, words.say("api.answer_fields", told)),
      ...groups)
  }

  // The first `open` of them are folded out.
  *#groups(schema, id, open, presence, words) {
    for (const [place, group] of this.#schemas.groups(schema, "body").entries()) {
      yield foldedGroup(group, { id: `${id}-${group.name}`, open: place < open, presence }, words)
    }
  }
}

function responseLine({ status, description, media }) {
  const told = media ? [element("span", { class: "responses-media" }, media)] : []
  return element("div", {},
    element("dt", {}, status),
    element("dd", {}, element("span", { lang: "en" }, description), ...told))
}
