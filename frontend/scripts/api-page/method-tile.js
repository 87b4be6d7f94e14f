// The method of a request, on a tile of its own.

import { element } from "../dom.js"

export function methodTile(method) {
  return element("span", { class: "method", "data-method": method }, method)
}
