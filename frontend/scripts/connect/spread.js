// How late a flight arrives, as its answer tells: the chances of classes, and the delays within each.
//
// A flight whose delay is announced has classes of its own, made of its own answer: within a class of the contract delays lie as they do for all flights; those of a flight that is known to leave
// forty minutes late lie close around forty. So the answer's own points are taken: the shares of flights below
// 15, 30, 60 and 120 minutes, and the quantiles p50, p80 and p95. Between two of them the delay is taken to grow
// evenly. Beyond the last one the tail is as long again as the step from p80 to p95, and below p50 no delay lies
// further off than p95 does above it.

import { isAnnounced } from "../announced/announced-delay.js"

const QUANTILES = { p50: 0.5, p80: 0.8, p95: 0.95 }

// { outcomes, classes }: `outcomes` maps each class to its chance, `classes` are { name, minutes }, all those of the
// contract among them: another flight's chances are of those.
export function distributionOf({ prediction, flight }, classes) {
  const { outcomes, delay_minutes: quantiles } = prediction
  if (!isAnnounced(flight)) return { outcomes, classes }
  const points = pointsOf(outcomes, quantiles, classes, 1 - outcomes.cancelled)
  const pieces = points.slice(1).map(({ share, minutes }, place) => ({
    name: `announced_${place}`, chance: share - points[place].share, minutes: [points[place].minutes, minutes],
  }))
  return {
    outcomes: Object.fromEntries(pieces.map(({ name, chance }) => [name, chance])),
    classes: [...classes, ...pieces.map(({ name, minutes }) => ({ name, minutes }))],
  }
}

// { share, minutes }: so many flights arrive at most so many minutes late; both grow from point to point.
function pointsOf(outcomes, quantiles, classes, arriving) {
  const { p50, p80, p95 } = quantiles
  const told = Object.entries(QUANTILES).map(([name, share]) => ({ share, minutes: quantiles[name] }))
  const known = [...edges(outcomes, classes), ...told.filter(({ share, minutes }) => minutes !== null && share < arriving)]
    .sort((one, other) => one.share - other.share)
  const last = Math.max(0, ...known.map(({ minutes }) => minutes))
  const below = p50 === null || p95 === null ? 0 : Math.max(0, p50 - (p95 - p50))
  const first = known.findLast(({ share, minutes }) => share < QUANTILES.p50 && minutes < below)?.share ?? 0
  const end = { share: arriving, minutes: last + ((p95 ?? last) - (p80 ?? last)) }
  return rising([{ share: 0, minutes: 0 }, ...known, { share: first, minutes: below }, end])
}

// Whole minutes: fewer than 15 are at most 14.
function edges(outcomes, classes) {
  let share = 0
  return classes.filter(({ to_minutes: to }) => to).map(({ name, to_minutes: to }) => {
    share += outcomes[name]
    return { share, minutes: to - 1 }
  })
}

// What was rounded may cross by a minute.
function rising(points) {
  let minutes = 0
  return points.toSorted((one, other) => one.share - other.share || one.minutes - other.minutes).map((point) => {
    minutes = Math.max(minutes, point.minutes)
    return { ...point, minutes }
  })
}
