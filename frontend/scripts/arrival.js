// The date of an arrival of which only the clock time is known.

const DAY_MS = 86_400_000

// Tickets give arrivals in the destination's time, and most flights land on the day they leave.
// One that would land before it left, as instants and not as clock faces, lands on the next day.
export function arrivalMoment(departure, time, originZone, destinationZone) {
  const sameDay = `${departure.slice(0, 10)}T${time}`
  // With one zone unknown the two clocks cannot be told apart, so both are read as one.
  const [from, to] = originZone && destinationZone ? [originZone, destinationZone] : ["UTC", "UTC"]
  return instantOf(sameDay, to) < instantOf(departure, from) ? nextDay(sameDay) : sameDay
}

function instantOf(local, zone) {
  const wall = Date.parse(`${local}Z`)
  // The offset depends on the instant sought; a second look settles it around clock changes.
  const guess = wall - offsetAt(wall, zone)
  return wall - offsetAt(guess, zone)
}

function offsetAt(instant, zone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  })
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - instant
}

function nextDay(local) {
  return new Date(Date.parse(`${local}Z`) + DAY_MS).toISOString().slice(0, 16)
}
