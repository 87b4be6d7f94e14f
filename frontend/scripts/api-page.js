// The page of the API: the only module that knows what stands on it, and what follows from what.

import { Reference } from "./api-page/reference.js"
import { ServiceDocument } from "./api-page/service-document.js"
import { ServicePage } from "./service-page.js"

const find = (id) => document.getElementById(id)

class Interface {
  #reference = new Reference(find("about"), find("contents"), find("operations"))
  version

  async load(api) {
    const description = new ServiceDocument(await api.description())
    this.#reference.take(description, api)
    this.version = description.version
  }

  draw(words) {
    return this.#reference.draw(words)
  }
}

new ServicePage("api", new Interface()).start()
