// What the answer cannot know, from what the contract says the model has learned.

import { element } from "../dom.js"

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
