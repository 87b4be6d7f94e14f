// The page on how far to trust the answers: the only module that knows what stands on it.

import { KnownModel } from "./about-page/known-model.js"
import { partsOf } from "./about-page/parts.js"
import { ServicePage } from "./service-page.js"

class Trust {
  #model

  get version() {
    return this.#model?.version
  }

  async load(api) {
    this.#model = new KnownModel(await api.contract())
  }

  draw(words) {
    if (this.#model) document.getElementById("parts").replaceChildren(...partsOf(this.#model, words))
  }
}

new ServicePage("about", new Trust()).start()
