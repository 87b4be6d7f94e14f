// A part of the page under its own heading, which an address can name.

import { element } from "../dom.js"

export function part(name, words, ...content) {
  return element("section", { class: "part", id: name, "aria-labelledby": `${name}-title` },
    element("h2", { id: `${name}-title` }, words.say(`about.${name}`)),
    ...content)
}
