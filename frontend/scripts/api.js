// The only module that fetches: the page's own files and the service.

const PATIENCE_MS = 10_000
const TOO_MANY = 429
const BUSY = [TOO_MANY, 503]
// Routes make lists shorter and answers richer; nobody should wait long for them.
const ROUTES_PATIENCE_MS = 3_000

// `kind` is offline, network, timeout, server, busy, refused or answer: the locale files have words for each.
// `problems` lists what the service says is wrong with the flight, when that is why it refused.
export class ServiceError extends Error {
  constructor(kind, problems = []) {
    super(kind)
    this.kind = kind
    this.problems = problems
  }
}

// `options` are those of fetch, and `patience`: for how many milliseconds to wait.
export async function loadJson(path, options) {
  return read(await send(path, options))
}

export class Api {
  #base

  static async fromConfig(path) {
    const config = await loadJson(path)
    if (typeof config?.api !== "string") throw new ServiceError("answer")
    return new Api(config.api)
  }

  constructor(base) {
    this.#base = new URL(base, location.href).href.replace(/\/+$/, "")
  }

  get base() {
    return this.#base
  }

  async contract() {
    return read(await send(`${this.#base}/contract`))
  }

  // The routes that the record has from an airport, or to one other: [{ destination, block_minutes, airlines }].
  async routes(origin, destination) {
    const query = new URLSearchParams({ origin, ...(destination && { destination }) })
    const answer = await read(await send(`${this.#base}/routes?${query}`, { patience: ROUTES_PATIENCE_MS }))
    if (!Array.isArray(answer?.routes)) throw new ServiceError("answer")
    return answer.routes
  }

  // Asked for anew each time the page is opened: what is shown must be what the service now does.
  async description() {
    return read(await send(`${this.#base}/openapi.json`, { cache: "no-cache" }))
  }

  // A request as the reader wrote it, and all that came back, whatever it says.
  async exchange({ method, target, body }) {
    const headers = body === undefined ? {} : { "Content-Type": "application/json" }
    const begun = performance.now()
    const response = await sendOnce(this.#base + target, { method, headers, body, cache: "no-store" })
    const text = await whole(response)
    const milliseconds = performance.now() - begun
    return { status: response.status, headers: response.headers, text, milliseconds }
  }

  // `question` is the body of POST /predict: flights, and weather and explain where wanted.
  async predict(question, options) {
    const answer = await read(await send(`${this.#base}/predict`, {
      ...options,
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(question),
    }))
    const predictions = answer?.predictions ?? []
    const whole = predictions.length === question.flights.length && predictions.every(isPrediction)
    if (!whole) throw new ServiceError("answer")
    return predictions
  }
}

function isPrediction(prediction) {
  return typeof prediction?.late === "number" && Boolean(prediction.outcomes)
}

// A service that is busy says when to ask again: it is asked once more, where that is soon.
async function send(url, options = {}) {
  const response = await sendOnce(url, options)
  const seconds = BUSY.includes(response.status) ? Number(response.headers.get("Retry-After") ?? Infinity) : Infinity
  if (!(seconds * 1000 <= (options.patience ?? PATIENCE_MS))) return response
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  return sendOnce(url, options)
}

async function sendOnce(url, { patience = PATIENCE_MS, ...options }) {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(patience) })
  } catch (error) {
    throw new ServiceError(lostFor(error))
  }
}

async function read(response) {
  if (response.status >= 500) throw new ServiceError("server")
  if (response.status === TOO_MANY) throw new ServiceError("busy")
  const body = await parse(response)
  if (response.ok) return body
  throw new ServiceError("refused", Array.isArray(body?.errors) ? body.errors : [])
}

async function parse(response) {
  try {
    return await response.json()
  } catch (error) {
    // A body can also time out or break off half-way, which is not the service talking nonsense.
    if (error instanceof SyntaxError) throw new ServiceError(response.ok ? "answer" : "refused")
    throw new ServiceError(lostFor(error))
  }
}

async function whole(response) {
  try {
    return await response.text()
  } catch (error) {
    throw new ServiceError(lostFor(error))
  }
}

function lostFor(error) {
  if (error.name === "TimeoutError") return "timeout"
  return navigator.onLine ? "network" : "offline"
}
