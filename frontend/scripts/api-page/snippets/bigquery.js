// The request for BigQuery: the remote function, made once, and a query of the same flights.
// function/bigquery.sql is the same for a table; a test holds the two together.

const COLUMNS = [
  ["carrier", "STRING"], ["origin", "STRING"], ["destination", "STRING"],
  ["departure", "DATETIME"], ["arrival", "DATETIME"], ["departure_delay_min", "INT64"],
]
// As many as fit on a line.
const FIRST = 5
const WHOLE = /^-?\d{1,9}$/
const PATHS = ["/bigquery", "/predict"]
const NAME = "`PROJECT.DATASET.pushback`"
const REASONS_NAME = "`PROJECT.DATASET.pushback_reasons`"

export function hasSql({ path }) {
  return PATHS.includes(path)
}

export function bigQuery({ base, query, value }) {
  const rows = rowsOf(query, value)
  const reasons = wantsReasons(query, value)
  const name = reasons ? REASONS_NAME : NAME
  return [...creation(name, base, reasons), "", ...lacks(value), ...selection(name, rows, reasons), ""].join("\n")
}

function creation(name, base, reasons) {
  const context = reasons ? [",", "  user_defined_context = [('explain', 'true')]"] : ["", ""]
  return [
    `CREATE OR REPLACE FUNCTION ${name}(`,
    `  ${typed(COLUMNS.slice(0, FIRST))},`,
    `  ${typed(COLUMNS.slice(FIRST))})`,
    "RETURNS JSON",
    "REMOTE WITH CONNECTION `PROJECT.US.pushback`",
    "OPTIONS (",
    `  endpoint = ${literal(base + "/bigquery")},`,
    `  max_batching_rows = ${reasons ? 100 : 1000}${context[0]}`,
    ...(context[1] ? [context[1]] : []),
    ");",
  ]
}

function typed(columns) {
  return columns.map((column) => column.join(" ")).join(", ")
}

function lacks(value) {
  return value?.weather?.length > 0 ? ["-- A query cannot give the weather: this is the answer without it."] : []
}

function selection(name, rows, reasons) {
  const names = COLUMNS.map(([column]) => column)
  return [
    "SELECT",
    `  ${names.slice(0, 4).join(", ")},`,
    "  FLOAT64(answer.late) AS late,",
    "  INT64(answer.delay_minutes.p80) AS minutes_8_times_in_10,",
    ...(reasons ? ["  answer.reasons,"] : []),
    "  answer.errors",
    "FROM (",
    `  SELECT *, ${name}(`,
    `    ${names.join(", ")}) AS answer`,
    ...source(rows),
    ");",
  ]
}

function source(rows) {
  if (rows.length === 0) return ["  FROM `PROJECT.DATASET.schedule`"]
  const tuples = rows.map((row) => `    (${COLUMNS.map(([, type], place) => literal(row[place], type)).join(", ")})`)
  return [
    `  FROM UNNEST(ARRAY<STRUCT<${typed(COLUMNS)}>>[`,
    tuples.join(",\n"),
    "  ])",
  ]
}

// Rows of values in the order of the columns, from whichever form the request has.
function rowsOf(query, value) {
  if (value === undefined) return [byName(Object.fromEntries(query))]
  if (Array.isArray(value?.calls)) return value.calls.filter(Array.isArray)
  return Array.isArray(value?.flights) ? value.flights.map(byName) : []
}

function byName(flight) {
  return COLUMNS.map(([column]) => flight?.[column])
}

function wantsReasons(query, value) {
  if (value === undefined) return query.some(([name, asked]) => name === "explain" && asked === "true")
  return value?.explain === true || value?.userDefinedContext?.explain === "true"
}

function literal(value, type = "STRING") {
  if (value === undefined || value === null) return "NULL"
  if (type === "INT64" && WHOLE.test(value)) return String(value)
  const text = `'${String(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`
  return type === "DATETIME" ? `DATETIME ${text.replace(/(T\d\d:\d\d)'$/, "$1:00'")}` : text
}
