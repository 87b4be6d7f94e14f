// Fields with all that is known of them, a group at a time.

import { element } from "../dom.js"
import { prose, withCode } from "./parts.js"

// What a field may hold, in words: its type, its range and how many items it takes.

const SEVERAL = 2

function typeInWords(type, words, count = 1) {
  const text = plainType(type, words, count)
  return type.nullable ? words.say("api.type.nullable", { type: text }) : text
}

function rangeInWords({ minimum, maximum, unit = "" }, words) {
  if (minimum === undefined && maximum === undefined) return unit
  return words.say(`api.range.${boundOf(minimum, maximum)}`, { ...inWords({ minimum, maximum }, words), unit }).trim()
}

function itemsInWords({ minItems, maxItems }, words) {
  if (minItems === undefined && maxItems === undefined) return ""
  return words.say(`api.items.${boundOf(minItems, maxItems)}`, inWords({ minimum: minItems, maximum: maxItems }, words))
}

function plainType({ kind, name, of, values }, words, count) {
  if (kind === "named") return name
  if (kind === "choice") return values.map((value) => JSON.stringify(value)).join(" / ")
  if (kind === "either") return of.map((part) => typeInWords(part, words, count)).join(" / ")
  if (kind === "plain") return words.say(`api.type.${name}`, { count })
  return words.say(`api.type.${kind}`, { count, of: typeInWords(of[0], words, SEVERAL) })
}

function boundOf(minimum, maximum) {
  if (minimum === undefined) return "most"
  return maximum === undefined ? "least" : "between"
}

function inWords(limits, words) {
  const told = Object.entries(limits).filter(([, limit]) => limit !== undefined)
  return Object.fromEntries(told.map(([name, limit]) => [name, words.number(limit)]))
}

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
