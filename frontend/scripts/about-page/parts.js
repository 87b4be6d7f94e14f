// The page from top to bottom.

import { boundaries } from "./boundaries.js"
import { knowledge } from "./knowledge.js"
import { monthFigures } from "./months.js"
import { skillFigure, verdict } from "./quality.js"
import { build, sources } from "./sources.js"

export function partsOf(model, words) {
  return [
    verdict(model, words),
    skillFigure(model, words),
    ...monthFigures(model, words),
    knowledge(model, words),
    boundaries(model, words),
    sources(model, words),
    build(model, words),
  ]
}
