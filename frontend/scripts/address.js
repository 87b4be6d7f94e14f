// The question in the page's address, so that an answer can be kept, shared and asked again.

export function readAddress(search) {
  const asked = new URLSearchParams(search)
  const [date, time] = (asked.get("departure") ?? "").split("T")
  const values = {
    carrier: asked.get("carrier")?.toUpperCase(),
    origin: asked.get("origin"),
    destination: asked.get("destination"),
    date,
    time: time?.slice(0, 5),
    arrival: asked.get("arrival"),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

export function isQuestion({ carrier, origin, destination, date, time }) {
  return Boolean(carrier && origin && destination && date && time)
}

export function writeAddress({ carrier, origin, destination, date, time, arrival }) {
  const asked = new URLSearchParams({ carrier, origin, destination, departure: `${date}T${time}` })
  if (arrival) asked.set("arrival", arrival)
  // Colons are legal in a query, and a time is easier to read with its colon.
  history.replaceState(null, "", `?${asked.toString().replaceAll("%3A", ":")}`)
}
