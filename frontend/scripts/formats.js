// Formats of the reader's language, each made once: to make one takes many times as long as to use it.

const made = new Map()

export function numberFormat(locale, options = {}) {
  return once(Intl.NumberFormat, locale, options)
}

export function dateFormat(locale, options) {
  return once(Intl.DateTimeFormat, locale, options)
}

export function listFormat(locale, options) {
  return once(Intl.ListFormat, locale, options)
}

function once(Format, locale, options) {
  const key = JSON.stringify([Format.name, locale, options])
  if (!made.has(key)) made.set(key, new Format(locale, options))
  return made.get(key)
}
