// The page for many flights: the only module that knows what stands on it, and what follows from what.

import { Api, ServiceError } from "./api.js"
import { Contract } from "./contract.js"
import { Failure } from "./failure.js"
import { Forecast } from "./forecast/forecast.js"
import { askAll } from "./many-page/asking.js"
import { checkLength, listOf, readTable } from "./many-page/flight-list.js"
import { Intake, keepList, keptList } from "./many-page/intake.js"
import { ListError, ListProblem } from "./many-page/list-problem.js"
import { textOf } from "./many-page/list-text.js"
import { listWeather, noWeather } from "./many-page/list-weather.js"
import { ManyStage } from "./many-page/many-stage.js"
import { Mapping } from "./many-page/mapping.js"
import { Result } from "./many-page/result.js"
import { readingOf } from "./many-page/unclear-columns.js"
import { PageLanguage } from "./page-language.js"
import { tellReady } from "./page-state.js"
import { Waiting } from "./waiting.js"

const find = (id) => document.getElementById(id)

class ManyPage {
  #intake = new Intake(find("intake"), (list) => this.#take(list))
  #waiting = new Waiting(find("status"))
  #language = new PageLanguage(find("languages"), (words) => this.#speak(words), find("status"), "many")
  #stage = new ManyStage(
    { board: find("board"), section: find("result"), idle: find("idle") },
    new Mapping(find("mapping")),
    new ListProblem(find("problem"), find("problem-title"), find("problem-text")),
    new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry")),
  )
  #forecast = new Forecast()
  #contract
  #spoken
  #words
  #taken
  #next

  async start() {
    this.#spoken = this.#language.start()
    await this.#spoken
    tellReady()
    // What the reader asked for while the page was loading comes before what they asked for earlier.
    const kept = keptList()
    if (kept && !this.#taken) await this.#take(kept, { focus: false })
  }

  #speak(words) {
    this.#words = words
    this.#intake.words = words
    this.#stage.draw(words)
  }

  // One list at a time: of those given meanwhile the last comes next, unless it is the one at work.
  async #take(list, { focus = true } = {}) {
    if (this.#taken) {
      if (list.source !== this.#taken.source) this.#next = list
      return
    }
    this.#setTaken(list)
    // A quick hand can give a list before the page has its words.
    await this.#spoken
    try {
      this.#show(await this.#answer(list))
    } catch (error) {
      this.#explain(error, list)
    } finally {
      this.#setTaken(undefined)
    }
    const next = this.#next
    this.#next = undefined
    if (next) await this.#take(next)
    else if (focus) this.#stage.focus()
  }

  // What is shown of a list: its answers, or what it leaves open. `choices` is what the reader has said of that.
  async #answer({ source, name, choices }) {
    const text = await this.#waiting.during(textOf(source), "many.status.reading", this.#words)
    const table = readTable(text)
    const { columns, order, question } = readingOf(table, choices)
    // Not before: a long table of something else is no list of too many flights.
    checkLength(table)
    if (question) return { question, onDone: (said) => this.#take({ source: text, name, choices: said }) }
    const api = await Api.fromConfig("./config.json")
    const contract = await this.#waiting.during(this.#contractOf(api), "many.status.reading", this.#words)
    const read = listOf(table, columns, order, contract)
    const weather = await this.#waiting.during(this.#weather(read, contract), "status.forecast", this.#words)
    const rows = await this.#waiting.during(askAll(api, read.rows, weather.rows), "many.status.asking", this.#words)
    keepList({ source: text, name, choices })
    return { result: new Result(read, rows, { weather, contract, name }) }
  }

  // A list is worth answering without the contract and the weather, whatever is in their way.
  async #contractOf(api) {
    return orNone(async () => (this.#contract ??= new Contract(await api.contract())))
  }

  async #weather({ rows }, contract) {
    return (contract && (await orNone(() => listWeather(rows, this.#forecast, contract)))) ?? noWeather
  }

  #explain(error, list) {
    if (error instanceof ListError) return this.#show({ problem: error })
    if (error instanceof ServiceError) return this.#show({ failed: error.kind, retry: () => this.#take(list) })
    throw error
  }

  #show(shown) {
    this.#stage.show(shown, this.#words)
  }

  #setTaken(list) {
    this.#taken = list
    this.#intake.busy = Boolean(list)
    this.#stage.busy = Boolean(list)
  }
}

async function orNone(get) {
  try {
    return await get()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return undefined
  }
}

new ManyPage().start()
