// What the chance to make a connection rests on: for each of the flights what its answer could not know.

import { element } from "../dom.js"
import { noteItems } from "../facts.js"
import { notesOf } from "../forecast/weather-notes.js"

// `legs` are { name, flight, prediction }.
export function caveats(legs, words) {
  return element("div", { class: "fact fact-notes", id: "connect-notes" },
    element("h3", { class: "board-title" }, words.say("connect.rests")),
    ...legs.flatMap((leg) => caveatsOf(leg, words)))
}

// Whether a figure rests on an airline, an airport or a route that nothing is known of.
export function isUnsure(legs) {
  return legs.some(({ prediction }) => prediction.notes.some(({ code }) => code.startsWith("unseen_")))
}

// The first flight of which neither the airline nor one of its airports is known to exist.
export function unheardOf(legs, contract) {
  return legs.find(({ flight, prediction }) => {
    const isUnknown = [flight.origin, flight.destination].some((airport) => !contract.place(airport))
    return isUnknown && prediction.notes.some(({ code }) => code === "unseen_carrier")
  })
}

function caveatsOf({ name, flight, prediction }, words) {
  const { known } = prediction.weather
  const weather = known === "full" || known === "forecast"
    ? [element("li", { "data-code": "weather" }, words.say("connect.weather", { airport: flight.origin }))]
    : []
  return [
    element("p", {}, words.say(`connect.leg_${name}`, flight)),
    element("ul", { "data-leg": name }, ...noteItems(notesOf(prediction), words), ...weather),
  ]
}
