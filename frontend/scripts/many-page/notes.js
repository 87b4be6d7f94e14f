// Notes that all flights of a list share are told once; each row has only those of its own.

import { notesOf } from "../forecast/weather-notes.js"

export function commonNotes(answered) {
  const [first, ...others] = answered.map(({ prediction }) => notesOf(prediction))
  return (first ?? []).filter(({ code }) => others.every((notes) => notes.some((note) => note.code === code)))
}

export function ownNotes(prediction, common) {
  return notesOf(prediction).filter(({ code }) => !common.some((note) => note.code === code))
}
