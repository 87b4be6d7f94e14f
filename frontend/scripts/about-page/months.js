// How the model did month by month, since a mean hides the months that it got wrong.

import { element } from "../dom.js"
import { bars } from "./bars.js"
import { figureOf } from "./figure.js"
import { decimal, finePercent, monthName, signedPercent } from "./fine-numbers.js"

const SHARES = ["late_predicted", "late_observed"]

export function monthFigures(model, words) {
  const { months } = model
  return months.length > 0 ? [skills(months, words), shares(months, words)] : []
}

function skills(months, words) {
  return figureOf({
    id: "months",
    title: "about.months.title",
    reading: "about.months.reading",
    picture: [bars(months.map(({ month, skill }) => ({
      label: monthName(month, words),
      shown: signedPercent(skill, words),
      bars: [{ name: "model", value: skill }],
    })), words.say("about.months.chart"))],
    heads: ["month", "flights", "skill", "log_loss", "climatology_log_loss", "auc"].map((name) => `about.metric.${name}`),
    lines: months.map((metrics) => [
      monthName(metrics.month, words), words.number(metrics.flights), signedPercent(metrics.skill, words),
      ...["log_loss", "climatology_log_loss", "auc"].map((name) => decimal(metrics[name], words)),
    ]),
  }, words)
}

function shares(months, words) {
  return figureOf({
    id: "shares",
    title: "about.shares.title",
    reading: "about.shares.reading",
    picture: [legend(words), bars(months.map((metrics) => ({
      label: monthName(metrics.month, words),
      shown: SHARES.map((name) => finePercent(metrics[name], words)).join(" / "),
      bars: SHARES.map((name) => ({ name, value: metrics[name] })),
    })), words.say("about.shares.chart"))],
    heads: ["about.metric.month", "about.metric.flights", ...SHARES.map((name) => `about.metric.${name}`)],
    lines: months.map((metrics) => [
      monthName(metrics.month, words), words.number(metrics.flights),
      ...SHARES.map((name) => finePercent(metrics[name], words)),
    ]),
  }, words)
}

function legend(words) {
  return element("ul", { class: "plot-legend" }, ...SHARES.map((name) =>
    element("li", { "data-bar": name }, words.say(`about.metric.${name}`))))
}
