// What the model has seen, and what it looks at.

import { element } from "../dom.js"
import { stretches } from "../month-names.js"
import { part } from "./part.js"

export function knowledge(model, words) {
  const { train, judged, test, record } = model.data
  const { airlines, airports, routes } = model.counts
  const rows = {
    flights: words.number(train.flights),
    months: stretches(train.months, words),
    judged: words.say("about.judged", {
      train: stretches(judged.months, words), test: stretches(test.months, words),
    }),
    record: `${words.number(record.flights)} (${words.list(record.years.map(String))})`,
    origins: words.list(model.origins.map(({ code, name }) => `${name} (${code})`)),
    routes: words.number(routes),
    airports: words.number(airports),
    airlines: words.number(airlines),
    inputs: inputs(model, words),
  }
  return part("knowledge", words,
    element("dl", { class: "facts-list" }, ...Object.entries(rows).map(([name, text]) =>
      element("div", { "data-fact": name },
        element("dt", {}, words.say(`about.knows.${name}`)),
        element("dd", {}, text)))))
}

// A group newer than this page goes by the service's own name.
function inputs({ inputs: groups }, words) {
  return words.list(groups.map(([group, count]) => {
    const key = `about.group.${group}`
    return `${words.has(key) ? words.say(key) : group} (${words.number(count)})`
  }))
}
