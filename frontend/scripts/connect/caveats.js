// What the chance to make a connection rests on: for each of the flights what its answer could not know.

import { unseenIn } from "../doubt/unseen.js"
import { element } from "../dom.js"
import { noteItems } from "../facts.js"
import { partOf } from "../forecast/parts.js"

// Told here in other words: what the weather can raise is not this chance.
const WEATHER_NOTES = ["no_weather", "partial_weather"]

// `legs` are { name, flight, prediction }.
export function caveats(legs, words) {
  return element("div", { class: "fact fact-notes", id: "connect-notes" },
    element("h3", { class: "board-title" }, words.say("connect.rests")),
    ...legs.flatMap((leg) => caveatsOf(leg, words)))
}

// Whether a figure rests on an airline, an airport or a route that nothing is known of.
export function isUnsure(legs) {
  return legs.some(({ prediction }) => unseenIn(prediction).length > 0)
}

// The first flight of which neither the airline nor one of its airports is known to exist.
export function unheardOf(legs, contract) {
  return legs.find(({ flight, prediction }) => {
    const isUnknown = [flight.origin, flight.destination].some((airport) => !contract.place(airport))
    return isUnknown && prediction.notes.some(({ code }) => code === "unseen_carrier")
  })
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
