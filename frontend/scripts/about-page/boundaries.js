// Where the model stops: what it cannot know, and what it is known to get wrong.

import { element } from "../dom.js"
import { monthName } from "../month-names.js"
import { inPoints, signedPercent } from "./fine-numbers.js"
import { part } from "./part.js"

export function boundaries(model, words) {
  const { flights, weather, explained } = model.limits
  const told = {
    origins: { airports: words.list(model.origins.map(({ code }) => code)) },
    weather: { full: signedPercent(model.score("full").skill, words), none: signedPercent(model.score("none").skill, words) },
    season: { error: inPoints(model.score("full").metrics.ece, words) },
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
