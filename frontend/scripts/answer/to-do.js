// What to take along from an answer: its address for others, and an entry for the calendar that leads back to it.

import { element } from "../dom.js"
import { download } from "../download.js"
import { instantOf } from "../zones.js"

const MINUTE_MS = 60_000
const USUAL_MINUTES = 120

export function toDo(flight, contract, words) {
  const told = element("p", { class: "to-do-told", role: "status" })
  return element("div", { class: "to-do", id: "to-do" },
    button("share", words, () => share(flight, told, words)),
    button("calendar", words, () => download(entry(flight, contract, words), fileName(flight), "text/calendar")),
    told)
}

function button(name, words, act) {
  const made = element("button", { type: "button", class: "button button-plain", id: name }, words.say(`todo.${name}`))
  made.addEventListener("click", act)
  return made
}

async function share(flight, told, words) {
  const title = words.say("todo.title", flight)
  try {
    if (navigator.share) return await navigator.share({ title, url: location.href })
    await navigator.clipboard.writeText(location.href)
    told.textContent = words.say("todo.copied")
  } catch (error) {
    // Who closes the window of their system has decided; else the address bar is still there.
    if (error.name !== "AbortError") told.textContent = words.say("todo.not_copied")
  }
}

// https://www.rfc-editor.org/rfc/rfc5545; a day before, it reminds of asking again.
function entry(flight, contract, words) {
  const { carrier, origin, destination, departure, arrival } = flight
  const [from, to] = [origin, destination].map((airport) => contract.timeZone(airport) ?? "UTC")
  const begin = instantOf(departure, from)
  const minutes = contract.blockMinutes(origin, destination) ?? USUAL_MINUTES
  const end = arrival ? instantOf(arrival, to) : begin + minutes * MINUTE_MS
  const text = words.say("todo.ask_again", { url: location.href })
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pushback//Pushback//EN",
    "BEGIN:VEVENT", `UID:${carrier}-${origin}-${destination}-${stamp(begin)}@pushback`, `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(begin)}`, `DTEND:${stamp(end)}`, `SUMMARY:${escaped(words.say("todo.title", flight))}`,
    `DESCRIPTION:${escaped(text)}`, `URL:${location.href}`,
    "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", `DESCRIPTION:${escaped(text)}`, "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ].map(folded).join("\r\n") + "\r\n"
}

function stamp(instant) {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "")
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&")
}

// Lines of at most 75 bytes; letters of several bytes are counted as three.
function folded(line) {
  let width = 0
  return [...line].map((letter) => {
    width += letter < "\x80" ? 1 : 3
    if (width <= 72) return letter
    width = 1
    return `\r\n ${letter}`
  }).join("")
}

function fileName({ carrier, origin, destination, departure }) {
  return `${carrier}-${origin}-${destination}-${departure.slice(0, 10)}.ics`
}
