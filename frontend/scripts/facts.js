// What stands beside the bars: the delay to allow for, what is usual, and the notes.

import { element } from "./dom.js"
import { yearStretches } from "./month-names.js"

const QUANTILES = ["p50", "p80", "p95"]
// Two points are within what so few flights can tell apart; under thirty flights tell little at all.
const SAME_POINTS = 2
const FEW_FLIGHTS = 30

export function delays(quantiles, words) {
  const rows = QUANTILES.map((name) =>
    element("div", { "data-quantile": name },
      element("dt", {}, words.say(`delay.${name}`)),
      element("dd", {}, delayInWords(name, quantiles[name], words))))
  return factOf(words.say("delay.title"), element("dl", { class: "delays", id: "delays" }, ...rows))
}

// How much room to leave, as one sentence.
export function room({ p80 }, words) {
  if (p80 === null) return words.say("room.never")
  return p80 <= 0 ? words.say("room.none") : words.say("room.within", { duration: words.duration(p80) })
}

export function usual(prediction, flight, contract, words) {
  const text = (prediction.usual ? history : noHistory)(prediction, flight, contract, words)
  return factOf(words.say("usual.title"), element("p", { id: "usual" }, text))
}

export function notes(list, words) {
  const fact = factOf(words.say("notes.title"), element("ul", { id: "notes" }, ...noteItems(list, words)))
  fact.classList.add("fact-notes")
  return fact
}

export function noteItems(list, words) {
  return list.map(({ code, message }) => {
    const key = `note.${code}`
    if (words.has(key)) return element("li", { "data-code": code }, words.say(key))
    // A note newer than this page comes in the service's own English.
    return element("li", { "data-code": code, lang: "en" }, message)
  })
}

function factOf(title, body) {
  return element("div", { class: "fact" }, element("h3", { class: "board-title" }, title), body)
}

// No number means that the flight in question is among those that never arrive.
function delayInWords(name, minutes, words) {
  if (minutes === null) return words.say(`delay.never.${name}`)
  if (minutes <= 0) return words.say("delay.none")
  return words.say("delay.within", { duration: words.duration(minutes) })
}

function history({ late, usual: past }, flight, contract, words) {
  const percent = Math.round(past.late * 100)
  const sentence = words.say("usual.history", {
    ...names(flight, contract),
    count: past.flights,
    flights: words.number(past.flights),
    percent: words.share(past.late),
  })
  const difference = Math.round(late * 100) - percent
  const years = past.years?.length > 0 ? ` ${words.say("usual.years", { years: yearStretches(past.years, words) })}` : ""
  return `${sentence}${years} ${past.flights < FEW_FLIGHTS ? words.say("usual.few") : comparison(difference, words)}`
}

function comparison(difference, words) {
  if (Math.abs(difference) <= SAME_POINTS) return words.say("usual.same")
  const count = Math.abs(difference)
  return words.say(difference > 0 ? "usual.more" : "usual.less", { count, points: words.number(count) })
}

function noHistory(prediction, flight, contract, words) {
  return words.say("usual.none", names(flight, contract))
}

function names({ carrier, origin, destination }, contract) {
  return { airline: contract.airlineName(carrier), origin, destination }
}
