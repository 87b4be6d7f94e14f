// The page from top to bottom.

import { boundaries } from "./boundaries.js"
import { calibration } from "./calibration.js"
import { knowledge } from "./knowledge.js"
import { monthFigures } from "./months.js"
import { nationFigure } from "./nation.js"
import { skillFigure, verdict } from "./quality.js"
import { shareFigures } from "./shares.js"
import { build, sources } from "./sources.js"

// `nation` is what was measured of this model away from where it learned the weather, if it was.
export function partsOf(model, nation, words) {
  return [
    calibration(model, words),
    ...shareFigures(model, words),
    ...(nation ? [nationFigure(nation, words)] : []),
    verdict(model, words),
    skillFigure(model, words),
    ...monthFigures(model, words),
    knowledge(model, words),
    boundaries(model, words),
    sources(model, words),
    build(model, words),
  ]
}
