// The question in the page's address, so that an answer can be kept, shared, asked again and gone back to.

export function readAddress(search) {
  const asked = new URLSearchParams(search)
  const [date, time] = (asked.get("departure") ?? "").split("T")
  const values = {
    carrier: asked.get("carrier")?.toUpperCase(),
    origin: asked.get("origin")?.toUpperCase(),
    destination: asked.get("destination")?.toUpperCase(),
    date,
    time: time?.slice(0, 5),
    arrival: asked.get("arrival"),
    departure_delay_min: asked.get("departure_delay_min"),
    next: asked.get("next"),
    next_day: asked.get("next_day"),
    change: asked.get("change"),
    next_delay: asked.get("next_delay"),
    next_carrier: asked.get("next_carrier")?.toUpperCase(),
    next_destination: asked.get("next_destination")?.toUpperCase(),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

export function isQuestion({ carrier, origin, destination, date, time }) {
  return Boolean(carrier && origin && destination && date && time)
}

// `next` is when a connecting flight leaves, `next_day` whether that is a day after the arrival, `change` the
// minutes that changing planes takes, `next_delay` the minutes by which that flight is announced to leave late, and
// `next_carrier` and `next_destination` which flight it is.
export function addressOf({ carrier, origin, destination, date, time, arrival, departure_delay_min, ...connection }) {
  const asked = new URLSearchParams({ carrier, origin, destination, departure: `${date}T${time}` })
  const { next, next_day, change, next_delay, next_carrier, next_destination } = connection
  const named = { arrival, departure_delay_min, next, next_day, change, next_delay, next_carrier, next_destination }
  const optional = Object.entries(named).filter(([, value]) => value)
  for (const [name, value] of optional) asked.set(name, value)
  // Colons are legal in a query, and a time is easier to read with its colon.
  return `?${asked.toString().replaceAll("%3A", ":")}`
}

// A new question is a new step back; the same one asked again is not.
export function enterAddress(values) {
  const address = addressOf(values)
  if (address !== location.search) history.pushState(null, "", address)
}

export function correctAddress(values) {
  history.replaceState(null, "", addressOf(values))
}
