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
