// The language a page speaks: at first the one that first-language.js finds, then the one a reader chooses.

import { ServiceError, loadJson } from "./api.js"
import { LanguageSwitch, preferredLanguage, regionalLocale, remember } from "./language.js"
import { tellBroken } from "./page-state.js"
import { Words } from "./words.js"

// Puts words into the markup that a page holds: data-text for the text, data-label for aria-label.

export function translate(root, words) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = words.say(node.dataset.text)
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", words.say(node.dataset.label))
  }
}

// A text that every locale file has.
const SURE = "page.title"

export class PageLanguage {
  #switch
  #onWords
  #status
  #own
  #words
  #began
  #spoken = Promise.resolve()

  // `onWords` is called with the words of a language once the page's own markup speaks it; `status` is
  // where a language is told of that could not be had; `own` names the texts of this page alone, if it has any.
  constructor(group, onWords, status, own = "") {
    this.#own = own
    this.#onWords = onWords
    this.#status = status
    this.#switch = new LanguageSwitch(group, (language) => this.#queue(language))
  }

  // Resolves when the page speaks, be it a language chosen because the first one could not be had.
  start() {
    return new Promise((resolve) => {
      this.#began = resolve
      this.#queue(preferredLanguage())
    })
  }

  // One after the other, so that the language chosen last is the one that stays.
  #queue(language) {
    const speak = () => this.#speak(language)
    this.#spoken = this.#spoken.then(speak, speak)
  }

  async #speak(language) {
    const texts = await load(language, this.#own)
    if (!texts) return this.#tellFailure(language)
    const words = new Words(language, regionalLocale(language), texts)
    if (this.#words) remember(language)
    this.#words = words
    Object.assign(document.documentElement, { lang: language }).dataset.speaks = language
    this.#switch.show(language)
    translate(document, words)
    this.#onWords(words)
    this.#began()
  }

  // Without any words yet, there are those that stand in the markup.
  #tellFailure(language) {
    if (!this.#words) return tellBroken()
    this.#status.textContent = this.#words.say("page.language_failed", { language: this.#switch.nameOf(language) })
  }
}

async function load(language, own) {
  try {
    const files = [`${language}.json`, ...(own ? [`${own}/${language}.json`] : [])]
    const texts = Object.assign({}, ...await Promise.all(files.map((file) => loadJson(`./locales/${file}`))))
    return typeof texts?.[SURE] === "string" ? texts : undefined
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return undefined
  }
}
