// The whole list in one sentence and a few figures.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { unseenIn } from "../notes.js"

// Fewer late flights than this are most likely none; up to so many, tenths are told.
const LEAST = 0.5
const FEW = 3

export function summary(answered, refused, words) {
  return element("div", { class: "summary" },
    element("h2", { class: "summary-sentence", id: "sentence", tabindex: "-1" }, sentence(answered, words)),
    ...unsure(answered, words),
    element("dl", { class: "summary-figures" },
      figure("answered", words.number(answered.length), words),
      ...(refused.length > 0 ? [figure("refused", words.number(refused.length), words)] : []),
      ...(answered.length > 0 ? figures(answered, words) : [])))
}

// Chances add up to the number of flights to expect, whatever ties the flights to each other.
export function expectedLate(answered) {
  return answered.reduce((sum, { prediction }) => sum + prediction.late, 0)
}

function sentence(answered, words) {
  const count = answered.length
  if (count === 0) return words.say("many.summary.none")
  if (count === 1) return words.say("many.summary.single", { percent: words.share(answered[0].prediction.late) })
  const expected = expectedLate(answered)
  if (expected < LEAST) return words.say("many.summary.few", { flights: words.number(count) })
  // Of few, a whole number would say more than is known.
  const late = expected < FEW ? Math.round(expected * 10) / 10 : Math.round(expected)
  return words.say("many.summary.some", { count: late, late: words.number(late), flights: words.number(count) })
}

// Their chances are counted in above, and are less sure than the others.
function unsure(answered, words) {
  const count = answered.filter(({ prediction }) => unseenIn(prediction).length > 0).length
  if (count === 0) return []
  const told = answered.length === 1
    ? words.say("many.unsure.single")
    : words.say("many.unsure", { count, unsure: words.number(count) })
  return [element("p", { id: "unsure" }, told)]
}

function figures(answered, words) {
  const riskiest = answered.reduce((one, other) => (other.prediction.late > one.prediction.late ? other : one))
  const { carrier, origin, destination } = riskiest.flight
  return [
    figure("share", words.share(expectedLate(answered) / answered.length), words),
    figure("riskiest", words.share(riskiest.prediction.late), words,
      words.say("many.figure.riskiest_flight", {
        row: words.number(riskiest.row),
        carrier: carrier.toUpperCase(),
        origin: origin.toUpperCase(),
        destination: destination.toUpperCase(),
      }), unseenIn(riskiest.prediction).length > 0 ? "flaps-outlined" : ""),
  ]
}

function figure(name, text, words, detail, drawn) {
  const more = detail ? [element("span", { class: "itinerary-detail" }, detail)] : []
  return element("div", { "data-figure": name },
    element("dt", {}, words.say(`many.figure.${name}`)),
    element("dd", {}, flaps(text, drawn), ...more))
}
