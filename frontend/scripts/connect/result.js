// The chance to make the connection, how it comes about, and what a later flight would bring.

import { isAnnounced, lateness } from "../announced/announced-delay.js"
import { frequency } from "../chances.js"
import { element } from "../dom.js"
import { noteItems } from "../facts.js"
import { flaps } from "../flaps.js"
import { partName, partOf } from "../forecast/parts.js"
import { isOfUnknownAirports, isUnknown, unseenIn } from "../notes.js"
import { numbers } from "../numbers.js"
import { shifted } from "../zones.js"

// What the chance to make a connection rests on: for each of the flights what its answer could not know.

// Told here in other words: what the weather can raise is not this chance.
const WEATHER_NOTES = ["no_weather", "partial_weather"]

// `legs` are { name, flight, prediction }.
function caveats(legs, words) {
  return element("div", { class: "fact fact-notes", id: "connect-notes" },
    element("h3", { class: "board-title" }, words.say("connect.rests")),
    ...legs.flatMap((leg) => caveatsOf(leg, words)))
}

// Whether a figure rests on an airline, an airport or a route that nothing is known of.
function isUnsure(legs) {
  return legs.some(({ prediction }) => unseenIn(prediction).length > 0)
}

// The first flight of which too little is known for any figure, in words; undefined if there is none.
function unheardOf(legs, words) {
  const found = legs.find(({ prediction }) => isUnknown(unseenIn(prediction)))
  if (!found) return undefined
  const key = isOfUnknownAirports(unseenIn(found.prediction)) ? "connect.unheard_airports" : "connect.unheard_of"
  return words.say(key, found.flight)
}

function caveatsOf({ name, flight, prediction }, words) {
  const part = partOf(prediction)
  const weather = words.say(`connect.weather_${part}`, { airport: flight.origin })
  const notes = prediction.notes.filter(({ code }) => !WEATHER_NOTES.includes(code))
  return [
    element("h4", { class: "connect-leg" }, words.say(`connect.leg_${name}`, flight)),
    element("ul", { "data-leg": name },
      ...noteItems(notes, words), element("li", { "data-weather": part }, weather)),
  ]
}

// `plan` is { prediction, flight, landing, leaving, gap, shift, slack, delay }, and of the next flight { next, failed,
// unreadable }; its `rows` are { later, share, answer }: the chances if the next flight left so much later,
// with what was answered of it, the first as planned.
export function connectionResult(plan, contract, words) {
  const { gap, slack, rows, flight, prediction, next } = plan
  const [{ answer }] = rows
  const first = { name: "first", flight, prediction }
  const legs = answer ? [first, { name: "next", flight: next, prediction: answer }] : [first]
  const unheard = unheardOf(legs, words)
  if (unheard) return [shortLine(unheard)]
  const times = [landing(plan, words), ...announced(plan, words), ...clocks(plan, words)]
  if (gap < 0) return [...times, shortLine(words.say("connect.gone"))]
  const rest = [...times, room(plan, answer, words), nextLine(plan, answer, contract, words)]
  if (slack < 0 && !answer) return rest
  return [verdict(rows[0].share, isUnsure(legs), words), ...rest, caveats(legs, words), laterFigure(rows, words)]
}

function shortLine(text) {
  return element("p", { class: "connect-short" }, text)
}

function landing({ landing: { local, estimated } }, words) {
  const key = estimated ? "connect.arrival_usual" : "connect.arrival_ticket"
  return element("p", {}, words.say(key, { time: words.time(local), day: words.shortDay(local) }))
}

// The first flight lands late by what its own answer tells; the ticket's time stands above.
function announced({ flight }, words) {
  if (!isAnnounced(flight)) return []
  return [element("p", { id: "connect-announced" },
    words.say("connect.first_announced", { lateness: lateness(flight.departure_delay_min, words) }))]
}

// What a night on which the clocks change does to the time between the flights.
function clocks({ landing: first, leaving, shift, flight: { destination: airport } }, words) {
  const twice = [first, leaving].filter(({ place }) => place !== undefined)
  const lines = twice.map(({ local, place }) =>
    words.say(place === 0 ? "connect.twice_first" : "connect.twice_second", { time: words.time(local), airport }))
  const duration = words.duration(Math.abs(shift))
  if (shift !== 0) lines.push(words.say(shift < 0 ? "connect.clocks_forward" : "connect.clocks_back", { airport, duration }))
  return lines.map((line) => element("p", { class: "connect-clocks" }, line))
}

function room({ gap, slack }, answer, words) {
  const own = answer ? "_own" : ""
  if (slack >= 0) return element("p", {}, words.say(`connect.room${own}`, { gap: words.duration(gap), slack: words.duration(slack) }))
  const text = words.say(`connect.short${own}`, { gap: words.duration(gap), missing: words.duration(-slack) })
  return answer ? element("p", {}, text) : shortLine(text)
}

// What the next flight is taken to do.
function nextLine({ flight: { destination: airport }, leaving, delay, next, failed, unreadable }, answer, contract, words) {
  if (delay !== undefined) {
    const told = { time: words.time(shifted(leaving.local, delay)), lateness: lateness(delay, words) }
    return element("p", { id: "connect-next" }, words.say("connect.next_announced", told))
  }
  const key = answer ? "own" : failed ? "failed" : unreadable ? "unreadable" : "on_time"
  const named = next && { airline: contract.airlineName(next.carrier), destination: next.destination }
  return element("p", { id: "connect-next" }, words.say(`connect.next_${key}`, { airport, ...named }))
}

function verdict(probability, unsure, words) {
  const { bound, count, of } = frequency(probability)
  const tiles = flaps(words.share(probability), "flaps-large")
  tiles.id = "connect-chance"
  tiles.dataset.value = probability
  if (unsure) tiles.dataset.unsure = ""
  return element("div", { class: "connect-verdict" }, tiles,
    element("div", {},
      element("p", { class: "connect-sentence" }, words.say(`connect.${bound}`, { count, of })),
      ...(unsure ? [element("p", { class: "connect-unsure" }, words.say("connect.unsure"))] : [])))
}

function laterFigure(rows, words) {
  const named = rows.map((row) => ({ ...row, name: laterName(row, isMixed(rows), words) }))
  return element("figure", { class: "later" },
    element("figcaption", {}, element("h3", { class: "board-title" }, words.say("connect.later"))),
    element("ul", { class: "later-bars", "aria-hidden": "true" }, ...named.map((row) => bar(row, words))),
    numbers(words.say("connect.later"), [words.say("connect.leaves"), words.say("connect.chance")], named.map(({ name, later, share }) => ({
      cells: [name, words.share(share)],
      attributes: { "data-later": later, "data-value": share },
    })), words))
}

// A later departure can lie beyond the forecast that counts for the planned one.
function isMixed(rows) {
  return new Set(rows.map(({ answer }) => answer && partOf(answer))).size > 1
}

function bar({ name, share }, words) {
  const fill = element("span", { class: "meter-fill" })
  fill.style.setProperty("inline-size", `${share * 100}%`)
  return element("li", {},
    element("span", {}, name), " ", element("b", {}, words.share(share)),
    element("span", { class: "meter-track" }, fill))
}

function laterName({ later, answer }, mixed, words) {
  const name = words.say(later === 0 ? "connect.as_planned" : "connect.later_by", { duration: words.duration(later) })
  return mixed ? words.say("connect.later_part", { later: name, part: partName(partOf(answer), words) }) : name
}
