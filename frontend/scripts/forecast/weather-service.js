// The US National Weather Service: from a place on the map to its forecast by the hour, and to what the
// nearest station has measured. https://www.weather.gov/documentation/services-web-api

import { ServiceError, loadJson } from "../api.js"

const HOST = "https://api.weather.gov"
// Nobody should wait long for the weather: the answer is worth having without it.
const PATIENCE_MS = 3_000

// { forecast, stations }: the addresses that serve a place.
export async function pointAt({ latitude, longitude }) {
  const point = await load(`${HOST}/points/${shortened(latitude)},${shortened(longitude)}`)
  return { forecast: point.forecastHourly, stations: point.observationStations }
}

// The hours of a forecast, each with the instant that it begins at.
export async function forecastHours(address) {
  const { periods } = await load(address)
  return timed(periods, (period) => period?.startTime)
}

// What the station nearest to the place has measured since an instant, each with the instant it was taken at.
export async function observationsSince(address, instant) {
  const [nearest] = await loadFeatures(address)
  const since = new Date(instant).toISOString().replace(/\.\d+/, "")
  const found = await loadFeatures(`${nearest?.id}/observations?start=${since}`)
  return timed(found.map((one) => one?.properties), (observation) => observation?.timestamp)
}

async function load(address) {
  const { properties } = await loadFrom(address)
  if (!properties) throw new ServiceError("answer")
  return properties
}

async function loadFeatures(address) {
  const { features } = await loadFrom(address)
  if (!Array.isArray(features)) throw new ServiceError("answer")
  return features
}

// An address that an answer names is followed to the service itself and to nowhere else.
async function loadFrom(address) {
  if (typeof address !== "string" || !address.startsWith(`${HOST}/`)) throw new ServiceError("answer")
  return await loadJson(address, { patience: PATIENCE_MS }) ?? {}
}

function timed(list, timeOf) {
  if (!Array.isArray(list)) throw new ServiceError("answer")
  const texts = list.filter((one) => typeof timeOf(one) === "string")
  return texts.map((one) => ({ ...one, instant: Date.parse(timeOf(one)) })).filter(({ instant }) => !Number.isNaN(instant))
}

// It takes four decimals and no zeros at their end; all else it redirects.
function shortened(degrees) {
  return Number(degrees.toFixed(4))
}
