// The delay that the board announces for a departure, as a reader types it: in minutes, or as the new time.

import { instantOf, localAt, shifted } from "../zones.js"

const NAME = "departure_delay_min"
const MINUTES = /^([+\-\u2212]?)\s*(\d{1,4})(?:\.0+|,00?)?\s*(?:min(?:ute)?s?\.?)?$/i
const CLOCK = /^(\d{1,2})\s*(?::\s*(\d{2})|h\s*(\d{2})?)?\s*(?:([ap])\.?\s?m\.?)?$/i
const HOURS = /^(\d{1,2})\s*h(?:ours?|rs?)?\s*(?:(\d{1,2})\s*(?:m(?:in)?)?)?$/i
// Where clocks count to twenty-four, a zero before the hours is that of a clock.
const ZERO_FIRST = /^0\d?\s*h/i
const NUMBER = /^[+\-\u2212]?\s*\d+(?:[.,]\d*)?$/
const WHOLE = /^-?\d+$/
const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
const HALF_DAY = 12
// A new time that lies further back is one of the next day.
const EARLIEST = -60

export function isAnnounced(flight) {
  return flight[NAME] !== undefined
}

// Whole minutes, below zero for a departure that is early; undefined for what is neither them nor a time.
// `departure` and `zone` are the flight's own; `halves` tells whether the reader's clocks count to twelve.
export function minutesOf(typed, departure, zone, halves) {
  const [, sign, minutes] = MINUTES.exec(typed) ?? []
  if (minutes) return sign && sign !== "+" ? -Number(minutes) : Number(minutes)
  const inHours = minutesIn(typed)
  const isDelay = inHours <= HALF_DAY * 60
  // Who counts hours to twelve writes no clock as "1h 20"; for others it may be one.
  const clocks = isDelay && halves ? [] : clocksIn(typed, halves)
  if (clocks.length === 0 || Number.isNaN(Date.parse(departure))) return inHours
  const untils = clocks.map((clock) => minutesUntil(clock, departure, zone))
  if (ZERO_FIRST.test(typed)) return Math.min(...untils)
  // The soonest counts; but what may be a delay is no time before the departure.
  return Math.min(...[inHours ?? Infinity, ...untils].filter((minutes) => minutes >= 0 || !isDelay))
}

function minutesIn(typed) {
  const [, hours, minutes = 0] = HOURS.exec(typed) ?? []
  return hours && Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : undefined
}

// What is wrong with what `minutesOf` made of it, as text; undefined where nothing is.
export function delayProblem(text, { minimum, maximum }) {
  if (!text) return undefined
  if (!WHOLE.test(text)) return NUMBER.test(text) ? "not_whole" : "bad_format"
  return Number(text) < minimum || Number(text) > maximum ? "out_of_range" : undefined
}

// "40 min late", "5 min early" or "on time", for use in a sentence.
export function lateness(minutes, words) {
  if (minutes === 0) return words.say("announced.on_time")
  return words.say(minutes > 0 ? "announced.late" : "announced.early", { duration: words.duration(Math.abs(minutes)) })
}

// The local time at which a flight leaves so many minutes late.
export function leavesAt(departure, minutes, zone = "UTC") {
  return localAt(instantOf(departure, zone) + minutes * MINUTE_MS, zone)
}

// The times of day that may be meant: without its half of the day, a time on clocks of twelve hours is two.
function clocksIn(typed, halves) {
  const [, hours, past, pastH, half] = CLOCK.exec(typed) ?? []
  const hour = Number(hours)
  const minute = past ?? pastH ?? "00"
  const isClock = half ? hour >= 1 && hour <= HALF_DAY : /[:h]/i.test(typed) && hour < 2 * HALF_DAY
  if (!isClock || Number(minute) > 59) return []
  const morning = hour % HALF_DAY
  const told = half ? [half.toLowerCase() === "p" ? morning + HALF_DAY : morning] : [hour]
  const meant = !half && halves && hour >= 1 && hour <= HALF_DAY ? [morning, morning + HALF_DAY] : told
  return meant.map((one) => `${String(one).padStart(2, "0")}:${minute}`)
}

function minutesUntil(clock, departure, zone = "UTC") {
  const sameDay = `${departure.slice(0, 10)}T${clock}`
  const until = (local) => (instantOf(local, zone) - instantOf(departure, zone)) / MINUTE_MS
  return until(sameDay) < EARLIEST ? until(shifted(sameDay, DAY_MINUTES)) : until(sameDay)
}
