// The question in the page's address, so that an answer can be kept, shared, asked again and gone back to.

const FLIGHT = ["carrier", "origin", "destination"]
// `next` is when a connecting flight leaves, `next_day` whether that is a day after the arrival, `change` the
// minutes that changing planes takes, `next_delay` the minutes by which that flight is announced to leave late, and
// `next_carrier` and `next_destination` which flight it is.
const OPTIONAL = [
  "arrival", "departure_delay_min", "next", "next_day", "change", "next_delay", "next_carrier", "next_destination",
]
const CODE = /carrier|origin|destination/

export function readAddress(search) {
  const asked = new URLSearchParams(search)
  const named = Object.fromEntries([...FLIGHT, ...OPTIONAL].map((name) => [name, asked.get(name)]))
  const [date, time] = (asked.get("departure") ?? "").split("T")
  const arrival = named.arrival?.split("T").at(-1) // the API's tells its day, which the page finds itself
  const values = Object.entries({ ...named, date, time: time?.slice(0, 5), arrival: arrival?.slice(0, 5) })
  const given = values.filter(([, value]) => value)
  return Object.fromEntries(given.map(([name, value]) => [name, CODE.test(name) ? value.toUpperCase() : value]))
}

export function isQuestion({ carrier, origin, destination, date, time }) {
  return Boolean(carrier && origin && destination && date && time)
}

export function addressOf(values) {
  const { carrier, origin, destination, date, time } = values
  const asked = new URLSearchParams({ carrier, origin, destination, departure: `${date}T${time}` })
  for (const name of OPTIONAL) if (values[name]) asked.set(name, values[name])
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
