// The page on how far to trust the answers: the only module that knows what stands on it.

import { calibration } from "./about-page/calibration.js"
import { dayFigures } from "./about-page/day.js"
import { boundaries, build, knowledge, sources } from "./about-page/knowledge.js"
import { KnownModel } from "./about-page/known-model.js"
import { measuredNation, nationFigure } from "./about-page/nation.js"
import { skillFigure, verdict } from "./about-page/quality.js"
import { aheadFigures, monthFigures, shareFigures } from "./about-page/shares.js"
import { ServicePage } from "./service-page.js"

// The page from top to bottom.

// `nation` is what was measured of this model away from where it learned the weather, if it was.
function partsOf(model, nation, words) {
  return [
    calibration(model, words),
    ...shareFigures(model, words),
    ...aheadFigures(model, words),
    ...(nation ? [nationFigure(nation, words)] : []),
    ...dayFigures(model, words),
    verdict(model, words),
    skillFigure(model, words),
    ...monthFigures(model, words),
    knowledge(model, words),
    boundaries(model, words),
    sources(model, words),
    build(model, words),
  ]
}

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
