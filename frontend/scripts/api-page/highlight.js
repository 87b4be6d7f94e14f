// JSON in the colours of the board: keys, texts and figures.

import { element } from "../dom.js"

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
