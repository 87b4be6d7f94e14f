// Where a list comes in: dropped anywhere on the page, chosen as a file, or pasted as text.

import { download } from "../download.js"
import { formFor, writeCsv } from "./csv.js"
import { FIELDS } from "./flight-list.js"

// A list to start from: flights of the next days, in the form that the page reads.

const DAY_MS = 86_400_000
// Each with the days from now, and its times at either end.
const FLIGHTS = [
  ["B6", "JFK", "MCO", 1, "18:30", "21:50"],
  ["DL", "LGA", "ATL", 1, "07:00", "09:38"],
  ["UA", "EWR", "SFO", 2, "17:15", "20:52"],
  ["AA", "JFK", "LAX", 2, "09:00", "12:20"],
  ["AA", "LGA", "ORD", 3, "20:15", "21:58"],
]

function exampleCsv(form = { delimiter: ",", decimal: "." }) {
  const rows = FLIGHTS.map(([carrier, origin, destination, days, departure, arrival]) => {
    const day = dayFromNow(days)
    return [carrier, origin, destination, `${day}T${departure}`, `${day}T${arrival}`, ""]
  })
  return writeCsv([FIELDS, ...rows], form)
}

// Swedes write dates as ISO does.
function dayFromNow(days) {
  return new Date(Date.now() + days * DAY_MS).toLocaleDateString("sv-SE")
}

const BYTE_ORDER_MARK = /^\ufeff/

export class Intake {
  #form
  #drop
  #onList
  #entered = 0
  #words

  // `onList` is called with { source, name }: a File, or pasted text.
  constructor(form, onList) {
    this.#form = form
    this.#drop = form.querySelector("#drop")
    this.#onList = onList
    this.#listenToForm()
    this.#listenToDrags()
  }

  // The template opens in the spreadsheets of the reader's country.
  set words(words) {
    this.#words = words
  }

  // The buttons stay in reach of the keyboard while they wait, so they are not disabled outright.
  set busy(busy) {
    this.#form.querySelector("#submit").setAttribute("aria-disabled", String(busy))
    this.#form.setAttribute("aria-busy", String(busy))
  }

  #listenToForm() {
    const { paste, file } = this.#form.elements
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#onList({ source: paste.value })
    })
    file.addEventListener("change", () => this.#choose(file))
    this.#form.querySelector("#example").addEventListener("click", () => {
      paste.value = exampleCsv().replace(BYTE_ORDER_MARK, "").replaceAll("\r\n", "\n")
      paste.focus()
    })
    this.#form.querySelector("#template").addEventListener("click", () => {
      download(exampleCsv(this.#words && formFor(this.#words)), "flights.csv")
    })
  }

  #choose(input) {
    const [chosen] = input.files
    if (chosen) this.#onList({ source: chosen, name: chosen.name })
    // The same file, once it was corrected, is a choice again.
    input.value = ""
  }

  // A file that misses the marked place would otherwise replace the page.
  #listenToDrags() {
    const on = (type, act) => document.addEventListener(type, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return
      event.preventDefault()
      act(event)
    })
    on("dragenter", () => this.#enter(1))
    on("dragleave", () => this.#enter(-1))
    on("dragover", (event) => { event.dataTransfer.dropEffect = "copy" })
    on("drop", ({ dataTransfer: { files: [dropped] } }) => {
      this.#enter(-this.#entered)
      if (dropped) this.#onList({ source: dropped, name: dropped.name })
    })
  }

  // A drag enters an element before it leaves the one around it.
  #enter(step) {
    this.#entered += step
    this.#drop.toggleAttribute("data-over", this.#entered > 0)
  }
}

// The list answered last, kept for a new load of the page: on this device, and until the tab is closed.

const MEMORY = "pushback.list"

export function keepList(list) {
  try {
    sessionStorage.setItem(MEMORY, JSON.stringify(list))
  } catch {
    // Storage can be switched off or full: the list is then given again.
  }
}

// { source, name, choices } as the page takes a list; undefined where there is none.
export function keptList() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(MEMORY))
    return typeof kept?.source === "string" ? kept : undefined
  } catch {
    return undefined
  }
}
