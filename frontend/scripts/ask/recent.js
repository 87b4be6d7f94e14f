// Questions asked before, kept on this device alone and only until they are removed.

import { addressOf, isQuestion } from "../address.js"

const MEMORY = "pushback.recent"
const KEPT = 5

// The latest first.
export function recentQuestions() {
  try {
    const kept = JSON.parse(localStorage.getItem(MEMORY) ?? "[]")
    return Array.isArray(kept) ? kept.filter(isUsable) : []
  } catch {
    // Storage can be switched off, and what it holds can have been written by anyone.
    return []
  }
}

// What to begin with: who flew a route once may fly it again.
export function lastRoute() {
  const [last] = recentQuestions()
  return last ? { carrier: last.carrier, origin: last.origin, destination: last.destination } : {}
}

export function keepQuestion({ carrier, origin, destination, date, time, arrival }) {
  const values = { carrier, origin, destination, date, time, arrival }
  keep([values, ...without(values)].slice(0, KEPT))
}

export function forgetQuestion(values) {
  keep(without(values))
}

export function forgetQuestions() {
  keep([])
}

function isUsable(values) {
  return values && isQuestion(values) && Number.isFinite(Date.parse(`${values.date}T${values.time}Z`))
}

function without(values) {
  return recentQuestions().filter((other) => addressOf(other) !== addressOf(values))
}

function keep(questions) {
  try {
    if (questions.length > 0) localStorage.setItem(MEMORY, JSON.stringify(questions))
    else localStorage.removeItem(MEMORY)
  } catch {
    // Without storage there is nothing recent.
  }
}
