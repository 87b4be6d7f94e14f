// Where to look on the day of the flight: what the board announces, the airspace, and the airline itself.

import { isAnnounced } from "../announced/announced-delay.js"
import { element } from "../dom.js"
import { sellersOf } from "../offered.js"
import { instantOf } from "../zones.js"

const DAY_MS = 86_400_000
const AIRSPACE = "https://nasstatus.faa.gov/"
// Of airlines whose address is certain; the others have no link.
const STATUS = {
  AA: "https://www.aa.com/travelInformation/flights/status",
  AS: "https://www.alaskaair.com/status",
  DL: "https://www.delta.com/flightstatus/search",
  G4: "https://www.allegiantair.com/flight-status",
  UA: "https://www.united.com/en/us/flightstatus",
  WN: "https://www.southwest.com/air/flight-status/",
}

// Within a day of its scheduled departure: one that is late may not have left yet.
export function isOnTheDay({ origin, departure }, contract) {
  return Math.abs(instantOf(departure, contract.timeZone(origin) ?? "UTC") - Date.now()) <= DAY_MS
}

export function onTheDay(flight, contract, words) {
  if (!isOnTheDay(flight, contract)) return []
  const { origin } = flight
  const sellers = sellersOf(flight.carrier).filter((code) => code in STATUS)
  const airline = sellers.length === 1 ? contract.airlineName(sellers[0]) : undefined
  return [element("div", { class: "fact", id: "on-the-day" },
    element("h3", { class: "board-title" }, words.say("day.title")),
    element("ul", { class: "links" },
      ...(isAnnounced(flight) ? [] : [item({ href: "#departure_delay_min" }, words.say("day.announced"))]),
      item({ href: AIRSPACE, rel: "noopener" }, words.say("day.airspace", { origin })),
      ...(airline ? [item({ href: STATUS[sellers[0]], rel: "noopener" }, words.say("day.airline", { airline }))] : [])))]
}

function item(attributes, text) {
  return element("li", {}, element("a", attributes, text))
}
