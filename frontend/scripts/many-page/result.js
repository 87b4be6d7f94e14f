// What was found: a summary, what all flights share, the rows set aside, and the table.

import { element } from "../dom.js"
import { download } from "../download.js"
import { notes } from "../facts.js"
import { FlightTable } from "./flight-table.js"
import { weatherCounted } from "./list-weather.js"
import { setAside } from "./refused-rows.js"
import { resultCsv } from "./result-csv.js"
import { summary } from "./summary.js"

export class Result {
  #list
  #rows
  #weather
  #name
  #answered
  #refused
  #table

  constructor(list, rows, { weather, contract, name = "flights.csv" }) {
    this.#list = list
    this.#rows = rows
    this.#weather = weather
    this.#name = name
    this.#answered = rows.filter(({ prediction }) => prediction)
    this.#refused = rows.filter(({ prediction }) => !prediction)
    this.#table = new FlightTable(this.#answered, contract)
  }

  get count() {
    return this.#answered.length
  }

  build(words) {
    const { common } = this.#table
    return [
      summary(this.#answered, this.#refused, words),
      this.#downloadButton(words),
      ...(this.#refused.length > 0 ? [setAside(this.#refused, this.#list.columns, words)] : []),
      ...(this.#answered.length > 0 ? [weatherCounted(this.#answered, this.#weather, words)] : []),
      ...(common.length > 0 ? [notes(common, words)] : []),
      ...(this.#answered.length > 0 ? [this.#table.build(words)] : []),
    ]
  }

  #downloadButton(words) {
    const button = element("button", { class: "button result-download", type: "button", id: "download" },
      words.say("many.download"))
    button.addEventListener("click", () => {
      const stem = this.#name.replace(/\.\w+$/, "")
      download(resultCsv(this.#list, this.#rows, words), `${stem}-pushback.csv`)
    })
    return button
  }
}
