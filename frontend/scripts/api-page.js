// The page of the API: the only module that knows what stands on it, and what follows from what.

import { Reference } from "./api-page/reference.js"
import { ServiceDocument } from "./api-page/service-document.js"
import { translate } from "./page-language.js"
import { ServicePage } from "./service-page.js"

const find = (id) => document.getElementById(id)

class Interface {
  #reference = new Reference(find("about"), find("contents"), find("operations"))
  version

  async load(api) {
    const description = new ServiceDocument(await api.description())
    this.#reference.show(description, api)
    this.version = description.version
  }

  draw(words) {
    translate(document, words)
    this.#reference.draw(words)
  }
}

new ServicePage("api", new Interface()).start()
