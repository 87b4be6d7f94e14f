// Why a row could not be answered, in the reader's language and the names of the reader's sheet.

const LONGEST = 40

// { text, language }: words newer than this page come in the service's own English.
export function reasonInWords({ field, code, message }, row, columns, words) {
  const key = `many.reason.${code}`
  if (!words.has(key)) return { text: message, language: "en" }
  const allowed = field ? words.say(`many.allowed.${field}`) : ""
  const seen = shortened(columns.cell(row.cells, field))
  return { text: words.say(key, { column: columns.nameOf(field), seen, allowed }) }
}

function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
