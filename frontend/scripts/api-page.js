// The page of the API: the only module that knows what stands on it, and what follows from what.

import { Api, ServiceError, loadJson } from "./api.js"
import { Reference } from "./api-page/reference.js"
import { ServiceDocument } from "./api-page/service-document.js"
import { Failure } from "./failure.js"
import { preferredLanguage, regionalLocale, remember } from "./language.js"
import { LanguageSwitch } from "./language-switch.js"
import { translate } from "./translate.js"
import { Waiting } from "./waiting.js"
import { Words } from "./words.js"

const find = (id) => document.getElementById(id)

class ApiPage {
  #waiting = new Waiting(find("status"))
  #languages = new LanguageSwitch(find("languages"), (language) => this.#choose(language))
  #failure = new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry"))
  #reference = new Reference(find("about"), find("contents"), find("operations"))
  #failed
  #version
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
      await this.#waiting.during(this.#load(), "api.status.loading", this.#words)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      this.#failed = error.kind
    }
    this.#draw()
    if (this.#failed) this.#failure.focus()
  }

  async #load() {
    const api = await Api.fromConfig("./config.json")
    const description = new ServiceDocument(await api.description())
    this.#reference.show(description, api)
    this.#version = description.version
  }

  async #reopen() {
    this.#failed = undefined
    this.#draw()
    await this.#open()
  }

  #draw() {
    const words = this.#words
    translate(document, words)
    document.title = words.say(this.#failed ? "page.title_failure" : "api.title")
    this.#reference.draw(words)
    if (this.#version) find("version").textContent = words.say("foot.version", { version: this.#version })
    if (this.#failed) this.#failure.show(this.#failed, words, () => this.#reopen())
    else this.#failure.clear()
  }
}

new ApiPage().start()
