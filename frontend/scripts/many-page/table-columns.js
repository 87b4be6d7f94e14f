// The columns of the table: what each is called, what it sorts by, and what stands in a cell.

import { element } from "../dom.js"
import { isAnnounced, lateness } from "../announced/announced-delay.js"
import { ceasedWords, hasCeased } from "../ceased.js"
import { ownNotes, unseenIn } from "../notes.js"

// Numbers and moments in words, each made once: a thousand rows say the same few things over and over.

class CellWords {
  constructor(words) {
    this.share = remembering((exact) => words.share(exact), nearest)
    this.time = remembering((local) => words.time(local), (local) => local.slice(11))
    this.day = remembering((local) => words.day(local), (local) => local.slice(0, 10))
    this.delay = remembering((minutes) => delayInWords(minutes, words))
  }
}

function remembering(say, keyOf = (value) => value) {
  const said = new Map()
  return (value) => {
    const key = keyOf(value)
    if (!said.has(key)) said.set(key, say(value))
    return said.get(key)
  }
}

// Shares that round to nothing or to everything are told apart from those that are.
function nearest(exact) {
  const whole = Math.round(exact * 100)
  return whole > 0 && whole < 100 ? whole : exact
}

function delayInWords(minutes, words) {
  if (minutes === Infinity) return words.say("many.delay.never")
  return minutes <= 0 ? words.say("many.delay.none") : words.duration(minutes)
}

// A flight's chance of being late as a strip, parted by how late: the longer and redder, the worse.

const LATE = ["late_15", "late_30", "late_60", "late_120", "cancelled"]

// The number that stands beside it says the same, so the strip is not read out. It is one element
// with a background, for a thousand drawings would hold up the page.
function lateStrip(outcomes) {
  const strip = element("span", { class: "strip", "aria-hidden": "true" })
  let end = 0
  for (const name of LATE) {
    end += outcomes[name] * 100
    strip.style.setProperty(`--to-${name}`, `${end}%`)
  }
  return strip
}

export function legend(words) {
  return element("ul", { class: "legend" }, ...LATE.map((name) =>
    element("li", { "data-outcome": name }, words.say(`outcome.${name}`))))
}

const FIRST_LOWEST = "ascending"
const FIRST_HIGHEST = "descending"

export function tableColumns(common, contract, words) {
  const told = new CellWords(words)
  return [
    column("row", ({ row }) => row, ({ row }) => [String(row)]),
    code("carrier"),
    code("origin"),
    code("destination"),
    column("late", ({ prediction }) => prediction.late, ({ prediction }) => late(prediction, told, words), FIRST_HIGHEST),
    column("departure", ({ flight }) => flight.departure, ({ flight }) => moment(flight.departure, told)),
    column("announced", ({ flight }) => flight.departure_delay_min,
      ({ flight }) => (isAnnounced(flight) ? [lateness(flight.departure_delay_min, words)] : []), FIRST_HIGHEST),
    ...["p50", "p80", "p95"].map((quantile) => delay(quantile, told)),
    column("cancelled", ({ prediction }) => prediction.cancelled,
      ({ prediction }) => [told.share(prediction.cancelled)], FIRST_HIGHEST),
    column("notes",
      ({ flight, prediction }) => ownNotes(prediction, common).length + (hasCeased(flight, contract) ? 1 : 0),
      ({ flight, prediction }) => [
        ...(hasCeased(flight, contract) ? [element("p", {}, ceasedWords(flight, contract, words))] : []),
        ...notes(ownNotes(prediction, common), words),
      ], FIRST_HIGHEST),
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
