// Units: from those of the National Weather Service to the service's, and to those a reader knows.
// What cannot be read is undefined: an hour without it is still worth sending.

const KM_PER_MILE = 1.609344
const KM_PER = { "mph": KM_PER_MILE, "km/h": 1, "km_h-1": 1, "m_s-1": 3.6, "kt": 1.852 }
const POINTS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
const DEGREES_A_POINT = 360 / POINTS.length
const WIND = /^(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? (mph|km\/h)$/

// A number with its unit beside it ("F" or "C"), or { unitCode, value } as newer answers have it.
export function celsius(temperature, unit) {
  const [value, name] = isQuantity(temperature) ? [temperature.value, codeOf(temperature)] : [temperature, unit]
  if (!isNumber(value)) return undefined
  if (name === "F" || name === "degF") return rounded((value - 32) / 1.8)
  return name === "C" || name === "degC" ? rounded(value) : undefined
}

export function fahrenheit(degreesCelsius) {
  return rounded(degreesCelsius * 1.8 + 32)
}

// "10 mph" is a speed; of "5 to 10 mph" the middle is taken, as gusts have a field of their own. So it
// is of a quantity with minValue and maxValue.
export function kilometresAnHour(wind) {
  const { low, high, unit } = isQuantity(wind) ? quantityOf(wind) : textOf(wind)
  if (!isNumber(low) || !isNumber(high)) return undefined
  const speed = (low + high) / 2
  return unit in KM_PER ? rounded(speed * KM_PER[unit]) : undefined
}

export function milesAnHour(kilometresAnHour) {
  return rounded(kilometresAnHour / KM_PER_MILE)
}

// Where the wind blows from, in degrees from north; "VRB" (variable) and "" (calm) name no direction.
export function degrees(compassPoint) {
  if (isQuantity(compassPoint)) return isNumber(compassPoint.value) ? compassPoint.value : undefined
  const place = POINTS.indexOf(compassPoint)
  return place < 0 ? undefined : place * DEGREES_A_POINT
}

export function percent(quantity) {
  return isNumber(quantity?.value) ? quantity.value : undefined
}

function quantityOf(quantity) {
  const { value, minValue, maxValue } = quantity
  return { low: minValue ?? value ?? maxValue, high: maxValue ?? value ?? minValue, unit: codeOf(quantity) }
}

// "wmoUnit:degC" in new answers, "unit:degC" in old ones.
function codeOf({ unitCode }) {
  return typeof unitCode === "string" ? unitCode.split(":").at(-1) : undefined
}

function textOf(wind) {
  const [, low, high = low, unit] = (typeof wind === "string" && WIND.exec(wind)) || []
  return { low: Number(low), high: Number(high), unit }
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
