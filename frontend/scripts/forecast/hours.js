// From the hours of a forecast to the service's rows of weather.

import { celsius, degrees, kilometresAnHour, percent } from "./units.js"

// `ranges` maps the fields that the service takes to { minimum, maximum }; what is outside is left out.
export function weatherRows(airport, periods, ranges) {
  return periods.map((period) => rowOf(airport, period, ranges)).filter((row) => Object.keys(row).length > 2)
}

// The hours of those days that a flight leaves or lands on.
export function hoursOfFlight(rows, { departure, arrival = departure }) {
  const days = [departure, arrival].map((moment) => moment.slice(0, 10))
  return rows.filter(({ time }) => days.includes(time.slice(0, 10)))
}

// The hour of a local time at an airport, if it is among the rows.
export function hourAt(rows, airport, moment) {
  return rows.find((row) => row.airport === airport && row.time.slice(0, 13) === moment?.slice(0, 13))
}

function rowOf(airport, period, ranges) {
  const values = {
    temperature_c: celsius(period.temperature, period.temperatureUnit),
    dew_point_c: celsius(period.dewpoint),
    humidity_pct: percent(period.relativeHumidity),
    wind_speed_kmh: kilometresAnHour(period.windSpeed),
    wind_direction_deg: degrees(period.windDirection),
  }
  const known = Object.entries(values).filter(([name, value]) => within(value, ranges[name]))
  // A start like "2026-12-23T18:00:00-05:00" is local already, with its zone behind.
  return { airport, time: period.startTime.slice(0, 16), ...Object.fromEntries(known) }
}

function within(value, range) {
  return value !== undefined && range !== undefined && value >= range.minimum && value <= range.maximum
}
