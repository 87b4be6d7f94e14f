// Says what the page waits for and, when it takes long, why that can be.

const SLOW_MS = 3_000

export class Waiting {
  #line

  constructor(line) {
    this.#line = line
  }

  async during(promise, key, words) {
    const text = words.say(key)
    this.#line.textContent = text
    const slow = setTimeout(() => { this.#line.textContent = `${text} ${words.say("status.slow")}` }, SLOW_MS)
    try {
      return await promise
    } finally {
      clearTimeout(slow)
      this.#line.textContent = ""
    }
  }
}
