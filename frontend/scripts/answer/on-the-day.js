// Where to look on the day of the flight: what the board announces, the airspace, and the airline itself.

import { isAnnounced } from "../announced/announced-delay.js"
import { element } from "../dom.js"
import { sellersOf } from "../offered.js"
import { instantOf } from "../zones.js"

const DAY_MS = 86_400_000
const AIRSPACE = "https://nasstatus.faa.gov/"
const STATUS = {
  AA: "https://www.aa.com/travelInformation/flights/status",
  AS: "https://www.alaskaair.com/status",
  B6: "https://www.jetblue.com/flight-tracker-and-status",
  DL: "https://www.delta.com/flightstatus/search",
  G4: "https://www.allegiantair.com/flight-status",
  UA: "https://www.united.com/en/us/flightstatus",
  WN: "https://www.southwest.com/air/flight-status/",
}
// Of airlines whose address for a flight's status is not certain, but that of their site is.
const SITE = {
  F9: "https://www.flyfrontier.com/",
  HA: "https://www.hawaiianairlines.com/",
  NK: "https://www.spirit.com/",
}

// Within a day of its scheduled departure: one that is late may not have left yet.
export function isOnTheDay({ origin, departure }, contract) {
  return Math.abs(instantOf(departure, contract.timeZone(origin) ?? "UTC") - Date.now()) <= DAY_MS
}

export function onTheDay(flight, contract, words) {
  if (!isOnTheDay(flight, contract)) return []
  const { origin } = flight
  return [element("div", { class: "fact", id: "on-the-day" },
    element("h3", { class: "board-title" }, words.say("day.title")),
    element("ul", { class: "links" },
      ...(isAnnounced(flight) ? [] : [item({ href: "#departure_delay_min" }, words.say("day.announced"))]),
      item({ href: AIRSPACE, rel: "noopener" }, words.say("day.airspace", { origin })),
      ...atTheAirline(flight, contract, words)))]
}

// No link where several airlines sell the flight: which of them sold it is not known.
function atTheAirline({ carrier }, contract, words) {
  const sellers = sellersOf(carrier).filter((code) => code in STATUS || code in SITE)
  const airline = sellers.length === 1 ? contract.airlineName(sellers[0]) : undefined
  if (!airline) return []
  const [code] = sellers
  const text = words.say(code in STATUS ? "day.airline" : "day.site", { airline })
  return [item({ href: STATUS[code] ?? SITE[code], rel: "noopener" }, text)]
}

function item(attributes, text) {
  return element("li", {}, element("a", attributes, text))
}
