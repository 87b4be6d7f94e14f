// The chance to make a connection, from the whole distribution of delays.
//
// The slack s is the time between the scheduled arrival and the next departure, less the time that
// changing planes takes. With p_k the chance of outcome k and F_k the share of its delays of at most
// so many minutes,
//
//   P(make it) = sum over k of p_k F_k(s)
//
// F_k comes from the contract: its `minutes` are the delays at evenly spaced quantiles 0, 1/n, ..., 1
// within the class, and between two of them the delay is taken to grow evenly. Where several have one
// value, as the many flights that are not late at all, they all are within it. A flight that is
// cancelled or diverted has no minutes and never makes it. Early arrivals count as on time in the
// contract, so a slack below zero is never made: the true chance is a little higher.

// `outcomes` maps each class to its chance, `classes` are the contract's { name, minutes }.
export function chanceToConnect(outcomes, classes, slack) {
  return classes.reduce((sum, { name, minutes }) => sum + (outcomes[name] ?? 0) * shareWithin(minutes, slack), 0)
}

// The share of a class's delays that are at most `slack` minutes, from 0 to 1.
export function shareWithin(minutes, slack) {
  if (!minutes || slack < minutes[0]) return 0
  const last = minutes.length - 1
  const left = minutes.findLastIndex((delay) => delay <= slack)
  if (left === last) return 1
  return (left + (slack - minutes[left]) / (minutes[left + 1] - minutes[left])) / last
}
