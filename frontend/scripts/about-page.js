// The page on how far to trust the answers: the only module that knows what stands on it.

import { KnownModel } from "./about-page/known-model.js"
import { partsOf } from "./about-page/parts.js"
import { Api, ServiceError, loadJson } from "./api.js"
import { Failure } from "./failure.js"
import { preferredLanguage, regionalLocale, remember } from "./language.js"
import { LanguageSwitch } from "./language-switch.js"
import { translate } from "./translate.js"
import { Waiting } from "./waiting.js"
import { Words } from "./words.js"

const find = (id) => document.getElementById(id)

class AboutPage {
  #waiting = new Waiting(find("status"))
  #languages = new LanguageSwitch(find("languages"), (language) => this.#choose(language))
  #failure = new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry"))
  #failed
  #model
  #words

  async start() {
    await this.#speak(preferredLanguage())
    await this.#open()
    // The part that the address names was not there yet when the browser looked for it.
    find(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  }

  #choose(language) {
    remember(language)
    this.#speak(language)
  }

  async #speak(language) {
    this.#words = new Words(language, regionalLocale(language), await loadJson(`./locales/${language}.json`))
    document.documentElement.lang = language
    this.#languages.show(language)
    this.#draw()
  }

  async #open() {
    try {
      this.#model = await this.#waiting.during(this.#load(), "about.status.loading", this.#words)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      this.#failed = error.kind
    }
    this.#draw()
    if (this.#failed) this.#failure.focus()
  }

  async #load() {
    const api = await Api.fromConfig("./config.json")
    return new KnownModel(await api.contract())
  }

  async #reopen() {
    this.#failed = undefined
    this.#draw()
    await this.#open()
  }

  #draw() {
    const words = this.#words
    translate(document, words)
    document.title = words.say(this.#failed ? "page.title_failure" : "about.title")
    if (this.#model) {
      find("parts").replaceChildren(...partsOf(this.#model, words))
      find("version").textContent = words.say("foot.version", { version: this.#model.version })
    }
    if (this.#failed) this.#failure.show(this.#failed, words, () => this.#reopen())
    else this.#failure.clear()
  }
}

new AboutPage().start()
