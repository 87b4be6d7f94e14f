// Whether the times that a traveller typed can be right: an hour that the clocks leave out is refused, and an
// arrival that makes the flight oddly short or long is asked about once.

import { instantsOf } from "../zones.js"
import { arrivalMoment, minutesTaken } from "./arrival-day.js"

// An arrival this far from what is usual on the route is asked about: minutes, and the share of what is usual.
const FAR_OFF = { minutes: 90, share: 0.5 }

export class ArrivalCheck {
  #askedAbout

  // What is only unusual is asked about once: who sends it again means it.
  async problems(values, contract) {
    if (values.arrival) await contract.learn(values.origin, values.destination)
    const found = findClockProblems(values, contract)
    const meant = JSON.stringify(values)
    if (found[0]?.code === "unusual" && this.#askedAbout === meant) return []
    this.#askedAbout = meant
    return found
  }
}

// What clocks make impossible, and an arrival that would take much longer or shorter than the route usually does:
// more likely a wrong half of the day than a flight that lands on the next one.
function findClockProblems({ origin, destination, date, time, arrival }, contract) {
  const [from, to] = [origin, destination].map((airport) => contract.timeZone(airport))
  const departure = `${date}T${time}`
  if (isLeftOut(departure, from)) return [{ field: "time", code: "left_out", local: departure, airport: origin }]
  if (!arrival) return []
  const landing = arrivalMoment(departure, arrival, from, to)
  if (isLeftOut(landing, to)) return [{ field: "arrival", code: "left_out", local: landing, airport: destination }]
  const usual = contract.blockMinutes(origin, destination)
  if (!usual || !from || !to) return []
  const taken = minutesTaken(departure, landing, from, to)
  const isFarOff = Math.abs(taken - usual) > Math.max(FAR_OFF.minutes, usual * FAR_OFF.share)
  return isFarOff ? [{ field: "arrival", code: "unusual", taken, usual }] : []
}

function isLeftOut(local, zone) {
  return zone !== undefined && instantsOf(local, zone).length === 0
}
