// Everything the page says, in one language: sentences from a locale file, numbers and dates from Intl.

import { elided, withFirst } from "./french.js"
import { dateFormat, listFormat, numberFormat } from "./formats.js"

export class Words {
  #messages
  #locale
  #plurals

  constructor(language, locale, messages) {
    this.language = language
    this.#locale = locale
    this.#messages = messages
    this.#plurals = new Intl.PluralRules(locale)
  }

  has(key) {
    return key in this.#messages
  }

  // With a `count`, the plural form of that count is chosen, where there are forms: key.one, key.other.
  say(key, values = {}) {
    const message = this.#messages[this.#formOf(key, values.count)]
    if (message === undefined) return key
    const fitting = this.language === "fr" ? elided(message, values) : message
    return fitting.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole)
  }

  number(value) {
    return numberFormat(this.#locale).format(value)
  }

  // What parts whole numbers from their fractions.
  get decimal() {
    return numberFormat(this.#locale).formatToParts(0.5).find(({ type }) => type === "decimal").value
  }

  percent(whole) {
    return numberFormat(this.#locale, { style: "percent" }).format(whole / 100)
  }

  // A share that rounds to nothing, or to everything, says so instead of passing for certain.
  share(exact, whole = Math.round(exact * 100)) {
    if (whole === 0 && exact > 0) return this.say("percent.under", { percent: this.percent(1) })
    if (whole === 100 && exact < 1) return this.say("percent.over", { percent: this.percent(99) })
    return this.percent(whole)
  }

  // "+8" or "−5", for percentage points.
  signed(whole) {
    return numberFormat(this.#locale, { signDisplay: "exceptZero" }).format(whole)
  }

  measure(value, unit) {
    return this.#unit(value, unit)
  }

  // For a word of a sentence that stands alone.
  capital(text) {
    return text.charAt(0).toLocaleUpperCase(this.#locale) + text.slice(1)
  }

  // Degrees and distances come in the units of the reader's country.
  get usesMiles() {
    return new Intl.Locale(this.#locale).maximize().region === "US"
  }

  // Whether clocks in the reader's country count to twelve.
  get hasHalves() {
    return dateFormat(this.#locale, { hour: "numeric" }).resolvedOptions().hour12
  }

  // "a, b and c", or with "disjunction" "a, b or c".
  list(items, type = "conjunction") {
    return listFormat(this.#locale, { type }).format(items)
  }

  duration(minutes) {
    const hours = Math.floor(minutes / 60)
    const rest = Math.round(minutes % 60)
    const parts = []
    if (hours > 0) parts.push(this.#unit(hours, "hour"))
    if (rest > 0 || hours === 0) parts.push(this.#unit(rest, "minute"))
    return parts.join("\u00a0")
  }

  // Dates and times are local to an airport: they are shown as they stand, never shifted.
  date(local) {
    return this.#moment(local, { weekday: "short", day: "numeric", month: "long", year: "numeric" })
  }

  day(local) {
    return this.#moment(local, { day: "numeric", month: "long", year: "numeric" })
  }

  shortDay(local) {
    return this.#moment(local, { weekday: "short", day: "numeric", month: "short" })
  }

  // For the head of a column, which has no room for the point of an abbreviation.
  weekday(local) {
    return this.#moment(local, { weekday: "short" }).replace(/\.$/, "")
  }

  dayOfMonth(local) {
    return this.#moment(local, { day: "numeric" })
  }

  // On a clock of twelve hours where the reader's country has one.
  time(local) {
    return this.#moment(local, { timeStyle: "short" })
  }

  #formOf(key, count) {
    if (count === undefined) return key
    const forms = [`${key}.${this.#plurals.select(count)}`, `${key}.other`]
    return forms.find((form) => this.has(form)) ?? key
  }

  #unit(value, unit) {
    const format = numberFormat(this.#locale, {
      style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0,
    })
    return format.format(value).replaceAll(" ", "\u00a0")
  }

  #moment(local, options) {
    const text = dateFormat(this.#locale, { ...options, timeZone: "UTC" }).format(new Date(`${local}Z`))
    return this.language === "fr" ? withFirst(text) : text
  }
}
