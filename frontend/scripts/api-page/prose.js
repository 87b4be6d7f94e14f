// The service's descriptions: paragraphs with `code`, and at their end a section on attributes.

import { element } from "../dom.js"

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
