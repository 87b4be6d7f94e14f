// Notes that all flights of a list share are told once; each row has only those of its own.

export function commonNotes(answered) {
  const [first, ...others] = answered.map(({ prediction }) => prediction.notes)
  return (first ?? []).filter(({ code }) => others.every((notes) => notes.some((note) => note.code === code)))
}

export function ownNotes({ notes }, common) {
  return notes.filter(({ code }) => !common.some((note) => note.code === code))
}
