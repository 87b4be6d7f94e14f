// The request for Python, with nothing but its standard library.

import { PYTHON_STYLE, layout } from "../layout.js"

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
