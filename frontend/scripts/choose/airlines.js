// The airlines of a route at the same hour, as bars that are buttons, the least likely to be late first.

import { element } from "../dom.js"

export function airlineBars(options, contract, words) {
  const most = Math.max(...options.map(({ late }) => late))
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return element("ul", { class: "airlines" }, ...sorted.map((option) => bar(option, most, contract, words)))
}

export function airlineRows(options, contract, words) {
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return sorted.map(({ flight, late }) => [contract.airlineName(flight.carrier), shareOf(late, words)])
}

function bar({ flight: { carrier }, late, current }, most, contract, words) {
  const fill = element("span", { class: "meter-fill", "data-value": late })
  fill.style.setProperty("inline-size", `${(late / most) * 100}%`)
  const button = element("button", { type: "button", class: "airline", "data-carrier": carrier },
    element("span", { class: "meter-name" }, contract.airlineName(carrier)), " ",
    element("b", { class: "meter-share" }, shareOf(late, words)),
    element("span", { class: "meter-track" }, fill))
  if (current) button.setAttribute("aria-current", "true")
  return element("li", {}, button)
}

function shareOf(late, words) {
  return words.share(Math.round(late * 100), late)
}
