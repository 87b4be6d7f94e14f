// Why the service refused, in words: from problem details, from what ends a query, or from the status.

import { element } from "../dom.js"
import { parsed } from "./json.js"

export function refusalOf({ status, text }, words) {
  if (status >= 500) return [refusal(element("p", {}, words.say("failure.server.text")))]
  if (status < 400) return []
  const { title, detail, errors = [], errorMessage } = parsed(text) ?? {}
  const said = [title, detail, errorMessage].filter(Boolean).map((line) => element("p", { lang: "en" }, line))
  if (said.length === 0) return [refusal(element("p", {}, words.say("failure.refused.title")))]
  const mistakes = errors.map(({ path, message }) =>
    element("li", {}, element("code", {}, path), " ", element("span", { lang: "en" }, message)))
  return [refusal(...said, ...(mistakes.length > 0 ? [element("ul", {}, ...mistakes)] : []))]
}

function refusal(...content) {
  return element("div", { class: "refusal" }, ...content)
}
