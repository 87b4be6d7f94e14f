// The request for a shell.

import { layout } from "../layout.js"

export function curl({ url, value }) {
  if (value === undefined) return `curl ${quoted(url)}`
  return [
    `curl ${quoted(url)} \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --data-raw ${quoted(layout(value))}`,
  ].join("\n")
}

// Within single quotes nothing means anything but the quote itself.
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`
}
