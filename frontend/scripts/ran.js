// What was expected of flights beside what came of them.

const HELD_POINTS = 3

// A share's mean over parts of the flights, in which each flight counts as one.
export function mean(parts, share) {
  const flights = parts.reduce((sum, part) => sum + part.flights, 0)
  return parts.reduce((sum, part) => sum + part[share] * part.flights, 0) / flights
}

// Whether chances ran "high" or "low", or "held": counted in the whole percents that are shown, so that
// the word never contradicts them.
export function ran(expected, came) {
  const points = Math.round(expected * 100) - Math.round(came * 100)
  if (Math.abs(points) <= HELD_POINTS) return "held"
  return points > 0 ? "high" : "low"
}
