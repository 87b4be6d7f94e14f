// The US National Weather Service: from a place on the map to its forecast by the hour.
// https://www.weather.gov/documentation/services-web-api

import { ServiceError, loadJson } from "../api.js"

const HOST = "https://api.weather.gov"
// Nobody should wait long for a forecast: the answer is worth having without it.
const PATIENCE_MS = 3_000
const START = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

export async function hourlyPeriods({ latitude, longitude }) {
  const point = await loadJson(`${HOST}/points/${shortened(latitude)},${shortened(longitude)}`, { patience: PATIENCE_MS })
  const address = point?.properties?.forecastHourly
  if (!address?.startsWith(`${HOST}/`)) throw new ServiceError("answer")
  const forecast = await loadJson(address, { patience: PATIENCE_MS })
  const periods = forecast?.properties?.periods
  if (!Array.isArray(periods)) throw new ServiceError("answer")
  return periods.filter((period) => START.test(period?.startTime))
}

// It takes four decimals and no zeros at their end; all else it redirects.
function shortened(degrees) {
  return Number(degrees.toFixed(4))
}
