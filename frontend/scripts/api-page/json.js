// JSON that may not be JSON.

export function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isJson(text) {
  return parsed(text) !== undefined
}
