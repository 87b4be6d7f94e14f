// The page: the only module that knows what stands on it, and what follows from what.

import { isQuestion, readAddress, writeAddress } from "./address.js"
import { Answer } from "./answer.js"
import { ServiceError, loadJson } from "./api.js"
import { ErrorSummary } from "./error-summary.js"
import { Failure } from "./failure.js"
import { FlightForm } from "./flight-form.js"
import { preferredLanguage, regionalLocale, remember } from "./language.js"
import { LanguageSwitch } from "./language-switch.js"
import { findProblems, problemsFromService } from "./problems.js"
import { Service } from "./service.js"
import { Stage } from "./stage.js"
import { translate } from "./translate.js"
import { Waiting } from "./waiting.js"
import { Words } from "./words.js"

const find = (id) => document.getElementById(id)

class Page {
  #service = new Service("./config.json")
  #form = new FlightForm(find("ask"))
  #waiting = new Waiting(find("status"))
  #languages = new LanguageSwitch(find("languages"), (language) => this.#choose(language))
  #stage = new Stage(
    new Answer(find("answer"), find("idle")),
    new ErrorSummary(find("errors"), find("errors-list"), find("ask")),
    new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry")),
  )
  #words
  #busy = false

  async start() {
    const asked = readAddress(location.search)
    this.#form.fill(asked)
    await this.#speak(preferredLanguage())
    find("ask").addEventListener("submit", (event) => {
      event.preventDefault()
      this.#ask()
    })
    await (isQuestion(asked) ? this.#ask() : this.#open())
  }

  #choose(language) {
    remember(language)
    this.#speak(language)
  }

  async #speak(language) {
    this.#words = new Words(language, regionalLocale(language), await loadJson(`./locales/${language}.json`))
    document.documentElement.lang = language
    translate(document, this.#words)
    this.#languages.show(language)
    this.#useContract()
    this.#stage.draw(this.#words, this.#service.contract)
  }

  // Nothing is asked yet; the lists are fetched so that they are there when the reader is.
  async #open() {
    try {
      await this.#ready()
    } catch (error) {
      this.#fail(error, () => this.#reopen())
    }
  }

  async #reopen() {
    this.#show({})
    this.#form.focus()
    await this.#open()
  }

  async #ask() {
    if (this.#busy) return
    this.#setBusy(true)
    try {
      await this.#answer(this.#form.values)
    } catch (error) {
      this.#refuseOrFail(error)
    } finally {
      this.#setBusy(false)
    }
    this.#stage.focus()
  }

  async #answer(values) {
    const problems = findProblems(values, this.#form.unreadable, this.#service.contract?.departureRange)
    if (problems.length > 0) return this.#show({ problems })
    writeAddress(values)
    await this.#ready()
    const flight = this.#service.flightFrom(values)
    const prediction = await this.#waiting.during(this.#service.predict(flight), "status.prediction", this.#words)
    this.#show({ prediction, flight })
  }

  async #ready() {
    if (this.#service.contract) return
    await this.#waiting.during(this.#service.ready(), "status.contract", this.#words)
    this.#useContract()
  }

  #useContract() {
    const { contract } = this.#service
    if (!contract) return
    this.#form.use(contract, this.#words)
    find("version").textContent = this.#words.say("foot.version", { version: contract.version })
  }

  #refuseOrFail(error) {
    if (error.problems?.length > 0) return this.#show({ problems: problemsFromService(error.problems) })
    this.#fail(error, () => this.#ask())
  }

  #fail(error, retry) {
    if (!(error instanceof ServiceError)) throw error
    this.#show({ failed: error.kind, retry })
  }

  #show(shown) {
    this.#stage.show(shown, this.#words, this.#service.contract)
  }

  #setBusy(busy) {
    this.#busy = busy
    this.#form.busy = busy
    this.#stage.busy = busy
  }
}

new Page().start()
