// The chance as so many flights out of ten or twenty, drawn: a tile each, the late ones lit.

import { drawing } from "../dom.js"

const TILE = 32
const GAP = 4
const IN_A_ROW = { 10: 10, 20: 20, 100: 20 }
const PLANE = "M16 5c1.2 0 2 1.3 2 3v5.2l9 5.2v2.6l-9-2.7v5l2.6 2v2L16 26l-4.6 1.3v-2l2.6-2v-5l-9 2.7v-2.6l9-5.2V8c0-1.7.8-3 2-3z"

// The sentence beside it says the same, so it is hidden from those who hear the page. Those beyond `count`
// and up to `most` may be late or not: they are outlined.
export function flock({ bound, count = bound === "more" ? 100 : 0, of = 100, most = count }) {
  const columns = IN_A_ROW[of]
  const step = TILE + GAP
  const tiles = Array.from({ length: of }, (_, place) => plane(place, columns, step, stateOf(place, count, most)))
  const box = `0 0 ${columns * step - GAP} ${(of / columns) * step - GAP}`
  return drawing("svg", { class: "flock", viewBox: box, "aria-hidden": "true", "data-of": of }, ...tiles)
}

function stateOf(place, count, most) {
  if (place < count) return { "data-late": "" }
  return place < most ? { "data-perhaps": "" } : {}
}

function plane(place, columns, step, state) {
  const [x, y] = [(place % columns) * step, Math.floor(place / columns) * step]
  return drawing("g", { transform: `translate(${x} ${y})`, ...state },
    drawing("rect", { width: TILE, height: TILE, rx: 3 }), drawing("path", { d: PLANE }))
}
