// The page on how far to trust the answers: the only module that knows what stands on it.

import { calibration } from "./about-page/calibration.js"
import { dayFigures } from "./about-page/day.js"
import { boundaries, build, knowledge, sources } from "./about-page/knowledge.js"
import { KnownModel } from "./about-page/known-model.js"
import { measuredNation, nationFigure } from "./about-page/nation.js"
import { skillFigure, verdict } from "./about-page/quality.js"
import { aheadFigures, monthFigures, shareFigures } from "./about-page/shares.js"
import { ServicePage } from "./service-page.js"

// What stands below the calibration, from top to bottom, each with what it is made of: the model and, if it was
// measured, how this model does away from where it learned the weather.
const PARTS = [
  (model, _, words) => shareFigures(model, words),
  (model, _, words) => aheadFigures(model, words),
  (_, nation, words) => (nation ? [nationFigure(nation, words)] : []),
  (model, _, words) => dayFigures(model, words),
  (model, _, words) => [verdict(model, words)],
  (model, _, words) => [skillFigure(model, words)],
  (model, _, words) => monthFigures(model, words),
  (model, _, words) => [knowledge(model, words), boundaries(model, words)],
  (model, _, words) => [sources(model, words), build(model, words)],
]

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

  *draw(words) {
    const shown = document.getElementById("parts")
    yield* calibration(shown, this.#model, words)
    for (const make of PARTS) {
      yield
      shown.append(...make(this.#model, this.#nation, words))
    }
  }
}

new ServicePage("about", new Trust()).start()
