// The airlines of a route at the same hour, as bars that are buttons, the least likely to be late first.
// A full bar would be certainty, as in every other chart of chances on the page.

import { element } from "../dom.js"

export function airlineBars(options, contract, words) {
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return element("ul", { class: "airlines" }, ...sorted.map((option) => bar(option, contract, words)))
}

export function airlineRows(options, contract, words) {
  const sorted = [...options].sort((one, other) => one.late - other.late)
  return sorted.map(({ flight, late }) => [contract.airlineName(flight.carrier), words.share(late)])
}

function bar({ flight: { carrier }, late, current }, contract, words) {
  const fill = element("span", { class: "meter-fill", "data-value": late })
  fill.style.setProperty("inline-size", `${late * 100}%`)
  const button = element("button", { type: "button", class: "airline", "data-carrier": carrier },
    element("span", { class: "meter-name" }, contract.airlineName(carrier)), " ",
    element("b", { class: "meter-share" }, words.share(late)),
    element("span", { class: "meter-track" }, fill))
  if (current) button.setAttribute("aria-current", "true")
  return element("li", {}, button)
}
