// Sorts what a column shows. What it has no value for stays last, whichever way it is sorted.

const TURNS = { ascending: 1, descending: -1 }

export const OPPOSITE = { ascending: "descending", descending: "ascending" }

// Rows that tie keep the order that they had, so that sorting by one column, then another, adds up.
export function sorted(rows, valueOf, direction) {
  const turn = TURNS[direction]
  return rows.toSorted((one, other) => compare(valueOf(one), valueOf(other), turn))
}

function compare(one, other, turn) {
  const [oneMissing, otherMissing] = [one, other].map((value) => value === undefined || value === null)
  if (oneMissing || otherMissing) return Number(oneMissing) - Number(otherMissing)
  if (one === other) return 0
  return one < other ? -turn : turn
}
