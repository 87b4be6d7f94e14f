// Times that cannot be taken for those that the airports' clocks show: refused as batch/reader/tables.py refuses them.

import { ListError } from "./list-problem.js"

// 18 is 18:00, or 0:18.
const HOUR = /^(?:1?\d|2[0-4]|0\d)(?:\.0+)?$/
// A number of minutes after midnight, or of hours, that cannot be a clock: 875, 14.75 and 14.5.
const NO_CLOCK = /^(?:\d{1,2}[6-9]\d(?:\.0+)?|(?:[1-9]|1\d|2[0-3])\.(?:[1-9]|[6-9]\d))$/
// Names of UTC, as columns of zones have them.
const UTC = /^(?:Z|(?:ETC\/)?(?:UTC|GMT)|ZULU|[+-]00:?00)$/i

// Days as programs write them, by their midnights.
const MIDNIGHT = /\d.*[T ](?:00:00:00(?:\.0+)?|12:00:00 ?am)$/i

// Throws a ListError if a column says that times are in UTC, clocks may be hours or minutes, or times are days alone.
export function checkTimes({ header, body }, columns) {
  const textsOf = (role) => body.map(({ cells }) => columns.cell(cells, role)).filter(Boolean)
  const zone = textsOf("zone").find((text) => UTC.test(text))
  if (zone) throw new ListError("zoned", { said: [`${header[columns.places.zone].trim()} ${zone}`] })
  const clocks = [...new Set(textsOf("departure"))]
  const odd = clocks.filter((text) => NO_CLOCK.test(text))
  // Over a fifth: the other numbers may be no clocks either.
  const areOdd = odd.length > Math.max(1, Math.floor(clocks.length / 5))
  const hasDays = columns.has("day") || columns.hasDate
  if (hasDays && clocks.length > 0 && (areOdd || clocks.every((text) => HOUR.test(text)))) {
    throw new ListError("hours", { column: [header[columns.places.departure].trim()], seen: [[...odd, ...clocks][0]] })
  }
  if (!hasDays && clocks.length > 0 && clocks.every((text) => MIDNIGHT.test(text))) {
    throw new ListError("midnights", { column: [header[columns.places.departure].trim()], seen: [clocks[0]] })
  }
}
