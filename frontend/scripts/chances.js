// Chances as people read them: so many in so many, whole percents that add up, and whether they ran high.

// A probability as people count: "about 3 in 10". Counts are judged better than percentages
// (Gigerenzer and Hoffrage 1995), and compared best when there are few denominators.

const TENTHS_ERROR = 0.03

export function frequency(probability) {
  if (probability < 0.005) return { bound: "fewer" }
  if (probability > 0.995) return { bound: "more" }
  // Near the ends a tenth is too coarse: 4 % must read neither "0" nor "1 in 10".
  if (probability < 0.095 || probability > 0.905) return about(probability, 100)
  // 15 % lies between two tenths, and "2 in 10" would overstate it by a third.
  const missed = Math.abs(probability - Math.round(probability * 10) / 10)
  return about(probability, missed > TENTHS_ERROR ? 20 : 10)
}

function about(probability, of) {
  return { bound: "about", count: Math.round(probability * of), of }
}

// Outcome shares as whole percents that add up as the reader expects: on time is what the chance
// of being late leaves of 100, and the late outcomes share that chance out among them.

const ON_TIME = "on_time"
const HALF_PERCENT = 0.005

export function wholePercents(outcomes) {
  const late = Math.round((1 - outcomes[ON_TIME]) * 100)
  return { [ON_TIME]: 100 - late, ...apportion(lateOnly(outcomes), late) }
}

function lateOnly({ [ON_TIME]: onTime, ...rest }) {
  return rest
}

// Largest remainders: each share is cut down to whole percents, and the percents left over go to
// those cut the most. Shares under half a percent stay at 0 and are shown as "<1%".
function apportion(shares, total) {
  const wholes = Object.fromEntries(Object.keys(shares).map((name) => [name, 0]))
  const counted = Object.entries(shares).filter(([, share]) => share >= HALF_PERCENT)
  for (const [name, share] of counted) wholes[name] = Math.floor(share * 100)
  const left = total - Object.values(wholes).reduce((sum, whole) => sum + whole, 0)
  const byCut = counted.map(([name, share]) => [name, share * 100 - wholes[name]]).sort((a, b) => b[1] - a[1])
  for (const [name] of byCut.slice(0, Math.max(left, 0))) wholes[name] += 1
  return wholes
}

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
