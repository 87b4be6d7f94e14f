// What came back: the status on tiles, the time it took, the headers, and the body.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { translate } from "../page-language.js"
import { highlighted, layout, parsed } from "./json.js"
import { copyButton } from "./parts.js"

// The body of a reply, laid out if it is JSON; one of many lines is cut until all of it is asked for.

const MOST_LINES = 300

function bodyOf(text, words) {
  if (text === "") return []
  const value = parsed(text)
  const shown = value === undefined ? text : layout(value)
  const lines = shown.split("\n")
  const start = lines.slice(0, MOST_LINES).join("\n")
  const box = element("pre", { class: "code reply-body", tabindex: "0", role: "group" }, ...highlighted(start))
  box.setAttribute("aria-label", words.say("api.reply_body"))
  const parts = [bar(text, words), box]
  if (lines.length > MOST_LINES) parts.push(showAll(lines.length, () => { box.textContent = shown }, box, words))
  return parts
}

function bar(text, words) {
  const copy = copyButton(() => text)
  translate(copy, words)
  return element("div", { class: "code-bar" }, element("span", {}, words.say("api.reply_body")), copy)
}

// The whole is shown without colours: a hundred thousand of them would hold up the page.
function showAll(count, show, box, words) {
  const text = words.say("api.show_all", { count, lines: words.number(count) })
  const button = element("button", { class: "copy", type: "button" }, text)
  button.addEventListener("click", () => {
    show()
    button.remove()
    box.focus()
  })
  return button
}

// Why the service refused, in words: from problem details, from what ends a query, or from the status.

function refusalOf({ status, text }, words) {
  if (status >= 500) return [refusal(element("p", {}, words.say("failure.server.text")))]
  if (status < 400) return []
  const { title, detail, errors = [], errorMessage } = parsed(text) ?? {}
  const said = [title, detail, errorMessage].filter(Boolean).map((line) => element("p", { lang: "en" }, line))
  if (said.length === 0) return [refusal(element("p", {}, words.say("failure.refused.title")))]
  const mistakes = errors.map(({ path, message }) =>
    element("li", {}, element("code", {}, path), " ", element("span", { lang: "en" }, message)))
  return [refusal(...said, ...(mistakes.length > 0 ? [element("ul", {}, ...mistakes)] : []))]
}

function refusal(...content) {
  return element("div", { class: "refusal" }, ...content)
}

const HEADERS = ["Content-Type", "Cache-Control", "ETag", "Retry-After"]

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
