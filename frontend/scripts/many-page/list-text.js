// A list as text, whether it was pasted or comes as a file: packed or not, in one of the encodings that sheets are
// saved in.

import { ServiceError } from "../api.js"
import { inflated } from "./inflating.js"
import { ListError } from "./list-problem.js"

const MEGABYTE = 1_000_000
const MOST_MEGABYTES = 2
// No text has these: they tell a picture from a CSV.
const CONTROLS = /[\0-\x08\x0e-\x1a\x1c-\x1f]/
const GZIP = "\x1f\x8b"
const ZIP = "PK\x03\x04"
// How files begin that hold no list, and what they are.
const STRANGE = { PAR1: "parquet", "\xd0\xcf\x11\xe0": "workbook", "%PDF": "pdf", "{\\rt": "binary" }
// Texts of other kinds than a table.
const OTHERS = { "<": "web_page", "{": "json", "[": "json" }

export async function textOf(source) {
  const pasted = typeof source === "string"
  checkSize(pasted ? source.length : source.size)
  const text = (pasted ? source : decoded(await unpacked(await bytesOf(source)))).replace(/^\ufeff/, "")
  if (text.trim() === "") throw new ListError("empty")
  if (CONTROLS.test(text)) throw new ListError("binary")
  const other = OTHERS[text.trimStart()[0]]
  if (other) throw new ListError(other)
  return text
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

async function unpacked(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  if (start.startsWith(GZIP)) return gunzipped(bytes)
  if (start.startsWith(ZIP)) return fromArchive(bytes)
  const kind = Object.keys(STRANGE).find((magic) => start.startsWith(magic))
  if (kind) throw new ListError(STRANGE[kind])
  return bytes
}

async function gunzipped(bytes) {
  try {
    return await inflated(bytes, "gzip", checkSize)
  } catch (error) {
    throw error instanceof ListError ? error : new ListError("damaged")
  }
}

// Few lists are packed so: what reads them comes when it is needed.
async function fromArchive(bytes) {
  const { listIn } = await loaded()
  try {
    const found = await listIn(bytes)
    checkSize(found.length)
    return found
  } catch (error) {
    if (error instanceof ListError) throw error
    throw new ListError(error.kind ?? "damaged", error.facts)
  }
}

async function loaded() {
  try {
    return await import("./packed-list.js")
  } catch {
    throw new ServiceError("network")
  }
}

function decoded(bytes) {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  try {
    return new TextDecoder(unmarked16(bytes) ?? "utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(legacyOf(bytes)).decode(bytes)
  }
}

// Of UTF-16 without its mark every other byte is 0: the second ones where the small end comes first.
function unmarked16(bytes) {
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 1].map((odd) => sample.filter((byte, place) => byte === 0 && place % 2 === odd).length)
  if ((zeros[0] + zeros[1]) * 3 <= sample.length) return undefined
  return zeros[0] === 0 ? "utf-16le" : zeros[1] === 0 ? "utf-16be" : undefined
}

// What older sheets of Windows and of the Mac are saved in. The letters with accents lie apart in the two.
function legacyOf(bytes) {
  const mac = bytes.filter((byte) => byte >= 0x80 && byte < 0xa0).length
  const windows = bytes.filter((byte) => byte >= 0xc0).length
  return mac > windows ? "macintosh" : "windows-1252"
}
