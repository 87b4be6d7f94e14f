// The whole reference: what the service says of itself, a list of its endpoints, and each of them.

import { element } from "../dom.js"
import { translate } from "../page-language.js"
import { OperationView } from "./operation-view.js"
import { copyButton, methodTile, prose } from "./parts.js"

export class Reference {
  #about
  #contents
  #operations
  #shown = []
  #waiting = []

  constructor(about, contents, operations) {
    this.#about = about
    this.#contents = contents
    this.#operations = operations
  }

  take(description, api) {
    const [first, ...others] = description.operations.map((operation) => () =>
      this.#add(new OperationView(operation, description.schemas, api)))
    this.#waiting = [() => [...this.#open(description, api), ...first()], ...others]
  }

  // What is there already first, then one endpoint after the other.
  *draw(words) {
    for (const part of this.#shown) yield* speak(part, words)
    while (this.#waiting.length > 0) {
      const parts = this.#waiting.shift()()
      this.#shown.push(...parts)
      for (const part of parts) yield* speak(part, words)
      yield
    }
  }

  #open(description, api) {
    this.#about.replaceChildren(about(description, api))
    this.#contents.replaceChildren(contents(description.operations))
    this.#contents.hidden = false
    return [{ root: this.#about }, { root: this.#contents }]
  }

  #add(view) {
    this.#operations.append(view.root)
    return [view]
  }
}

function* speak(part, words) {
  translate(part.root, words)
  if (part.draw) yield* part.draw(words)
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
