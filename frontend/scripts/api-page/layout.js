// Values laid out for reading: what fits on a line stands on one, the rest is indented.

const WIDTH = 76

export const JSON_STYLE = { indent: "  ", scalar: (value) => JSON.stringify(value), after: "" }
export const PYTHON_STYLE = { indent: "    ", scalar: pythonScalar, after: "," }

export function layout(value, style = JSON_STYLE, margin = "") {
  if (isScalar(value)) return style.scalar(value)
  const [open, close] = Array.isArray(value) ? "[]" : "{}"
  const entries = Object.entries(value)
  if (entries.every(([, inner]) => isScalar(inner))) {
    const parts = entries.map((entry) => `${keyOf(entry, value)}${style.scalar(entry[1])}`)
    const line = `${open}${parts.join(", ")}${close}`
    if (margin.length + line.length <= WIDTH) return line
  }
  const deeper = margin + style.indent
  const lines = entries.map((entry) => `${deeper}${keyOf(entry, value)}${layout(entry[1], style, deeper)}`)
  return `${open}\n${lines.join(",\n")}${style.after}\n${margin}${close}`
}

function keyOf([key], parent) {
  return Array.isArray(parent) ? "" : `${JSON.stringify(key)}: `
}

function isScalar(value) {
  return value === null || typeof value !== "object"
}

function pythonScalar(value) {
  if (value === null) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  return JSON.stringify(value)
}
