// How the released model does on flights of the whole country, as the training program measured it.

import { loadJson } from "../api.js"
import { decimal, figureOf, finePercent } from "./figures.js"
import { bars, legend, row } from "./shares.js"

const FILE = "nation.json"
const DRAWN = ["late_predicted_none", "late_observed"]
const LOSSES = ["model", "climatology", "constant"]
const HEADS = ["log_loss", "climatology_log_loss", "constant_log_loss", "auc"]

// What was measured of a version of the model; undefined where it is of another or cannot be had, for the
// page stands without it.
export async function measuredNation(version) {
  const measured = await loadJson(FILE).catch(() => undefined)
  return measured?.bundle === version ? measured : undefined
}

export function nationFigure(measured, words) {
  const parts = ["away", "learned"].filter((name) => measured[name])
  const slices = [
    ...parts.map((name) => slice(words.say(`about.nation.${name}`), measured[name])),
    ...Object.entries(measured.years).map(([year, means]) => slice(words.say("about.nation.year", { year }), means)),
  ]
  return figureOf({
    id: "nation",
    title: "about.nation.title",
    reading: "about.nation.reading",
    picture: [legend(DRAWN, words), bars(slices.map((one) => row(one, DRAWN, words)), words.say("about.shares.chart"))],
    heads: ["about.nation.part", ...["flights", ...DRAWN, ...HEADS].map((name) => `about.metric.${name}`)],
    lines: slices.map((one) => [one.label, words.number(one.flights), ...DRAWN.map((name) => finePercent(one[name], words)),
      ...scores(one.systems, words)]),
  }, words)
}

function slice(label, { said, came, ...part }) {
  return { ...part, label, late_predicted_none: said, late_observed: came }
}

function scores(systems, words) {
  if (!systems) return HEADS.map(() => "")
  const auc = systems.model.auc
  return [...LOSSES.map((name) => decimal(systems[name].log_loss, words)), auc ? decimal(auc, words) : ""]
}
