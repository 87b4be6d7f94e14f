// Which language to speak: the one that first-language.js has found; and the buttons that choose, one a language, each
// in its own tongue.

const MEMORY = "pushback.language"

// The markup's own where that script did not come.
export function preferredLanguage() {
  const { dataset, lang } = document.documentElement
  return dataset.speaks ?? lang
}

// A Briton reading English gets British dates, a Canadian reading French Canadian numbers.
export function regionalLocale(language) {
  return navigator.languages.find((locale) => baseOf(locale) === language) ?? language
}

export function remember(language) {
  try {
    localStorage.setItem(MEMORY, language)
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

function baseOf(locale) {
  return locale.split("-")[0].toLowerCase()
}

export class LanguageSwitch {
  #group

  constructor(group, onChoice) {
    this.#group = group
    group.addEventListener("click", ({ target }) => {
      if (target.dataset.language) onChoice(target.dataset.language)
    })
  }

  nameOf(language) {
    return this.#group.querySelector(`[data-language=${language}]`).textContent
  }

  show(language) {
    for (const button of this.#group.children) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language))
    }
  }
}
