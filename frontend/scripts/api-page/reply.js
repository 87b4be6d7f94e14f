// What came back: the status on tiles, the time it took, the headers, and the body.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { bodyOf } from "./reply-body.js"
import { refusalOf } from "./refusal.js"

const HEADERS = ["Content-Type", "Cache-Control", "ETag"]

export class Reply {
  #operation
  #outcome

  constructor(operation) {
    this.#operation = operation
    this.root = element("div", { class: "board reply" })
    this.root.hidden = true
  }

  // `outcome` is { exchange } or, where nothing came back, { failed }.
  show(outcome, words) {
    this.#outcome = outcome
    this.draw(words)
  }

  draw(words) {
    if (!this.#outcome) return
    const { exchange, failed } = this.#outcome
    this.root.replaceChildren(...(exchange ? this.#answer(exchange, words) : lost(failed, words)))
    this.root.hidden = false
  }

  inWords(words) {
    const { exchange, failed } = this.#outcome
    if (failed) return words.say(`failure.${failed}.title`)
    return words.say("api.status.answered", { status: exchange.status, time: timeOf(exchange, words) })
  }

  // A reply still on show while the next is on its way must not pass for that next one.
  set busy(busy) {
    this.root.setAttribute("aria-busy", String(busy))
  }

  #answer(exchange, words) {
    return [
      this.#head(exchange, words),
      ...refusalOf(exchange, words),
      this.#headers(exchange, words),
      ...bodyOf(exchange.text, words),
    ]
  }

  #head(exchange, words) {
    const { description } = this.#declared(exchange) ?? {}
    return element("div", { class: "reply-head" },
      element("h3", { class: "board-title" }, words.say("api.reply")),
      element("div", { class: "reply-line" },
        flaps(String(exchange.status)),
        element("span", { class: "reply-time" }, timeOf(exchange, words)),
        ...(description ? [element("span", { class: "reply-meaning", lang: "en" }, description)] : [])))
  }

  // Browsers keep some headers from a page that is not of the service's own address.
  #headers(exchange, words) {
    const declared = this.#declared(exchange)?.headers ?? []
    const told = HEADERS.filter((name) => exchange.headers.has(name) || declared.includes(name))
    return element("dl", { class: "reply-headers" }, ...told.map((name) =>
      element("div", {},
        element("dt", {}, name),
        element("dd", {}, exchange.headers.get(name) ?? words.say("api.header_withheld")))))
  }

  #declared({ status }) {
    return this.#operation.responses.find((response) => response.status === String(status))
  }
}

function lost(kind, words) {
  return [element("div", { class: "reply-lost" },
    element("h3", { class: "board-title" }, words.say(`failure.${kind}.title`)),
    element("p", {}, words.say(`failure.${kind}.text`)))]
}

function timeOf({ milliseconds }, words) {
  return words.say("api.milliseconds", { time: words.number(Math.max(1, Math.round(milliseconds))) })
}
