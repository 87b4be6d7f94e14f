// The notes of an answer: of the weather, of what the model has never seen, and those that a list shares.

// The notes of an answer. Those on the weather follow from its field `weather` and from nothing else, so
// that no two sentences of the page can differ on what is counted in.

const NOTES = { none: "no_weather", partial: "partial_weather" }
const ELSEWHERE = "weather_from_elsewhere"

export function notesOf({ notes, weather }) {
  if (!weather) return notes
  const dropped = [...Object.values(NOTES), ...(weather.known === "none" ? [ELSEWHERE] : [])]
  const others = notes.filter(({ code }) => !dropped.includes(code))
  const own = NOTES[weather.known]
  return own ? [...others, notes.find(({ code }) => code === own) ?? { code: own }] : others
}

// Which of a flight's parts the model has never seen, as the answer's own notes tell.

const UNSEEN = ["unseen_carrier", "unseen_origin", "unseen_destination", "unseen_route"]

export function unseenIn({ notes }) {
  return UNSEEN.filter((unseen) => notes.some(({ code }) => code === unseen))
}

export function otherNotes({ notes }) {
  return notes.filter(({ code }) => !UNSEEN.includes(code))
}

const PARTS = UNSEEN.slice(0, 3)
const AIRPORTS = UNSEEN.slice(1, 3)

// Of airline and airports two are not known: what is left is too little for a figure to rest on.
export function isUnknown(codes) {
  return PARTS.filter((code) => codes.includes(code)).length > 1
}

// Whether it is the airports alone that are not known, as of a flight abroad.
export function isOfUnknownAirports(codes) {
  return isUnknown(codes) && !codes.includes("unseen_carrier")
}

export function hasUnknownAirport(codes) {
  return AIRPORTS.some((code) => codes.includes(code))
}

// Notes that all flights of a list share are told once; each row has only those of its own.

export function commonNotes(answered) {
  const [first, ...others] = answered.map(({ prediction }) => notesOf(prediction))
  return (first ?? []).filter(({ code }) => others.every((notes) => notes.some((note) => note.code === code)))
}

export function ownNotes(prediction, common) {
  return notesOf(prediction).filter(({ code }) => !common.some((note) => note.code === code))
}
