// What an answer has not seen, and how chances of its season have run.

import { isAnnounced } from "../announced/announced-delay.js"
import { mean, ran } from "../chances.js"
import { element } from "../dom.js"
import { monthOf, stretches } from "../month-names.js"

export function limits(contract, words) {
  const { months, origins } = contract.learned
  const years = [...new Set(months.map((month) => month.slice(0, 4)))].sort()
  const learned = words.say("limits.learned", { years: words.list(years), airports: words.list(origins) })
  return element("div", { class: "fact", id: "limits" },
    element("h3", { class: "board-title" }, words.say("limits.title")),
    element("p", {}, learned),
    element("p", {}, words.say("limits.unknown")),
    element("p", {}, element("a", { href: "about.html" }, words.say("limits.link"))))
}

// How chances for the month of the flight have run where that could be checked: expected beside what came.
// That was at the airports where weather was learned: of flights from elsewhere these figures say nothing.

// What was expected, by how much of the weather an answer knows.
const EXPECTED = {
  full: "late_predicted",
  forecast: "late_predicted_forecast",
  partial: "late_predicted_forecast",
  none: "late_predicted_none",
}

// None from elsewhere, none of a flight whose delay is announced, and none for a service that does not tell what it was tried on, or in which state of the weather.
export function season({ weather }, flight, contract, words) {
  const { origin, departure } = flight
  const { origins } = contract.learned
  if (!origins.includes(origin) || isAnnounced(flight)) return []
  const told = contract.triedMonths.filter((metrics) => EXPECTED[weather?.known] in metrics)
  if (told.length === 0) return []
  const tried = told.filter(({ month }) => month.slice(5) === departure.slice(5, 7))
  const text = tried.length > 0
    ? checked(tried, EXPECTED[weather.known], origins, departure, words)
    : words.say("season.unchecked", { month: monthOf(departure, words) })
  return [element("p", { class: "season", id: "season" }, text)]
}

function checked(months, name, origins, departure, words) {
  const [expected, came] = [name, "late_observed"].map((share) => mean(months, share))
  return words.say(`season.${ran(expected, came)}`, {
    airports: words.list(origins),
    months: stretches(months.map(({ month }) => month), words),
    how: name === EXPECTED.none ? "" : words.say("season.observed"),
    month: monthOf(departure, words),
    expected: words.share(expected),
    came: words.share(came),
  })
}
