// A page drawn from what the service tells of itself: fetch it, draw it, or say why there is nothing.

import { Api, ServiceError } from "./api.js"
import { Failure } from "./failure.js"
import { PageLanguage } from "./page-language.js"
import { tellReady } from "./page-state.js"
import { Waiting } from "./waiting.js"

const find = (id) => document.getElementById(id)

export class ServicePage {
  #name
  #content
  #language
  #waiting = new Waiting(find("status"))
  #failure = new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry"))
  #failed
  #words

  // `name` is what its own texts begin with. `content` has load(api), which fetches, a version that is
  // undefined until then, and draw(words), called whenever there are new words or figures.
  constructor(name, content) {
    this.#name = name
    this.#content = content
    this.#language = new PageLanguage(find("languages"), (words) => this.#draw(words), find("status"), name)
  }

  async start() {
    await this.#language.start()
    tellReady()
    await this.#open()
    // The part that the address names was not there yet when the browser looked for it.
    find(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  }

  async #open() {
    this.#failed = undefined
    this.#draw(this.#words)
    try {
      await this.#waiting.during(this.#load(), `${this.#name}.status.loading`, this.#words)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      this.#failed = error.kind
    }
    this.#draw(this.#words)
    if (this.#failed) this.#failure.focus()
  }

  async #load() {
    await this.#content.load(await Api.fromConfig("./config.json"))
  }

  #draw(words) {
    this.#words = words
    document.title = words.say(this.#failed ? "page.title_failure" : `${this.#name}.title`)
    this.#content.draw(words)
    const { version } = this.#content
    if (version) find("version").textContent = words.say("foot.version", { version })
    if (this.#failed) this.#failure.show(this.#failed, words, () => this.#open())
    else this.#failure.clear()
  }
}
