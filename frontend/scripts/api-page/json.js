// JSON as people read it: parsed, laid out in lines, and its kinds of values told apart.

import { element } from "../dom.js"

export function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isJson(text) {
  return parsed(text) !== undefined
}

// JSON in the colours of the board: keys, texts and figures.

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

export function highlighted(text) {
  const nodes = []
  let done = 0
  for (const { 0: token, 1: string, 2: colon, index } of text.matchAll(TOKEN)) {
    const span = element("span", { class: `json-${kindOf(string, colon)}` }, string ?? token)
    nodes.push(text.slice(done, index), span, colon ?? "")
    done = index + token.length
  }
  return [...nodes, text.slice(done)]
}

function kindOf(string, colon) {
  if (!string) return "figure"
  return colon ? "key" : "text"
}

// Values laid out for reading: what fits on a line stands on one, the rest is indented.

const WIDTH = 76

const JSON_STYLE = { indent: "  ", scalar: (value) => JSON.stringify(value), after: "" }
export const PYTHON_STYLE = { indent: "    ", scalar: pythonScalar, after: "," }

export function layout(value, style = JSON_STYLE, margin = "") {
  if (isScalar(value)) return style.scalar(value)
  const [open, close] = Array.isArray(value) ? "[]" : "{}"
  const entries = Object.entries(value)
  if (entries.every(([, inner]) => isScalar(inner))) {
    const parts = entries.map((entry) => `${keyOf(entry, value)}${style.scalar(entry[1])}`)
    const line = `${open}${parts.join(", ")}${close}`
    if (margin.length + line.length <= WIDTH) return line
  }
  const deeper = margin + style.indent
  const lines = entries.map((entry) => `${deeper}${keyOf(entry, value)}${layout(entry[1], style, deeper)}`)
  return `${open}\n${lines.join(",\n")}${style.after}\n${margin}${close}`
}

function keyOf([key], parent) {
  return Array.isArray(parent) ? "" : `${JSON.stringify(key)}: `
}

function isScalar(value) {
  return value === null || typeof value !== "object"
}

function pythonScalar(value) {
  if (value === null) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  return JSON.stringify(value)
}
