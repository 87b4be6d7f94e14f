// The steps of the heat map's colours. They stay the same for every flight, so that two maps compare.

export const STEPS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4]

// From 0, below the first of the steps, to their number.
export function stepOf(late) {
  return STEPS.filter((step) => late >= step).length
}

export function stepNames(words) {
  const percents = STEPS.map((step) => words.percent(Math.round(step * 100)))
  const between = STEPS.slice(1).map((_, place) =>
    words.say("choose.step_between", { from: Math.round(STEPS[place] * 100), to: percents[place + 1] }))
  return [
    words.say("choose.step_under", { percent: percents[0] }),
    ...between,
    words.say("choose.step_over", { percent: percents.at(-1) }),
  ]
}
