// How good the model was month by month, since a mean hides the months that it got wrong.

import { monthName } from "../month-names.js"
import { bars } from "./bars.js"
import { figureOf } from "./figure.js"
import { decimal, signedPercent } from "./fine-numbers.js"

export function monthFigures({ months }, words) {
  return months.length > 0 ? [skills(months, words)] : []
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
