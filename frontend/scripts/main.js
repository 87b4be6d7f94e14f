// The page: the only module that knows what stands on it, and what follows from what.

import { correctAddress, enterAddress, isQuestion, readAddress } from "./address.js"
import { Answer } from "./answer.js"
import { RecentList, keepQuestion, lastRoute } from "./ask/recent.js"
import { Chooser } from "./choose/chooser.js"
import { Connection } from "./connect/connection.js"
import { ErrorSummary } from "./error-summary.js"
import { Failure } from "./failure.js"
import { FlightForm } from "./flight-form.js"
import { Forecast } from "./forecast/forecast.js"
import { PageLanguage } from "./page-language.js"
import { tellReady } from "./page-state.js"
import { Service } from "./service.js"
import { Stage } from "./stage.js"
import { Submission } from "./submission.js"
import { hasFigure } from "./unseen/unseen-verdict.js"
import { Waiting } from "./waiting.js"

const find = (id) => document.getElementById(id)

class Page {
  #service = new Service("./config.json")
  #forecast = new Forecast()
  #form = new FlightForm(find("ask"))
  #submission = new Submission(this.#service, this.#forecast, new Waiting(find("status")), () => this.#useContract())
  #language = new PageLanguage(find("languages"), (words) => this.#speak(words), find("status"))
  #recent = new RecentList(find("recent"), (values) => this.#repeat(values))
  #chooser = new Chooser(find("choose"), this.#service, this.#forecast, (flight) => this.#move(flight))
  #connection = new Connection(find("connect"), this.#service, this.#forecast, correctAddress)
  #stage = new Stage(
    new Answer(find("answer"), find("idle")),
    new ErrorSummary(find("errors"), find("errors-list"), find("ask")),
    new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry")),
  )
  #words
  #turn = 0

  async start() {
    const asked = readAddress(location.search)
    this.#fill(this.#form.untyped({ ...lastRoute(), ...asked }))
    await this.#language.start()
    find("ask").addEventListener("submit", (event) => {
      event.preventDefault()
      if (!this.#form.busy) this.#ask()
    })
    addEventListener("popstate", () => this.#goBack(readAddress(location.search)))
    const begun = isQuestion(asked) ? this.#ask({ record: correctAddress }) : this.#open()
    tellReady()
    await begun
  }

  #fill(values) {
    this.#form.fill(values)
    this.#connection.fill(values)
  }

  #speak(words) {
    this.#words = words
    this.#useContract()
    this.#stage.draw(words, this.#service.contract)
    for (const part of [this.#recent, this.#chooser, this.#connection]) part.draw(words)
  }

  async #open() {
    const turn = this.#turn
    const shown = await this.#submission.open(this.#words)
    if (shown.failed && turn === this.#turn) this.#show({ ...shown, retry: () => this.#reopen() })
  }

  async #reopen() {
    this.#show({})
    this.#form.focus()
    await this.#open()
  }

  #repeat(values) {
    this.#form.fill({ arrival: "", departure_delay_min: "", ...values })
    this.#ask()
  }

  // To a flight chosen instead: the reader stays where the choice was made, and is told of the answer.
  #move({ carrier, departure, arrival = "", departure_delay_min: delay = "" }) {
    const [date, time] = departure.split("T")
    this.#form.fill({ carrier, date, time, arrival: arrival.slice(11), departure_delay_min: String(delay) })
    this.#ask({ focus: false })
  }

  #goBack(asked) {
    if (!isQuestion(asked)) {
      this.#turn += 1
      this.#setBusy(false)
      return this.#show({})
    }
    this.#fill({ arrival: "", departure_delay_min: "", ...asked })
    return this.#ask({ focus: false, record: correctAddress })
  }

  // Of several questions on their way only the last one is shown.
  async #ask({ focus = true, record = enterAddress } = {}) {
    this.#turn += 1
    const turn = this.#turn
    this.#setBusy(true)
    this.#chooser.hush()
    const accept = (values) => turn === this.#turn && record({ ...values, ...this.#connection.values })
    // Whatever goes wrong, the button works again.
    const shown = await this.#submission.answer(this.#form, this.#words, accept).finally(() => {
      if (turn === this.#turn) this.#setBusy(false)
    })
    if (turn !== this.#turn) return
    this.#show({ ...shown, retry: () => this.#ask() })
    if (focus || !hasFigure(shown)) this.#stage.focus()
    else this.#chooser.announce(shown, this.#words)
  }

  #useContract() {
    const { contract } = this.#service
    if (!contract) return
    this.#form.use(contract, this.#words)
    find("version").textContent = this.#words.say("foot.version", { version: contract.version })
  }

  // The answer is painted before what else there is to choose from is even asked for.
  #show(shown) {
    this.#stage.show(shown, this.#words, this.#service.contract)
    if (shown.prediction) keepQuestion(shown.values)
    if (!hasFigure(shown)) return [this.#chooser, this.#connection].forEach((part) => part.clear())
    const turn = this.#turn
    requestAnimationFrame(() => setTimeout(() => turn === this.#turn && this.#showMore(shown)))
  }

  #showMore(shown) {
    this.#recent.draw(this.#words)
    this.#connection.show(shown, this.#words)
    this.#chooser.load(shown, this.#words)
  }

  #setBusy(busy) {
    this.#form.busy = busy
    this.#stage.busy = busy
  }
}

new Page().start()
