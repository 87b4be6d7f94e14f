// The request that stands in the form, as code to take along.

import { element } from "../dom.js"
import { parsed } from "./json.js"
import { copyButton } from "./parts.js"
import { bigQuery, hasSql } from "./snippets/bigquery.js"
import { curl, javaScript, python } from "./snippets/programs.js"
import { Tabs } from "./tabs.js"

const LANGUAGES = [
  { name: "curl", title: "curl", write: curl },
  { name: "python", title: "Python", write: python },
  { name: "javascript", title: "JavaScript", write: javaScript },
  { name: "bigquery", title: "BigQuery SQL", write: bigQuery, fits: hasSql },
]

export class SnippetTabs {
  #base
  #languages
  #codes
  #tabs
  #words

  constructor(operation, base) {
    this.#base = base
    this.#languages = LANGUAGES.filter(({ fits }) => !fits || fits(operation))
    this.#codes = this.#languages.map(() => element("pre", {}))
    this.#tabs = new Tabs(this.#languages.map(({ name, title }, place) =>
      ({ id: `${operation.id}-${name}`, title, content: this.#codes[place] })))
    this.root = element("div", { class: "board snippets" },
      element("div", { class: "code-bar" },
        element("h3", { class: "board-title", "data-text": "api.snippets" }),
        copyButton(() => this.#codes[this.#tabs.chosen].textContent)),
      ...this.#tabs.nodes)
  }

  draw(words) {
    this.#words = words
    this.#tabs.label = words.say("api.snippets")
  }

  // A body that is not JSON has no form in a language of its own.
  show({ method, path, query, body, target }) {
    const value = body === undefined ? undefined : parsed(body)
    const whole = body === undefined || value !== undefined
    const request = { method, query, value, base: this.#base, address: this.#base + path, url: this.#base + target }
    for (const [place, { write }] of this.#languages.entries()) {
      this.#codes[place].textContent = whole ? write(request) : this.#words.say("api.snippets_need_json")
    }
  }
}
