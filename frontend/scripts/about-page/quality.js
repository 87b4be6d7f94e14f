// How good the model is: in a sentence, in a few figures, and beside what it must beat.

import { element } from "../dom.js"
import { flaps } from "../flaps.js"
import { decimal, figureOf, finePercent, inPoints, signedPercent } from "./figures.js"
import { bars } from "./shares.js"

const STATES = ["full", "forecast_1_day", "none"]
const METRICS = ["log_loss", "brier", "rps", "auc"]

export function verdict(model, words) {
  const { skill, metrics } = model.score("full")
  const told = model.scores.map(({ name }) => name)
  const key = skill > 0 ? "about.verdict.better" : "about.verdict.worse"
  return element("section", { class: "board verdict", id: "quality", "aria-labelledby": "quality-title" },
    element("h2", { class: "verdict-words", id: "quality-title" },
      words.say(key, { percent: finePercent(Math.abs(skill), words) })),
    element("dl", { class: "tiles" },
      ...STATES.filter((name) => told.includes(name)).map((name) => tile(name, signedPercent(model.score(name).skill, words), words)),
      tile("auc", words.number(Math.round(metrics.auc * 100)), words)),
    element("p", { class: "verdict-how" }, words.say("about.skill.meaning")))
}

export function skillFigure(model, words) {
  const scores = model.scores.filter(({ skill }) => skill !== 0)
  return figureOf({
    id: "skill",
    title: "about.skill.title",
    reading: "about.skill.reading",
    picture: [bars(scores.map((score) => row(score, words)), words.say("about.skill.chart"))],
    heads: ["about.model", ...["skill", ...METRICS, "ece"].map((name) => `about.metric.${name}`)],
    lines: model.scores.map(({ name, metrics, skill }) => [
      words.say(`about.score.${name}`), signedPercent(skill, words),
      ...METRICS.map((metric) => decimal(metrics[metric], words)), inPoints(metrics.ece, words),
    ]),
  }, words)
}

function tile(name, text, words) {
  return element("div", { "data-figure": name },
    element("dt", {}, words.say(`about.tile.${name}`)),
    element("dd", {}, flaps(text)),
    element("dd", { class: "itinerary-detail" }, words.say(`about.tile.${name}.meaning`)))
}

function row({ name, skill, ours }, words) {
  return {
    label: words.say(`about.score.${name}`),
    shown: signedPercent(skill, words),
    bars: [{ name: ours ? "model" : "other", value: skill }],
  }
}
