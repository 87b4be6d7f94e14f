// The answer: the flight, its chance in one sentence and one figure, the bars, the reasons and the facts.

import { isAnnounced } from "./announced/announced-delay.js"
import { announcedCaveat, announcedSentence, notesBeside } from "./announced/announced-words.js"
import { flightLine } from "./answer/flight-line.js"
import { flock } from "./answer/flock.js"
import { limits, season } from "./answer/limits.js"
import { onTheDay } from "./answer/on-the-day.js"
import { reasonsFigure } from "./answer/reasons.js"
import { toDo } from "./answer/to-do.js"
import { ceasedWords, hasCeased } from "./ceased.js"
import { frequency, wholePercents } from "./chances.js"
import { outcomeFigure } from "./chart.js"
import { element } from "./dom.js"
import { delays, notes, room, usual } from "./facts.js"
import { flaps } from "./flaps.js"
import { weatherLine } from "./forecast/weather-line.js"
import { notesOf, otherNotes } from "./notes.js"
import { doubtfulVerdict } from "./unseen/unseen-verdict.js"

export class Answer {
  #section
  #idle

  constructor(section, idle) {
    this.#section = section
    this.#idle = idle
  }

  // `asked` is { prediction, flight, weather, doubt }.
  show(asked, contract, words) {
    const parts = asked.doubt ? doubtful(asked, contract, words) : trusted(asked, contract, words)
    this.#section.replaceChildren(flightLine(asked.flight, contract, words), ...parts, toDo(asked.flight, contract, words))
    this.#toggle(true)
  }

  focus() {
    this.#section.querySelector("#sentence").focus()
  }

  clear() {
    this.#toggle(false)
    this.#section.replaceChildren()
  }

  // An answer still on show while the next is on its way must not pass for that next one.
  set busy(busy) {
    this.#section.parentElement.setAttribute("aria-busy", String(busy))
  }

  #toggle(answered) {
    this.#section.hidden = !answered
    this.#idle.hidden = answered
  }
}

function trusted({ prediction, flight, weather }, contract, words) {
  return [
    verdict(prediction, flight, words),
    ...ended(flight, contract, words),
    ...season(prediction, flight, contract, words),
    ...figures(prediction, contract, words),
    element("div", { class: "facts" },
      delays(prediction.delay_minutes, words),
      usual(prediction, flight, contract, words)),
    element("div", { class: "facts" }, ...caveats(prediction, flight, weather, contract, words)),
  ]
}

// What the model says all the same is folded away, under words that tell how far it goes.
function doubtful(asked, contract, words) {
  const { prediction, flight, weather, doubt } = asked
  const verdict = doubtfulVerdict(asked, contract, words)
  if (doubt.kind === "unknown") return [verdict]
  return [
    verdict,
    ...(isAnnounced(flight) ? [announcedCaveat(flight, words)] : []),
    ...ended(flight, contract, words),
    ...season(prediction, flight, contract, words),
    element("div", { class: "facts" }, usual(prediction, flight, contract, words)),
    element("div", { class: "facts" },
      ...caveats({ ...prediction, notes: otherNotes(prediction) }, flight, weather, contract, words)),
    element("details", { class: "doubt-more" },
      element("summary", {}, words.say("doubt.more")),
      element("div", { class: "doubt-parts" },
        ...figures(prediction, contract, words), delays(prediction.delay_minutes, words))),
  ]
}

function figures(prediction, contract, words) {
  return [
    outcomeFigure(outcomeRows(prediction, contract, words), words),
    ...(prediction.reasons ? [reasonsFigure(prediction, words)] : []),
  ]
}

function verdict(prediction, flight, words) {
  const often = frequency(prediction.late)
  const chance = flaps(words.share(prediction.late), "flaps-huge")
  chance.id = "chance"
  chance.dataset.value = prediction.late
  return element("div", { class: "verdict" },
    element("p", { class: "verdict-chance" },
      element("span", { class: "board-title" }, words.say("chance.label")), " ", chance),
    element("div", { class: "verdict-words" },
      element("h2", { class: "verdict-sentence", id: "sentence", tabindex: "-1" },
        isAnnounced(flight) ? announcedSentence(prediction, flight, words) : words.say(`chance.${often.bound}`, often)),
      flock(often),
      ...(isAnnounced(flight) ? [announcedCaveat(flight, words)] : []),
      element("p", { class: "verdict-room", id: "room" }, room(prediction.delay_minutes, words))))
}

function outcomeRows({ outcomes }, contract, words) {
  const wholes = wholePercents(outcomes)
  return contract.outcomes.map((name) => ({
    name,
    label: words.say(`outcome.${name}`),
    exact: outcomes[name],
    shown: words.share(outcomes[name], wholes[name]),
  }))
}

function caveats(prediction, flight, weather, contract, words) {
  const noted = notesBeside(notesOf(prediction))
  const found = noted.length > 0 ? notes(noted, words) : undefined
  const weathered = weatherLine(prediction, weather, flight, words)
  return [...onTheDay(flight, contract, words), weathered, found, limits(contract, words)].filter(Boolean)
}

// That follows the verdict, before all that explains it.
function ended(flight, contract, words) {
  if (!hasCeased(flight, contract)) return []
  return [element("p", { class: "ceased", id: "ceased" }, ceasedWords(flight, contract, words))]
}
