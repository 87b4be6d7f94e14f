// What the model has seen, where it stops, and where its data come from.

import { element } from "../dom.js"
import { monthName, stretches, yearStretches } from "../month-names.js"
import { inPoints, signedPercent } from "./figures.js"

// A part of the page under its own heading, which an address can name.

function part(name, words, ...content) {
  return element("section", { class: "part", id: name, "aria-labelledby": `${name}-title` },
    element("h2", { id: `${name}-title` }, words.say(`about.${name}`)),
    ...content)
}

export function knowledge(model, words) {
  const { train, judged, test, record } = model.data
  const { airlines, airports, routes } = model.counts
  const rows = {
    flights: words.number(train.flights),
    months: stretches(train.months, words),
    judged: words.say("about.judged", {
      train: stretches(judged.months, words), test: stretches(test.months, words),
    }),
    record: `${words.number(record.flights)} (${yearStretches(record.years, words)})`,
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

// Where the model stops: what it cannot know, and what it is known to get wrong.

export function boundaries(model, words) {
  const { flights, weather, explained } = model.limits
  const told = {
    origins: { airports: words.list(model.origins.map(({ code }) => code)) },
    weather: { full: signedPercent(model.score("full").skill, words), none: signedPercent(model.score("none").skill, words) },
    season: { full: inPoints(model.score("full").metrics.ece, words), none: inPoints(model.score("none").metrics.ece, words) },
    age: { month: monthName(model.data.train.months.at(-1), words) },
    aircraft: {},
    request: { flights: words.number(flights), weather: words.number(weather), explained: words.number(explained) },
  }
  return part("boundaries", words,
    element("ul", { class: "limits-list" }, ...Object.entries(told).map(([name, figures]) =>
      element("li", { "data-limit": name },
        element("strong", {}, words.say(`about.limit.${name}.title`)), " ",
        words.say(`about.limit.${name}`, figures)))))
}

// The data, whose it is, and what the model was built with.

export function sources(model, words) {
  return part("sources", words,
    element("ul", { class: "sources-list" }, ...model.data.sources.map((source) => sourceItem(source, words))),
    element("p", {}, words.say("about.licence.code")))
}

export function build(model, words) {
  const { name, parameters, bytes, sha256 } = model.card
  const parts = model.libraries.map(([library, version]) => `${library} ${version}`)
  return part("build", words,
    element("dl", { class: "facts-list" },
      fact("version", model.version, words),
      fact("model", name, words),
      fact("parameters", Object.entries(parameters).map(([key, value]) => `${key} ${value}`).join(", "), words),
      fact("bytes", words.number(bytes), words),
      fact("sha256", sha256, words),
      fact("fingerprint", model.data.fingerprint, words),
      fact("libraries", parts.join(", "), words)))
}

// A source newer than this page goes by its own name.
function sourceItem({ name, version, flights, sha256 }, words) {
  const key = `about.source.${name}`
  return element("li", { "data-source": name },
    element("h3", {}, words.has(key) ? words.say(key) : name),
    ...(words.has(`${key}.licence`) ? [element("p", {}, words.say(`${key}.licence`))] : []),
    element("p", { class: "sources-facts" },
      words.say("about.source.facts", { package: version, flights: words.number(flights) }), " ",
      element("code", {}, sha256.slice(0, 12))))
}

function fact(name, text, words) {
  return element("div", {},
    element("dt", {}, words.say(`about.build.${name}`)),
    element("dd", {}, element("code", {}, text)))
}
