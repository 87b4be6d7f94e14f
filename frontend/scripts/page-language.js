// The language a page speaks: at first the reader's own, then the one they choose.

import { loadJson } from "./api.js"
import { preferredLanguage, regionalLocale, remember } from "./language.js"
import { LanguageSwitch } from "./language-switch.js"
import { translate } from "./translate.js"
import { Words } from "./words.js"

export class PageLanguage {
  #switch
  #onWords
  #spoken = Promise.resolve()

  // `onWords` is called with the words of a language once the page's own markup speaks it.
  constructor(group, onWords) {
    this.#onWords = onWords
    this.#switch = new LanguageSwitch(group, (language) => {
      remember(language)
      this.#queue(language)
    })
  }

  // Resolves when the page speaks.
  start() {
    return this.#queue(preferredLanguage())
  }

  // One after the other, so that the language chosen last is the one that stays.
  #queue(language) {
    const speak = () => this.#speak(language)
    this.#spoken = this.#spoken.then(speak, speak)
    return this.#spoken
  }

  async #speak(language) {
    const texts = await loadJson(`./locales/${language}.json`)
    const words = new Words(language, regionalLocale(language), texts)
    document.documentElement.lang = language
    this.#switch.show(language)
    translate(document, words)
    this.#onWords(words)
  }
}
