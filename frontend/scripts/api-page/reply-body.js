// The body of a reply, laid out if it is JSON; one of many lines is cut until all of it is asked for.

import { element } from "../dom.js"
import { translate } from "../translate.js"
import { copyButton } from "./copy.js"
import { highlighted } from "./highlight.js"
import { parsed } from "./json.js"
import { layout } from "./layout.js"

const MOST_LINES = 300

export function bodyOf(text, words) {
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
