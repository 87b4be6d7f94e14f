// The flight that the answer is about, as one line of a departures board.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"

export function flightLine(flight, contract, words) {
  const { carrier, origin, destination, departure } = flight
  const arrival = arrivalOf(flight, words)
  return element("dl", { class: "itinerary" },
    cell(words.say("itinerary.departure"), words.time(departure), words.date(departure)),
    cell(words.say("field.origin"), origin, contract.airportName(origin)),
    cell(words.say("field.destination"), destination, contract.airportName(destination), arrival),
    cell(words.say("field.carrier"), carrier, contract.airlineName(carrier)))
}

function cell(label, code, ...details) {
  const lines = details.filter(Boolean).map((text) => element("span", { class: "itinerary-detail" }, text))
  // The half of the day, where clocks have one, stands beside the flaps.
  const [main, ...half] = code.split(/\s/)
  const beside = half.map((text) => element("span", { class: "itinerary-half" }, ` ${text}`))
  return element("div", {}, element("dt", {}, label), element("dd", {}, flaps(main), ...beside, ...lines))
}

function arrivalOf({ departure, arrival }, words) {
  if (!arrival) return undefined
  const [leaves, lands] = [departure, arrival].map((local) => local.slice(0, 10))
  const day = lands === leaves ? "" : lands > leaves ? "_next_day" : "_day_before"
  return words.say(`itinerary.arrival${day}`, { time: words.time(arrival) })
}
