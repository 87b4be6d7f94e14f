// Asks about all flights of a list at once, and again without those that the service refuses.

import { ServiceError } from "../api.js"
import { isOfUnknownAirports, isUnknown, unseenIn } from "../notes.js"

const PLACE = /^\$\.flights\[(\d+)\](?:\.(\w+))?/

// The rows in order, each with a `prediction`, or with `reasons` why there is none.
export async function askAll(api, rows, weather) {
  const refused = new Map()
  let asked = rows.filter(({ reasons }) => reasons.length === 0)
  while (asked.length > 0) {
    const { predictions, errors } = await ask(api, asked, weather)
    if (predictions) return merge(rows, new Map(asked.map((row, place) => [row, predictions[place]])), refused)
    for (const [row, reasons] of blamed(errors, asked)) refused.set(row, reasons)
    asked = asked.filter((row) => !refused.has(row))
  }
  return merge(rows, new Map(), refused)
}

async function ask(api, asked, weather) {
  try {
    return { predictions: await api.predict({ flights: asked.map(({ flight }) => flight), weather }) }
  } catch (error) {
    if (!(error.problems?.length > 0)) throw error
    return { errors: error.problems }
  }
}

// The service lists so many mistakes and no more, so a long list can take a few rounds.
function blamed(errors, asked) {
  const found = new Map()
  for (const { path, code, message } of errors) {
    const [, place, field] = PLACE.exec(path) ?? []
    const row = asked[place]
    if (row) found.set(row, [...(found.get(row) ?? []), { field, code, message }])
  }
  // A refusal that no row is to blame for would be refused for ever.
  if (found.size === 0) throw new ServiceError("refused")
  return found
}

function merge(rows, predictions, refused) {
  return rows.map((row) => {
    const prediction = predictions.get(row)
    // A figure that rests on nothing is none.
    const unseen = prediction ? unseenIn(prediction) : []
    if (isUnknown(unseen)) return { ...row, reasons: [{ code: isOfUnknownAirports(unseen) ? "unknown_airports" : "unknown_flight" }] }
    return { ...row, prediction, reasons: refused.get(row) ?? row.reasons }
  })
}
