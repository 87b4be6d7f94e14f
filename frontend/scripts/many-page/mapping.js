// The form in which the reader says what a list leaves open: which column holds what, and how its days are written.

import { element } from "../dom.js"
import { Columns } from "./columns.js"
import { DAY_FIRST, MONTH_FIRST } from "./day-orders.js"
import { dayOf, timeOf } from "./moments.js"
import { orderIn } from "./schedule.js"
import { ASKED, lackingFields } from "./unclear-columns.js"

const OPTIONAL = ["day", "arrival"]
const LONGEST = 24
const ORDER = "order"

export class Mapping {
  #form
  #question
  #chosen
  #order
  #words
  #onDone

  constructor(form) {
    this.#form = form
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#submit()
    })
    form.addEventListener("change", ({ target }) => this.#choose(target))
  }

  // `onDone` is called with { places, order } once the reader has said what is asked.
  show(question, words, onDone) {
    if (question !== this.#question) {
      this.#chosen = { ...question.places }
      this.#order = words.usesMiles ? MONTH_FIRST : DAY_FIRST
    }
    this.#question = question
    this.#words = words
    this.#onDone = onDone
    this.#form.replaceChildren(...this.#parts())
    this.#form.hidden = false
    this.#fit()
  }

  clear() {
    this.#form.hidden = true
    this.#question = undefined
  }

  focus() {
    this.#form.querySelector("h2").focus()
  }

  get #columns() {
    const known = Object.entries(this.#chosen).filter(([, place]) => place !== undefined)
    return new Columns(this.#question.table.header, Object.fromEntries(known))
  }

  #parts() {
    const { isWhole } = this.#question
    const words = this.#words
    return [
      element("h2", { class: "mapping-title", id: "mapping-title", tabindex: "-1" },
        words.say(isWhole ? "many.map.heading" : "many.map.order_heading")),
      element("p", {}, words.say(isWhole ? "many.map.lead" : "many.map.order_lead")),
      element("div", { class: "mapping-fields" },
        ...(isWhole ? ASKED.map((field) => this.#field(field, this.#columnOptions(field))) : []),
        this.#field(ORDER, [])),
      element("button", { class: "button", type: "submit" }, words.say("many.submit")),
    ]
  }

  #field(name, options) {
    const id = `map-${name}`
    return element("div", { class: "field", "data-field": name },
      element("label", { for: id }, this.#words.say(`many.map.${name}`)),
      element("select", { id, name, "aria-describedby": `${id}-error` }, ...options),
      element("p", { class: "field-error", id: `${id}-error` }))
  }

  #columnOptions(field) {
    const { header, body } = this.#question.table
    const none = this.#words.say(OPTIONAL.includes(field) ? "many.map.none" : "many.map.choose")
    const columns = header.map((name, place) => ({ place, text: this.#described(name, place, body) }))
    return [{ place: "", text: none }, ...columns].map(({ place, text }) => {
      const option = element("option", { value: place }, text)
      option.selected = place === (this.#chosen[field] ?? "")
      return option
    })
  }

  // Names alone may say little, or be the same twice.
  #described(name, place, body) {
    const sample = body.map(({ cells }) => cells[place]?.trim()).find(Boolean) ?? ""
    const column = name.trim() || this.#words.say("many.map.unnamed", { number: this.#words.number(place + 1) })
    const shown = sample.length > LONGEST ? `${sample.slice(0, LONGEST)}…` : sample
    return shown ? this.#words.say("many.map.option", { column, sample: shown }) : column
  }

  #choose({ name, value }) {
    if (name === ORDER) this.#order = value
    else this.#chosen[name] = value === "" ? undefined : Number(value)
    this.#fit()
  }

  // The order of days is asked for where the columns that are chosen leave it open, and as they hold it.
  #fit() {
    const { order, options } = orderIn(this.#question.table.body, this.#columns)
    const field = this.#form.querySelector(`[data-field=${ORDER}]`)
    field.hidden = !options
    if (!options) return void (this.#order = order ?? this.#order)
    const orders = Object.keys(options)
    if (!orders.includes(this.#order)) [this.#order] = orders
    const [seen] = options[orders[0]].split(/[T ]/)
    field.querySelector("label").textContent = this.#words.say("many.map.order", { seen })
    field.querySelector("select").replaceChildren(...Object.entries(options).map(([one, text]) => {
      const option = element("option", { value: one }, this.#reading(one, text))
      option.selected = one === this.#order
      return option
    }))
  }

  #reading(order, text) {
    const day = (timeOf(text, order) ?? dayOf(text, order))?.slice(0, 10)
    const date = day ? this.#words.day(day) : text
    return this.#words.say(`many.map.${order.replace("-", "_")}`, { date })
  }

  #submit() {
    const columns = this.#columns
    const missing = lackingFields(columns, this.#question.table)
    for (const field of this.#question.isWhole ? ASKED : []) {
      const select = this.#form.elements[field]
      const isMissing = missing.includes(field)
      select.setAttribute("aria-invalid", String(isMissing))
      this.#form.querySelector(`#map-${field}-error`).textContent = isMissing ? this.#words.say("many.map.missing") : ""
    }
    if (missing.length > 0) return this.#form.elements[missing[0]]?.focus()
    this.#onDone({ places: columns.places, order: this.#order })
  }
}
