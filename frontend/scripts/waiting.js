// Says what the page waits for and, when it takes long, why that can be.

const SLOW_MS = 2_000

export class Waiting {
  #line
  #last

  constructor(line) {
    this.#line = line
  }

  // The words at `key` stand until the promise is settled, unless another wait began meanwhile.
  async during(promise, key, words) {
    this.#last = promise
    this.#say(promise, words.say(key))
    const slow = words.has(`${key}_slow`) ? `${key}_slow` : "status.slow"
    const timer = setTimeout(() => this.#say(promise, `${words.say(key)} ${words.say(slow)}`), SLOW_MS)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#say(promise, "")
    }
  }

  #say(promise, text) {
    if (this.#last === promise) this.#line.textContent = text
  }
}
