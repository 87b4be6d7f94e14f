// The verdict on a flight that the model does not know: outlined, as a range, with the reason beside it.

import { flock } from "../answer/flock.js"
import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { hasUnknownAirport, isOfUnknownAirports } from "../notes.js"

// The chance of an answer as one short text: a range, or marked as unsure, where it is in doubt.

export function figureOf({ prediction, doubt }, words) {
  if (doubt?.kind === "range") return rangeIn(doubt, words)
  const percent = words.share(prediction.late)
  return doubt ? words.say("doubt.unsure", { percent }) : percent
}

// A flight of which nothing is known is answered without one.
export function hasFigure({ prediction, doubt }) {
  return Boolean(prediction) && doubt?.kind !== "unknown"
}

// "18–33%"; a single figure where both ends come to the same.
function rangeIn({ from, to }, words) {
  const [low, high] = [words.share(from), words.share(to)]
  if (low === high) return high
  const whole = Math.round(from * 100)
  const bare = words.number(Math.max(whole, 1))
  return words.say("doubt.between", { from: whole === 0 ? words.say("percent.under", { percent: bare }) : bare, to: high })
}

export function doubtfulVerdict({ prediction, flight, doubt }, contract, words) {
  const named = { ...flight, airline: contract.airlineName(flight.carrier) }
  return element("div", { class: "verdict verdict-doubtful", "data-doubt": doubt.kind },
    ...(doubt.kind === "unknown" ? [] : [chance(prediction, doubt, words)]),
    element("div", { class: "verdict-words" },
      element("h2", { class: "verdict-sentence", id: "sentence", tabindex: "-1" }, sentence(prediction, doubt, named, words)),
      reasons(doubt, named, words),
      ...picture(prediction, doubt)))
}

function chance({ late }, { from, to, ...doubt }, words) {
  const text = doubt.kind === "range" ? rangeIn({ from, to }, words) : words.share(late)
  const tiles = flaps(text, `flaps-outlined flaps-${[...text].length > 4 ? "range" : "huge"}`)
  tiles.id = "chance"
  Object.assign(tiles.dataset, { value: late, ...(doubt.kind === "range" && { from, to, basis: doubt.basis }) })
  return element("p", { class: "verdict-chance" },
    element("span", { class: "board-title" }, words.say("doubt.label")), " ", tiles)
}

// Each says how the figure came about, and no more than that.
function sentence({ late }, { codes, kind, from, to, basis, count, origins }, named, words) {
  if (kind === "unknown") return words.say(isOfUnknownAirports(codes) ? "doubt.unknown_airports" : "doubt.unknown")
  if (kind !== "range") return words.say("doubt.alone", { percent: words.share(late) })
  const ends = { from: words.share(from), to: words.share(to) }
  const told = { ...ends, basis: words.say(`doubt.basis.${basis}`, { ...named, count, origins: words.list(origins) }) }
  return words.say(ends.from === ends.to ? "doubt.same" : "doubt.range", told)
}

function reasons({ codes, kind }, named, words) {
  const items = codes.map((code) => element("li", { "data-code": code }, words.say(`doubt.${code}`, named)))
  return element("div", { class: "doubt", id: "doubt" },
    element("ul", {}, ...items),
    element("p", {}, words.say(`doubt.then.${kind}`, named)),
    ...(hasUnknownAirport(codes) ? [element("p", { id: "abroad" }, abroad(codes, kind, named, words))] : []))
}

// An airport that is not known may be one of another country, of which nothing was ever counted.
function abroad(codes, kind, { origin, destination }, words) {
  if (kind === "unknown") return words.say("doubt.abroad_unknown")
  return words.say("doubt.abroad", { airport: codes.includes("unseen_origin") ? origin : destination })
}

// As many planes as the low end are lit, and those up to the high end outlined; of a figure alone, all are.
function picture({ late }, { kind, from = late, to = late }) {
  if (kind === "unknown") return []
  const of = from < 0.095 || to > 0.905 ? 100 : 20
  return [flock({ count: kind === "range" ? Math.round(from * of) : 0, most: Math.round(to * of), of })]
}
