// Made by page_vocabulary.py from the tables of batch/reader: change it there.

// The names of columns by what they hold, as compared; the first that a sheet has counts.
export const FLIGHTS = {
  "carrier": ["carrier", "iatacodereportingairline", "iatacodeoperatingairline", "opcarrier", "reportingairline", "opuniquecarrier", "operatingairline", "uniquecarrier", "iatacodemarketingairline", "mktcarrier", "mktuniquecarrier", "airlinecode", "airline", "compagnie", "carriercode", "airlinename"],
  "flight_number": ["flightnumber", "flightnumberreportingairline", "flightnumberoperatingairline", "opcarrierflnum", "flightnum", "flnum", "flightnumbermarketingairline", "flight", "flightno", "vol", "numérodevol"],
  "tail_number": ["tailnumber", "tailnum", "registration"],
  "origin": ["origin", "originairport", "from", "de", "origine", "departureairport"],
  "destination": ["destination", "dest", "destinationairport", "to", "à", "arrivalairport"],
  "day": ["date", "flightdate", "fldate", "departuredate", "datededépart"],
  "year": ["year"],
  "month": ["month"],
  "day_of_month": ["dayofmonth", "day"],
  "departure": ["scheduleddeparture", "crsdeptime", "scheddeptime", "gatedeparturescheduled", "departure", "départ", "scheduleddeparturetime"],
  "arrival": ["scheduledarrival", "crsarrtime", "schedarrtime", "gatearrivalscheduled", "arrival", "arrivée", "scheduledarrivaltime"],
  "elapsed": ["crselapsedtime", "scheduledtime"],
  "actual_departure": ["actualdeparture", "deptime", "departuretime", "gatedepartureactual"],
  "actual_arrival": ["actualarrival", "arrtime", "arrivaltime", "gatearrivalactual"],
  "departure_delay": ["departuredelaymin", "depdelay", "departuredelay"],
  "arrival_delay": ["arrivaldelaymin", "arrdelay", "arrivaldelay"],
  "air_time": ["airtimemin", "airtime"],
  "distance": ["distance"],
  "distance_km": ["distancekm"],
  "cancelled": ["cancelled", "canceled"],
  "diverted": ["diverted"],
}

// What is scheduled where a sheet tells of no delays; elsewhere what came true.
export const LOGBOOK = {
  "departure": ["deptime", "departuretime", "time", "heurededépart", "heure"],
  "arrival": ["arrtime", "arrivaltime", "heuredarrivée"],
}

// What columns hold that only sheets of flights flown have; and where days may stand.
export const FLOWN = ["actual_arrival", "actual_departure", "air_time", "arrival_delay", "cancelled", "diverted"]
export const DAYS = ["day", "departure", "arrival", "actual_departure", "actual_arrival"]

// Codes that air traffic control uses, and those on tickets.
export const AIRLINES = {"AAL": "AA", "AAY": "G4", "ASA": "AS", "ASH": "YV", "DAL": "DL", "EDV": "9E", "ENY": "MQ", "FFT": "F9", "GJS": "G7", "HAL": "HA", "JBU": "B6", "JIA": "OH", "MXY": "MX", "NKS": "NK", "PDT": "PT", "QXE": "QX", "RPA": "YX", "SKW": "OO", "SWA": "WN", "UAL": "UA", "UCA": "C5", "VXP": "XP"}
export const AIRPORTS = {"PHOG": "OGG", "PHLI": "LIH", "PHKO": "KOA", "PHTO": "ITO", "TJSJ": "SJU", "TJBQ": "BQN", "TJPS": "PSE", "TIST": "STT", "TISX": "STX", "PGUM": "GUM", "PGSN": "SPN", "PABR": "BRW", "PASC": "SCC", "PASI": "SIT", "NSTU": "PPG"}

// What programs write for a value that is not there.
export const MISSING = ["", "<na>", "\\n", "n/a", "na", "nan", "nat", "none", "null"]
