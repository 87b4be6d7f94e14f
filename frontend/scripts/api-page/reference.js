// The whole reference: what the service says of itself, a list of its endpoints, and each of them.

import { element } from "../dom.js"
import { OperationView } from "./operation-view.js"
import { copyButton, methodTile, prose } from "./parts.js"

export class Reference {
  #about
  #contents
  #operations
  #views = []

  constructor(about, contents, operations) {
    this.#about = about
    this.#contents = contents
    this.#operations = operations
  }

  show(description, api) {
    this.#about.replaceChildren(about(description, api))
    this.#contents.replaceChildren(contents(description.operations))
    this.#contents.hidden = false
    this.#views = description.operations.map((operation) => new OperationView(operation, description.schemas, api))
    this.#operations.replaceChildren(...this.#views.map((view) => view.root))
  }

  draw(words) {
    for (const view of this.#views) view.draw(words)
  }
}

function about({ summary, description }, { base }) {
  const address = element("code", { class: "about-base" }, base)
  const link = element("a", { href: `${base}/openapi.json` }, "openapi.json")
  return element("div", { class: "about" },
    element("div", { class: "about-words", lang: "en" }, ...prose(`${summary}\n\n${description}`)),
    element("dl", { class: "about-facts" },
      fact("api.base", address, copyButton(() => base)),
      fact("api.description", link, " (OpenAPI)")))
}

function fact(key, ...content) {
  return element("div", {}, element("dt", { "data-text": key }), element("dd", {}, ...content))
}

function contents(operations) {
  return element("ul", {}, ...operations.map(({ id, method, path }) =>
    element("li", {},
      element("a", { href: `#${id}` }, methodTile(method), " ", element("code", {}, path)))))
}
