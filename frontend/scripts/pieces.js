// Work that is done piece by piece, so that the page is painted and answers its reader in between.

// `pieces` is an iterator, used as long as `isWanted` says so; what is done between two of its values is one piece.
export async function inPieces(pieces, isWanted) {
  await breath()
  while (isWanted() && !pieces.next().done) await breath()
}

// All of it at once.
export function atOnce(pieces) {
  for (const _ of pieces);
}

// Timers would do, but for a page in a background tab they come once a second.
function breath() {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = resolve
    port2.postMessage("")
  })
}
