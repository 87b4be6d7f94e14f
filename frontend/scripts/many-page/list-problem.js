// A list as text, and what is said of one that cannot be read.

export class ListProblem {
  #section
  #title
  #text

  constructor(section, title, text) {
    this.#section = section
    this.#title = title
    this.#text = text
  }

  show({ kind, facts }, words) {
    const told = inWords(facts, words)
    this.#title.textContent = words.say(`many.problem.${kind}.title`, told)
    this.#text.textContent = words.say(`many.problem.${kind}.text`, told)
    this.#section.hidden = false
  }

  focus() {
    this.#section.focus()
  }

  clear() {
    this.#section.hidden = true
  }
}

function inWords(facts, words) {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) =>
    [name, Array.isArray(fact) ? fact.join(", ") : words.number(fact)]))
}

// Why a list cannot be read. `kind` is empty, too_large, unreadable, binary, unclosed, columns,
// no_flights or too_many: the locale files have words for each, filled with `facts`.

export class ListError extends Error {
  constructor(kind, facts = {}) {
    super(kind)
    this.kind = kind
    this.facts = facts
  }
}

// A list as text, whether it was pasted or comes as a file in one of the encodings sheets are saved in.

const MEGABYTE = 1_000_000
const MOST_MEGABYTES = 2
// No text has these: they tell a workbook, a picture or a PDF from a CSV.
const CONTROLS = /[\0-\x08\x0e-\x1a\x1c-\x1f]/

export async function textOf(source) {
  const pasted = typeof source === "string"
  checkSize(pasted ? source.length : source.size)
  const text = pasted ? source : decode(await bytesOf(source))
  if (text.trim() === "") throw new ListError("empty")
  if (CONTROLS.test(text)) throw new ListError("binary")
  return text.replace(/^\ufeff/, "")
}

function checkSize(size) {
  if (size <= MOST_MEGABYTES * MEGABYTE) return
  throw new ListError("too_large", { size: Math.ceil((size / MEGABYTE) * 10) / 10, limit: MOST_MEGABYTES })
}

async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    // A folder, or a file that was moved or changed since it was chosen.
    throw new ListError("unreadable")
  }
}

function decode(bytes) {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // What older spreadsheets call "ANSI": codes and times read the same, and accents come out right.
    return new TextDecoder("windows-1252").decode(bytes)
  }
}
