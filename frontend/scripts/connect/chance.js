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
//
// Where the next flight's own distribution is known, it is taken to leave as late as it arrives late,
// whatever the first does. With q_j its chance of outcome j and d_j(u) its delay at the quantile u,
//
//   P(make it) = sum over j of q_j times the mean over u of P(first is at most s + d_j(u) late)
//
// and a next flight that is cancelled or diverted is not made. The mean is exact: between two quantiles d_j
// grows evenly, so that it is a difference of the integral of P(first is at most x late) over x.

import { instantOf, instantsOf, localAt, minutesBetween } from "../zones.js"

// `outcomes` maps each class to its chance, `classes` are the contract's { name, minutes }.
export function chanceToConnect(outcomes, classes, slack) {
  return classes.reduce((sum, { name, minutes }) => sum + (outcomes[name] ?? 0) * shareWithin(minutes, slack), 0)
}

// `next` maps each class to the next flight's chance of it.
export function chanceWithNext(outcomes, next, classes, slack) {
  const within = (moment) => chanceToConnect(outcomes, classes, moment)
  const gathered = (moment) => classes.reduce((sum, { name, minutes }) =>
    sum + (outcomes[name] ?? 0) * gatheredWithin(minutes, moment), 0)
  const mean = (from, to) => (from === to ? within(slack + from) : (gathered(slack + to) - gathered(slack + from)) / (to - from))
  return classes.reduce((sum, { name, minutes }) => sum + (next[name] ?? 0) * meanOver(minutes, mean), 0)
}

// The share of a class's delays that are at most `slack` minutes, from 0 to 1.
function shareWithin(minutes, slack) {
  if (!minutes || slack < minutes[0]) return 0
  const last = minutes.length - 1
  const left = minutes.findLastIndex((delay) => delay <= slack)
  if (left === last) return 1
  return (left + (slack - minutes[left]) / (minutes[left + 1] - minutes[left])) / last
}

// The integral of shareWithin over all slacks up to this one.
function gatheredWithin(minutes, slack) {
  return meanOver(minutes, (from, to) => {
    if (slack <= from) return 0
    if (slack >= to) return slack - (from + to) / 2
    return (slack - from) ** 2 / (2 * (to - from))
  })
}

// The mean over a class's steps from one quantile to the next; a class without minutes never arrives.
function meanOver(minutes, ofStep) {
  if (!minutes) return 0
  const steps = minutes.slice(1).map((to, place) => ofStep(minutes[place], to))
  return steps.reduce((sum, step) => sum + step, 0) / steps.length
}

// When the first flight lands and when the next one leaves, as instants: on nights on which the clocks change,
// an hour between the two can be missing or come twice.

const MINUTE_MS = 60_000

// { local, instant, estimated, place }: as on the ticket, else as long after the departure as the route usually
// takes; undefined where neither is known. `instant` is undefined where the clocks leave the time out;
// `place` is 0 or 1 where they show it twice.
export function landingOf({ origin, destination, departure, arrival }, contract) {
  const [from, to] = [origin, destination].map((airport) => contract.timeZone(airport))
  const block = contract.blockMinutes(origin, destination)
  const usual = block && from && to ? instantOf(departure, from) + Math.round(block) * MINUTE_MS : undefined
  if (arrival) return { ...moment(arrival, to, (found) => landingAmong(found, usual)), estimated: false }
  return usual && { ...moment(localAt(usual, to), to, () => usual), estimated: true }
}

// The departure at a local time of the airport where the first flight lands.
export function leavingAt(local, zone, landing) {
  return moment(local, zone, (found) => found.find((instant) => instant >= landing.instant) ?? found.at(-1))
}

// From the one to the other: `gap` in minutes that pass, `shift` those by which the clocks show fewer or more.
export function between(landing, leaving) {
  const gap = (leaving.instant - landing.instant) / MINUTE_MS
  return { gap, shift: gap - minutesBetween(landing.local, leaving.local) }
}

// Where no zone is known the clocks are taken not to change.
function moment(local, zone = "UTC", choose) {
  const found = instantsOf(local, zone)
  const instant = choose(found)
  return { local, instant, place: found.length > 1 ? found.indexOf(instant) : undefined }
}

// Of two the one nearer to what is usual, else the later: it leaves less time.
function landingAmong(found, usual) {
  if (usual === undefined) return found.at(-1)
  return found.toSorted((one, other) => Math.abs(one - usual) - Math.abs(other - usual))[0]
}
