// A figure: its title, what to see in it, the drawing, and the numbers behind it.

import { element } from "../dom.js"
import { numbers } from "../numbers.js"

// `heads` are keys of the columns; `lines` are [name, ...numbers], all in words already.
export function figureOf({ id, title, reading, picture, heads, lines }, words) {
  return element("figure", { class: "board plot", id },
    element("figcaption", { class: "plot-caption" },
      element("span", { class: "board-title" }, words.say(title)),
      element("span", { class: "plot-reading" }, words.say(reading))),
    ...picture,
    numbers(words.say(title), heads.map((key) => words.say(key)), lines.map((cells) => ({ cells })), words))
}
