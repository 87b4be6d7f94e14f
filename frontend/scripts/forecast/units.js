// Units: from those of the National Weather Service to the service's, and to those a reader knows.
// What cannot be read is undefined: an hour without it is still worth sending.

const KM_PER_MILE = 1.609344
const POINTS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
const DEGREES_A_POINT = 360 / POINTS.length
const WIND = /^(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? (mph|km\/h)$/

// A number with its unit beside it ("F" or "C"), or { unitCode, value } as newer answers have it.
export function celsius(temperature, unit) {
  const [value, name] = isQuantity(temperature)
    ? [temperature.value, temperature.unitCode?.endsWith("degF") ? "F" : "C"]
    : [temperature, unit]
  if (!isNumber(value)) return undefined
  return name === "F" ? rounded((value - 32) / 1.8) : rounded(value)
}

export function fahrenheit(degreesCelsius) {
  return rounded(degreesCelsius * 1.8 + 32)
}

// "10 mph" is a speed; of "5 to 10 mph" the middle is taken, as gusts have a field of their own.
export function kilometresAnHour(wind) {
  const [, low, high = low, unit] = WIND.exec(wind ?? "") ?? []
  if (low === undefined) return undefined
  const speed = (Number(low) + Number(high)) / 2
  return rounded(unit === "mph" ? speed * KM_PER_MILE : speed)
}

export function milesAnHour(kilometresAnHour) {
  return rounded(kilometresAnHour / KM_PER_MILE)
}

// Where the wind blows from, in degrees from north; "VRB" (variable) and "" (calm) name no direction.
export function degrees(compassPoint) {
  const place = POINTS.indexOf(compassPoint)
  return place < 0 ? undefined : place * DEGREES_A_POINT
}

export function percent(quantity) {
  return isNumber(quantity?.value) ? quantity.value : undefined
}

function isQuantity(value) {
  return typeof value === "object" && value !== null
}

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value)
}

// To a tenth, which is finer than any forecast.
function rounded(value) {
  return Math.round(value * 10) / 10
}
