// A flight's chance of being late as a strip, parted by how late: the longer and redder, the worse.

import { element } from "../dom.js"

const LATE = ["late_15", "late_30", "late_60", "late_120", "cancelled"]

// The number that stands beside it says the same, so the strip is not read out. It is one element
// with a background, for a thousand drawings would hold up the page.
export function lateStrip(outcomes) {
  const strip = element("span", { class: "strip", "aria-hidden": "true" })
  let end = 0
  for (const name of LATE) {
    end += outcomes[name] * 100
    strip.style.setProperty(`--to-${name}`, `${end}%`)
  }
  return strip
}

export function legend(words) {
  return element("ul", { class: "legend" }, ...LATE.map((name) =>
    element("li", { "data-outcome": name }, words.say(`outcome.${name}`))))
}
