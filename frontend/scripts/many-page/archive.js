// A zip archive in memory: what it holds by name, each part unpacked when it is asked for.

import { inflated } from "./inflating.js"

// All numbers of an archive are written with the small end first.
const SMALL_FIRST = true
const END = 0x06054b50
const MEMBER = 0x02014b50
const END_BYTES = 22
const MEMBER_BYTES = 46
const LOCAL_BYTES = 30
const LONGEST_COMMENT = 65_535
const LOCKED = 1
const STORED = 0
const DEFLATED = 8
const MEGABYTE = 1_000_000
const MOST_MEGABYTES = 12

// `kind` and `facts` are those of a ListError.
export class Unreadable extends Error {
  constructor(kind, facts = {}) {
    super(kind)
    this.kind = kind
    this.facts = facts
  }
}

export class Archive {
  #bytes
  #members
  #unpacked = 0

  constructor(bytes) {
    this.#bytes = bytes
    this.#members = new Map(membersOf(viewOf(bytes)).map((member) => [member.name, member]))
  }

  get names() {
    return [...this.#members.keys()]
  }

  has(name) {
    return this.#members.has(name)
  }

  // The bytes of a part. What is unpacked of an archive is bounded as a whole.
  async read(name) {
    const { flags, method, size, sum, packed } = this.#members.get(name) ?? damaged()
    if (flags & LOCKED) throw new Unreadable("locked")
    this.#unpacked += size
    checkSize(this.#unpacked)
    const content = await unpacked(packed(this.#bytes), method, size)
    if (content.length !== size || checksum(content) !== sum) damaged()
    return content
  }
}

export function damaged() {
  throw new Unreadable("damaged")
}

function checkSize(size) {
  if (size <= MOST_MEGABYTES * MEGABYTE) return
  throw new Unreadable("too_large", { size: Math.ceil(size / MEGABYTE), limit: MOST_MEGABYTES })
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function membersOf(view) {
  const end = endOf(view)
  const members = []
  let at = view.getUint32(end + 16, SMALL_FIRST)
  for (let left = view.getUint16(end + 10, SMALL_FIRST); left > 0; left -= 1) {
    if (at + MEMBER_BYTES > end || view.getUint32(at, SMALL_FIRST) !== MEMBER) damaged()
    members.push(memberAt(view, at))
    at += MEMBER_BYTES + [28, 30, 32].reduce((sum, place) => sum + view.getUint16(at + place, SMALL_FIRST), 0)
  }
  return members
}

// The directory ends the archive, but for a comment.
function endOf(view) {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, SMALL_FIRST) === END) return at
  }
  return damaged()
}

function memberAt(view, at) {
  const short = (place) => view.getUint16(at + place, SMALL_FIRST)
  const long = (place) => view.getUint32(at + place, SMALL_FIRST)
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + MEMBER_BYTES, short(28)))
  const [start, length] = [long(42), long(20)]
  return { name, flags: short(8), method: short(10), sum: long(16), size: long(24), packed: partAt(start, length) }
}

// A part lies behind a name and an extra field of its own, which may be longer than those in the directory.
function partAt(start, length) {
  return (bytes) => {
    if (start + LOCAL_BYTES > bytes.length) damaged()
    const view = viewOf(bytes)
    const from = start + LOCAL_BYTES + view.getUint16(start + 26, SMALL_FIRST) + view.getUint16(start + 28, SMALL_FIRST)
    if (from + length > bytes.length) damaged()
    return bytes.subarray(from, from + length)
  }
}

async function unpacked(packed, method, size) {
  if (method === STORED) return packed
  if (method !== DEFLATED) damaged()
  try {
    return await inflated(packed, "deflate-raw", (reached) => reached <= size || damaged())
  } catch {
    return damaged()
  }
}

// CRC-32, by which an archive tells whether a part is whole.
function checksum(bytes) {
  let sum = ~0
  for (const byte of bytes) sum = SUMS[(sum ^ byte) & 0xff] ^ (sum >>> 8)
  return ~sum >>> 0
}

const SUMS = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})
