// Text on split-flap tiles, one a character, as on a departures board.

import { element } from "./dom.js"

export function flaps(text, className = "") {
  const tiles = [...text].map((character, place) => tile(character, place))
  // Read out letter by letter the tiles make no sense, so they are one picture with one name.
  return element("span", { class: `flaps ${className}`, role: "img", "aria-label": text }, ...tiles)
}

function tile(character, place) {
  if (/\s/.test(character)) return character
  const node = element("span", { class: "flap" }, character)
  node.style.setProperty("--place", place)
  return node
}
