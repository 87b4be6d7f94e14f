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

// Neither the airline nor one of the airports is known: nothing is left that a figure could rest on.
export function isUnknown(codes) {
  return codes.includes("unseen_carrier") && (codes.includes("unseen_origin") || codes.includes("unseen_destination"))
}

// Notes that all flights of a list share are told once; each row has only those of its own.

export function commonNotes(answered) {
  const [first, ...others] = answered.map(({ prediction }) => notesOf(prediction))
  return (first ?? []).filter(({ code }) => others.every((notes) => notes.some((note) => note.code === code)))
}

export function ownNotes(prediction, common) {
  return notesOf(prediction).filter(({ code }) => !common.some((note) => note.code === code))
}
