// One operation: what it is, what it takes and answers, and a place to try it.

import { ServiceError } from "../api.js"
import { element } from "../dom.js"
import { translate } from "../page-language.js"
import { Waiting } from "../waiting.js"
import { OperationDocs } from "./operation-docs.js"
import { methodTile } from "./parts.js"
import { Reply } from "./reply.js"
import { RequestForm } from "./request-form.js"
import { SnippetTabs } from "./snippet-tabs.js"

export class OperationView {
  #api
  #docs
  #form
  #reply
  #snippets
  #waiting
  #words
  #tryout
  #busy = false

  constructor(operation, schemas, api) {
    this.#api = api
    this.#docs = new OperationDocs(operation, schemas)
    this.#form = new RequestForm(operation, () => this.#snippets?.show(this.#form.request), () => this.#send())
    this.#reply = new Reply(operation)
    this.#snippets = new SnippetTabs(operation, api.base)
    this.#waiting = new Waiting(this.#form.status)
    this.#tryout = element("div", { class: "tryout" }, this.#form.root, this.#reply.root, this.#snippets.root)
    this.root = element("section", { class: "operation", id: operation.id, "aria-labelledby": `${operation.id}-title` },
      heading(operation),
      element("div", { class: "operation-columns" }, this.#docs.root))
  }

  // What stands below the rest on a phone comes last, and moves nothing.
  *draw(words) {
    this.#words = words
    yield* this.#docs.draw(words)
    translate(this.#tryout, words)
    this.#reply.draw(words)
    this.#snippets.draw(words)
    this.#snippets.show(this.#form.request)
    if (!this.#tryout.isConnected) this.#docs.root.after(this.#tryout)
  }

  async #send() {
    if (this.#busy) return
    this.#setBusy(true)
    try {
      const exchange = this.#api.exchange(this.#form.request)
      this.#show({ exchange: await this.#waiting.during(exchange, "api.status.asking", this.#words) })
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      this.#show({ failed: error.kind })
    } finally {
      this.#setBusy(false)
    }
  }

  #show(outcome) {
    this.#reply.show(outcome, this.#words)
    this.#form.status.textContent = this.#reply.inWords(this.#words)
  }

  #setBusy(busy) {
    this.#busy = busy
    this.#form.busy = busy
    this.#reply.busy = busy
  }
}

function heading({ id, method, path, summary }) {
  return element("div", { class: "operation-head" },
    element("h2", { id: `${id}-title` }, methodTile(method), " ", element("code", {}, path)),
    element("p", { class: "operation-summary", lang: "en" }, summary))
}
