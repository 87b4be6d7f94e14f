// The numbers behind a chart as a table, folded away: for those who do not see it, or want it exact.

import { element } from "./dom.js"

// `title` is that of the chart; `head` names the columns; `rows` are { cells, attributes }, the first cell being the row's name.
export function numbers(title, head, rows, words, attributes = {}) {
  const names = head.map((name) => element("th", { scope: "col" }, name))
  return element("details", { class: "numbers" },
    element("summary", {}, words.say("numbers.table"), element("span", { class: "unseen" }, ` – ${title}`)),
    element("table", { "aria-label": title, ...attributes },
      element("thead", {}, element("tr", {}, ...names)),
      element("tbody", {}, ...rows.map(rowOf))))
}

function rowOf({ cells: [name, ...values], attributes = {} }) {
  return element("tr", attributes,
    element("th", { scope: "row" }, name),
    ...values.map((value) => element("td", {}, value)))
}
