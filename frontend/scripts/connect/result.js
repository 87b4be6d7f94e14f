// The chance to make the connection, how it comes about, and what a later flight would bring.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { frequency } from "../frequency.js"
import { numbers } from "../numbers.js"

const LATER = [0, 30, 60, 120, 180]

// `chance` tells the chance if the next flight left so many minutes later.
export function connectionResult({ arrival, estimated, gap, slack, chance }, words) {
  const key = estimated ? "connect.arrival_usual" : "connect.arrival_ticket"
  const landing = element("p", {}, words.say(key, { time: words.time(arrival), day: words.shortDay(arrival) }))
  if (slack < 0) return [landing, element("p", { class: "connect-short" }, shortfall(gap, slack, words))]
  const room = element("p", {}, words.say("connect.room", { gap: words.duration(gap), slack: words.duration(slack) }))
  return [verdict(chance(0), words), landing, room, laterFigure(chance, words)]
}

function shortfall(gap, slack, words) {
  if (gap < 0) return words.say("connect.gone")
  return words.say("connect.short", { gap: words.duration(gap), missing: words.duration(-slack) })
}

function verdict(probability, words) {
  const { bound, count, of } = frequency(probability)
  const tiles = flaps(shareOf(probability, words), "flaps-large")
  tiles.id = "connect-chance"
  tiles.dataset.value = probability
  return element("div", { class: "connect-verdict" }, tiles,
    element("p", { class: "connect-sentence" }, words.say(`connect.${bound}`, { count, of })))
}

function laterFigure(chance, words) {
  const rows = LATER.map((minutes) => ({ minutes, share: chance(minutes) }))
  return element("figure", { class: "later" },
    element("figcaption", { class: "board-title" }, words.say("connect.later")),
    element("ul", { class: "later-bars", "aria-hidden": "true" }, ...rows.map((row) => bar(row, words))),
    numbers([words.say("connect.leaves"), words.say("connect.chance")], rows.map(({ minutes, share }) => ({
      cells: [laterName(minutes, words), shareOf(share, words)],
      attributes: { "data-later": minutes, "data-value": share },
    })), words))
}

function bar({ minutes, share }, words) {
  const fill = element("span", { class: "meter-fill" })
  fill.style.setProperty("inline-size", `${share * 100}%`)
  return element("li", {},
    element("span", {}, laterName(minutes, words)), " ", element("b", {}, shareOf(share, words)),
    element("span", { class: "meter-track" }, fill))
}

function laterName(minutes, words) {
  return words.say(minutes === 0 ? "connect.as_planned" : "connect.later_by", { duration: words.duration(minutes) })
}

function shareOf(probability, words) {
  return words.share(Math.round(probability * 100), probability)
}
