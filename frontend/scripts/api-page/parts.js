// Small parts that the reference is made of: prose, the tile of a method, a button that copies.

import { element } from "../dom.js"

// The service's descriptions: paragraphs with `code`, and at their end a section on attributes.

const ATTRIBUTES = /^Attributes\n-+\n/m

export function prose(description) {
  const [text] = description.split(ATTRIBUTES)
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean)
  return paragraphs.map((paragraph) => element("p", {}, ...withCode(paragraph)))
}

// What the section on attributes says of each: { name: description }.
export function attributesOf(description) {
  const section = description.split(ATTRIBUTES)[1] ?? ""
  const entries = section.matchAll(/^(\w+)\n((?:[ \t]+.*(?:\n|$))+)/gm)
  return Object.fromEntries([...entries].map(([, name, lines]) => [name, lines.replace(/\s+/g, " ").trim()]))
}

export function withCode(text) {
  return text.split("`").map((part, place) => (place % 2 === 1 ? element("code", {}, part) : part))
}

// The method of a request, on a tile of its own.

export function methodTile(method) {
  return element("span", { class: "method", "data-method": method }, method)
}

// A button that copies a text, and says so to those who do not see it.

const SHOWN_MS = 2_500

export function copyButton(textOf) {
  const button = element("button", { class: "copy", type: "button", "data-text": "api.copy" })
  const said = element("span", { class: "copy-said", role: "status" })
  // Outcomes wait in hiding, so that they too are in the page's language.
  const [copied, failed] = ["api.copied", "api.copy_failed"].map((outcome) =>
    element("span", { "data-text": outcome, hidden: "" }))
  button.addEventListener("click", async () => {
    said.textContent = (await copy(textOf()) ? copied : failed).textContent
    setTimeout(() => { said.textContent = "" }, SHOWN_MS)
  })
  return element("span", { class: "copy-pair" }, said, button, copied, failed)
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
