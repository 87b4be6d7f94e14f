// The request for JavaScript: a module in a browser, or Node.

import { layout } from "../layout.js"

export function javaScript({ url, method, value }) {
  const options = value === undefined ? [] : [
    `  method: ${JSON.stringify(method)},`,
    `  headers: { "Content-Type": "application/json" },`,
    `  body: JSON.stringify(${layout(value).replaceAll("\n", "\n  ")}),`,
  ]
  const call = options.length > 0 ? [`(${JSON.stringify(url)}, {`, ...options, "})"] : [`(${JSON.stringify(url)})`]
  return [
    `const response = await fetch${call.join("\n")}`,
    "if (!response.ok) throw new Error(await response.text())",
    "console.log(JSON.stringify(await response.json(), null, 2))",
    "",
  ].join("\n")
}
