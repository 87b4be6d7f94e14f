// The request for programs: curl, JavaScript and Python.

import { PYTHON_STYLE, layout } from "../json.js"

// The request for a shell.

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

// The request for JavaScript: a module in a browser, or Node.

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

// The request for Python, with nothing but its standard library.

export function python({ address, query, value }) {
  const given = value === undefined ? asked(address, query) : posted(address, value)
  return [...imports(query, value), "", ...given, ...TRY, ""].join("\n")
}

const TRY = [
  "try:",
  "    with urlopen(request, timeout=10) as response:",
  "        print(json.dumps(json.load(response), indent=2))",
  "except HTTPError as refusal:",
  "    sys.exit(refusal.read().decode())",
]

function imports(query, value) {
  return [
    "import json",
    "import sys",
    "from urllib.error import HTTPError",
    ...(value === undefined && query.length > 0 ? ["from urllib.parse import urlencode"] : []),
    "from urllib.request import Request, urlopen",
  ]
}

function posted(address, value) {
  return [
    `body = ${layout(value, PYTHON_STYLE)}`,
    "request = Request(",
    `    ${JSON.stringify(address)},`,
    "    data=json.dumps(body).encode(),",
    `    headers={"Content-Type": "application/json"},`,
    ")",
  ]
}

function asked(address, query) {
  if (query.length === 0) return [`request = Request(${JSON.stringify(address)})`]
  return [
    `query = ${layout(Object.fromEntries(query), PYTHON_STYLE)}`,
    `request = Request(${JSON.stringify(address + "?")} + urlencode(query))`,
  ]
}
