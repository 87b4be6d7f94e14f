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
