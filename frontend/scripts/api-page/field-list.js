// Fields with all that is known of them, a group at a time.

import { element } from "../dom.js"
import { prose, withCode } from "./prose.js"
import { itemsInWords, rangeInWords, typeInWords } from "./type-words.js"

// What is said of a field that must be there, and of one that need not.
export const ASKED = { true: "api.required", false: "api.optional" }
export const ANSWERED = { false: "api.not_always" }

// A group that can be folded away, named after the object whose fields it lists.
export function foldedGroup({ name, description, fields }, { id, open, presence }, words) {
  const summary = element("summary", {}, element("code", {}, name))
  const told = prose(description)
  const details = element("details", { class: "group", id },
    summary,
    ...(told.length > 0 ? [element("div", { class: "group-words", lang: "en" }, ...told)] : []),
    fieldList(fields, presence, words))
  details.open = open
  return details
}

export function fieldList(fields, presence, words) {
  return element("dl", { class: "fields" }, ...fields.map((field) => fieldRow(field, presence[field.required], words)))
}

function fieldRow(field, presence, words) {
  const mark = presence
    ? [element("span", { class: "fields-presence", "data-required": field.required }, words.say(presence))] : []
  const told = field.description
    ? [element("dd", { class: "fields-words", lang: "en" }, ...withCode(field.description))] : []
  return element("div", {},
    element("dt", {}, element("code", {}, field.name), ...mark),
    element("dd", { class: "fields-facts" }, ...facts(field, words)),
    ...told)
}

function facts(field, words) {
  const texts = [typeInWords(field.type, words), rangeInWords(field, words), itemsInWords(field, words)]
  return [
    ...texts.filter(Boolean).map((text) => element("span", {}, text)),
    ...coded(field.initial ?? undefined, "api.default", words),
    ...coded(field.example, "api.example", words),
    ...coded(field.pattern, "api.pattern", words),
  ]
}

function coded(value, key, words) {
  if (value === undefined) return []
  const text = typeof value === "string" ? value : JSON.stringify(value)
  return [element("span", {}, words.say(key), " ", element("code", {}, text))]
}
