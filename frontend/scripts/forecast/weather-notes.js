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
