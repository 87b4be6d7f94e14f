// The buttons that choose the language, one a language, each in its own tongue.

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
