// The page from top to bottom.

import { boundaries } from "./boundaries.js"
import { calibration } from "./calibration.js"
import { knowledge } from "./knowledge.js"
import { monthFigures } from "./months.js"
import { skillFigure, verdict } from "./quality.js"
import { shareFigures } from "./shares.js"
import { build, sources } from "./sources.js"

export function partsOf(model, words) {
  return [
    calibration(model, words),
    ...shareFigures(model, words),
    verdict(model, words),
    skillFigure(model, words),
    ...monthFigures(model, words),
    knowledge(model, words),
    boundaries(model, words),
    sources(model, words),
    build(model, words),
  ]
}
