// What an answer says of a flight whose delay is announced: it holds for one that leaves so late.

import { frequency } from "../chances.js"
import { element } from "../dom.js"
import { lateness } from "./announced-delay.js"

const NOTE = "if_it_leaves"

// The chance, and what half of such flights make up on their way or lose.
export function announcedSentence({ late, delay_minutes: quantiles }, { departure_delay_min: delay }, words) {
  const often = frequency(late)
  const told = { ...often, lateness: lateness(delay, words), half: half(delay, quantiles.p50, words) }
  return words.say(`announced.${often.bound}`, told)
}

// What the figure supposes, to stand beside it.
export function announcedCaveat({ departure_delay_min: delay }, words) {
  const key = delay > 0 ? "announced.holds" : "announced.holds_on_time"
  return element("p", { class: "announced", id: "announced" }, words.say(key, { lateness: lateness(delay, words) }))
}

// The notes without the one that the sentence beside the figure says already.
export function notesBeside(notes) {
  return notes.filter(({ code }) => code !== NOTE)
}

// Minutes late are told from nothing on: a flight that is on time may have made up more. A flight that leaves
// arrives more than half the time, so that there is a median.
function half(delay, p50, words) {
  if (p50 <= 0 && delay <= 0) return words.say("announced.half_on_time")
  const made = delay - p50
  if (made === 0) return words.say("announced.half_same")
  return words.say(made > 0 ? "announced.half_made_up" : "announced.half_lost", { duration: words.duration(Math.abs(made)) })
}
