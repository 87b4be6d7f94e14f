// The columns of the table: what each is called, what it sorts by, and what stands in a cell.

import { element } from "../dom.js"
import { unseenIn } from "../doubt/unseen.js"
import { CellWords } from "./cell-words.js"
import { lateStrip } from "./late-strip.js"
import { ownNotes } from "./notes.js"

const FIRST_LOWEST = "ascending"
const FIRST_HIGHEST = "descending"

export function tableColumns(common, words) {
  const told = new CellWords(words)
  return [
    column("row", ({ row }) => row, ({ row }) => [String(row)]),
    code("carrier"),
    code("origin"),
    code("destination"),
    column("late", ({ prediction }) => prediction.late, ({ prediction }) => late(prediction, told, words), FIRST_HIGHEST),
    column("departure", ({ flight }) => flight.departure, ({ flight }) => moment(flight.departure, told)),
    ...["p50", "p80", "p95"].map((quantile) => delay(quantile, told)),
    column("cancelled", ({ prediction }) => prediction.cancelled,
      ({ prediction }) => [told.share(prediction.cancelled)], FIRST_HIGHEST),
    column("notes", ({ prediction }) => ownNotes(prediction, common).length,
      ({ prediction }) => notes(ownNotes(prediction, common), words), FIRST_HIGHEST),
  ]
}

// `first` is the direction in which one who sorts by the column most likely wants it.
function column(name, valueOf, content, first = FIRST_LOWEST) {
  return { name, valueOf, content, first }
}

function code(name) {
  const valueOf = ({ flight }) => flight[name].toUpperCase()
  return column(name, valueOf, (row) => [element("span", { class: "code-tile" }, valueOf(row))])
}

// Without a number, those flights that never arrive are in the way of one: no delay is longer.
function delay(quantile, told) {
  const valueOf = ({ prediction }) => prediction.delay_minutes[quantile] ?? Infinity
  return column(quantile, valueOf, (row) => [told.delay(valueOf(row))], FIRST_HIGHEST)
}

function late(prediction, told, words) {
  const share = element("span", { class: "late-share" }, told.share(prediction.late))
  const unseen = unseenIn(prediction)
  if (unseen.length === 0) return [share, lateStrip(prediction.outcomes)]
  share.classList.add("late-unsure")
  const why = unseen.map((code) => words.say(`many.unsure.${code}`))
  return [share, element("span", { class: "late-why" }, words.capital(words.list(why))), lateStrip(prediction.outcomes)]
}

function moment(local, told) {
  return [element("time", { datetime: local },
    element("span", { class: "moment-time" }, told.time(local)), " ",
    element("span", { class: "moment-day" }, told.day(local)))]
}

function notes(list, words) {
  return list.map(({ code: note, message }) => {
    const key = `note.${note}`
    // A note newer than this page comes in the service's own English.
    return words.has(key) ? element("p", {}, words.say(key)) : element("p", { lang: "en" }, message)
  })
}
