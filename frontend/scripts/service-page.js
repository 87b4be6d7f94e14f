// A page drawn from what the service tells of itself: fetch it, draw it, or say why there is nothing.

import { Api, ServiceError } from "./api.js"
import { Failure } from "./failure.js"
import { PageLanguage } from "./page-language.js"
import { tellReady } from "./page-state.js"
import { atOnce, inPieces } from "./pieces.js"
import { Waiting } from "./waiting.js"

const find = (id) => document.getElementById(id)

export class ServicePage {
  #name
  #content
  #language
  #waiting = new Waiting(find("status"))
  #failure = new Failure(find("failure"), find("failure-title"), find("failure-text"), find("retry"))
  #failed
  #drawn = false
  #words

  // `name` is what its own texts begin with. `content` has load(api), which fetches, a version that is
  // undefined until then, and draw(words), called once it is there and for each new language, which draws in pieces.
  constructor(name, content) {
    this.#name = name
    this.#content = content
    this.#language = new PageLanguage(find("languages"), (words) => this.#speak(words), find("status"), name)
  }

  // What the service tells is on its way while the words are.
  async start() {
    const loading = this.#load()
    loading.catch(() => {
      // It is told once there are words for it.
    })
    await this.#language.start()
    tellReady()
    await this.#open(loading)
    // The part that the address names was not there yet when the browser looked for it.
    find(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  }

  async #open(loading = this.#load()) {
    this.#failed = undefined
    this.#tell()
    try {
      await this.#waiting.during(loading, `${this.#name}.status.loading`, this.#words)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      this.#failed = error.kind
    }
    this.#tell()
    if (this.#failed) this.#failure.focus()
    else await this.#draw()
  }

  async #load() {
    await this.#content.load(await Api.fromConfig("./config.json"))
  }

  // Whoever chooses another language meanwhile gets all of it in that one.
  async #draw() {
    this.#drawn = true
    const words = this.#words
    await inPieces(this.#content.draw(words), () => words === this.#words)
  }

  #speak(words) {
    this.#words = words
    this.#tell()
    if (this.#drawn) atOnce(this.#content.draw(words))
  }

  #tell() {
    const words = this.#words
    document.title = words.say(this.#failed ? "page.title_failure" : `${this.#name}.title`)
    const { version } = this.#content
    if (version) find("version").textContent = words.say("foot.version", { version })
    if (this.#failed) this.#failure.show(this.#failed, words, () => this.#open())
    else this.#failure.clear()
  }
}
