// Why a list cannot be read. `kind` is empty, too_large, unreadable, binary, unclosed, columns,
// no_flights or too_many: the locale files have words for each, filled with `facts`.

export class ListError extends Error {
  constructor(kind, facts = {}) {
    super(kind)
    this.kind = kind
    this.facts = facts
  }
}
