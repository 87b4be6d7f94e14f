// Times that cannot be taken for those that the airports' clocks show: refused as batch/reader/tables.py refuses them.

import { ListError } from "./list-problem.js"

// 18 is 18:00, or 0:18.
const HOUR = /^(?:1?\d|2[0-4]|0\d)(?:\.0+)?$/
// Names of UTC, as columns of zones have them.
const UTC = /^(?:Z|(?:ETC\/)?(?:UTC|GMT)|ZULU|[+-]00:?00)$/i

// Throws a ListError if a column says that times are in UTC, or clocks may be hours or minutes.
export function checkTimes({ header, body }, columns) {
  const textsOf = (role) => body.map(({ cells }) => columns.cell(cells, role)).filter(Boolean)
  const zone = textsOf("zone").find((text) => UTC.test(text))
  if (zone) throw new ListError("zoned", { said: [`${header[columns.places.zone].trim()} ${zone}`] })
  const clocks = textsOf("departure")
  const hasDays = columns.has("day") || columns.hasDate
  if (hasDays && clocks.length > 0 && clocks.every((text) => HOUR.test(text))) {
    throw new ListError("hours", { column: [header[columns.places.departure].trim()], seen: [clocks[0]] })
  }
}
