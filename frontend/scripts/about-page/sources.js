// The data, whose it is, and what the model was built with.

import { element } from "../dom.js"
import { part } from "./part.js"

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
