// The page on how far to trust the answers: the only module that knows what stands on it.

import { KnownModel } from "./about-page/known-model.js"
import { measuredNation } from "./about-page/nation.js"
import { partsOf } from "./about-page/parts.js"
import { ServicePage } from "./service-page.js"

class Trust {
  #model
  #nation

  get version() {
    return this.#model?.version
  }

  async load(api) {
    this.#model = new KnownModel(await api.contract())
    this.#nation = await measuredNation(this.#model.version)
  }

  draw(words) {
    if (this.#model) document.getElementById("parts").replaceChildren(...partsOf(this.#model, this.#nation, words))
  }
}

new ServicePage("about", new Trust()).start()
