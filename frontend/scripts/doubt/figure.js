// The chance of an answer as one short text: a range, or marked as unsure, where it is in doubt.

export function figureOf({ prediction, doubt }, words) {
  if (doubt?.kind === "range") return rangeIn(doubt, words)
  const percent = words.share(prediction.late)
  return doubt ? words.say("doubt.unsure", { percent }) : percent
}

// A flight of which nothing is known is answered without one.
export function hasFigure({ prediction, doubt }) {
  return Boolean(prediction) && doubt?.kind !== "unknown"
}

// "18–33%"; a single figure where both ends come to the same.
export function rangeIn({ from, to }, words) {
  const [low, high] = [words.share(from), words.share(to)]
  if (low === high) return high
  const whole = Math.round(from * 100)
  const bare = words.number(Math.max(whole, 1))
  return words.say("doubt.between", { from: whole === 0 ? words.say("percent.under", { percent: bare }) : bare, to: high })
}
