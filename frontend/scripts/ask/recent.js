// Questions asked before, kept on this device alone and only until they are removed.

import { addressOf, isQuestion } from "../address.js"
import { element } from "../dom.js"

const MEMORY = "pushback.recent"
const KEPT = 5

// The latest first.
function recentQuestions() {
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

function forgetQuestion(values) {
  keep(without(values))
}

function forgetQuestions() {
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

// The questions asked before: each a link to its answer, with a button that removes it.

export class RecentList {
  #section
  #list
  #onChoice
  #words

  constructor(section, onChoice) {
    this.#section = section
    this.#list = section.querySelector("ul")
    this.#onChoice = onChoice
    section.querySelector("#recent-clear").addEventListener("click", () => {
      forgetQuestions()
      this.draw(this.#words)
    })
  }

  draw(words) {
    this.#words = words
    const questions = recentQuestions()
    this.#list.replaceChildren(...questions.map((values, place) => this.#item(values, place)))
    this.#section.hidden = questions.length === 0
  }

  #item(values, place) {
    const name = this.#name(values)
    const link = element("a", { href: addressOf(values) },
      element("b", {}, `${values.origin} – ${values.destination}`), " ", element("span", {}, name.detail))
    link.addEventListener("click", (event) => {
      // A click that wants a new tab or window is the browser's.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      this.#onChoice(values)
    })
    const button = element("button", { type: "button", "aria-label": this.#words.say("recent.remove", name) }, "×")
    button.addEventListener("click", () => this.#remove(values, place))
    return element("li", {}, link, button)
  }

  #name({ carrier, origin, destination, date, time }) {
    const departure = `${date}T${time}`
    const detail = this.#words.say("recent.detail", {
      carrier, day: this.#words.shortDay(departure), time: this.#words.time(departure),
    })
    return { origin, destination, detail }
  }

  // The focus goes to what took the place of the removed one.
  #remove(values, place) {
    forgetQuestion(values)
    this.draw(this.#words)
    const buttons = this.#list.querySelectorAll("button")
    buttons[Math.min(place, buttons.length - 1)]?.focus()
  }
}
