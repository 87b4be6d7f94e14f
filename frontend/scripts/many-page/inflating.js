// What was packed, unpacked no further than is allowed: a small file can hold a huge one.

// `allow` is told how many bytes there are so far, and throws where these are too many.
export async function inflated(bytes, format, allow) {
  const parts = []
  let size = 0
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format))
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    size += value.length
    allow(size)
    parts.push(value)
  }
}
