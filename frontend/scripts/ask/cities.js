// Where airports lie and what else they are called: the cities they serve, as travellers name them, which
// registered places often leave out; the codes of cities, and the long ones of pilots.

import { LONG_CODES, PLACES } from "./places.js"

const CITIES = `
ABQ Albuquerque|ACK Nantucket|AGS Augusta|ALB Albany|ANC Anchorage|ATL Atlanta|AUS Austin|AVL Asheville
AVP Scranton, Wilkes-Barre|BDL Hartford|BGM Binghamton|BGR Bangor|BHM Birmingham|BNA Nashville|BOS Boston
BQN Aguadilla|BTV Burlington|BUF Buffalo|BUR Burbank, Los Angeles|BWI Baltimore, Washington|BZN Bozeman
CAE Columbia|CAK Akron, Canton|CHO Charlottesville|CHS Charleston|CLE Cleveland|CLT Charlotte|CMH Columbus
CRW Charleston|CVG Cincinnati|DAL Dallas|DAY Dayton|DCA Washington|DEN Denver|DFW Dallas, Fort Worth
DSM Des Moines|DTW Detroit|EGE Vail, Eagle|EWR Newark, New York|EYW Key West|FLL Fort Lauderdale
GRR Grand Rapids|GSO Greensboro|GSP Greenville, Spartanburg|HDN Steamboat Springs, Hayden|HHH Hilton Head
HNL Honolulu|HOU Houston|HYA Hyannis|IAD Washington|IAH Houston|ILM Wilmington|IND Indianapolis|ISP Islip
ITH Ithaca|JAC Jackson Hole|JAX Jacksonville|JFK New York|LAS Las Vegas|LAX Los Angeles|LEX Lexington|LGA New York
LGB Long Beach, Los Angeles|LIT Little Rock|MCI Kansas City|MCO Orlando|MDT Harrisburg|MDW Chicago
MEM Memphis|MHT Manchester|MIA Miami|MKE Milwaukee|MSN Madison|MSP Minneapolis, Saint Paul|MSY New Orleans
MTJ Montrose|MVY Martha’s Vineyard|MYR Myrtle Beach|OAK Oakland, San Francisco|OGG Kahului, Maui
OKC Oklahoma City|OMA Omaha|ONT Ontario, Los Angeles|ORD Chicago|ORF Norfolk|ORH Worcester
PBI West Palm Beach|PDX Portland|PHL Philadelphia|PHX Phoenix|PIT Pittsburgh|PNS Pensacola|PSE Ponce
PSP Palm Springs|PVD Providence|PWM Portland|RDU Raleigh, Durham|RIC Richmond|RNO Reno|ROA Roanoke
ROC Rochester|RSW Fort Myers|SAN San Diego|SAT San Antonio|SAV Savannah|SBN South Bend|SCE State College
SDF Louisville|SEA Seattle|SFO San Francisco|SJC San Jose|SJU San Juan|SLC Salt Lake City|SMF Sacramento
SNA Santa Ana, Los Angeles|SRQ Sarasota|STL St. Louis, Saint Louis|STT Saint Thomas|SWF Newburgh|SYR Syracuse|TPA Tampa
TUL Tulsa|TVC Traverse City|TYS Knoxville|VPS Destin, Fort Walton Beach|XNA Fayetteville, Bentonville
`

// Codes that airlines and travel agents use for all airports of a city; none is an airport's own.
const CITY_CODES = {
  CHI: ["ORD", "MDW"],
  DTT: ["DTW"],
  NYC: ["JFK", "LGA", "EWR"],
  QDF: ["DFW", "DAL"],
  QHO: ["IAH", "HOU"],
  QLA: ["LAX", "BUR", "LGB", "ONT", "SNA"],
  QSF: ["SFO", "OAK", "SJC"],
  WAS: ["DCA", "IAD", "BWI"],
}

const served = pairs(CITIES.trim().split(/[|\n]/))
const longCodes = pairs(LONG_CODES.trim().split("\n"))
const states = new Map()
const registered = new Map()
for (const line of PLACES.trim().split("\n")) {
  const [state, cities] = line.split(": ")
  for (const [code, city] of pairs(cities.split("|"))) {
    states.set(code, state)
    registered.set(code, city)
  }
}

// { city, state, aliases }: what is not known of an airport is empty, and its name must then do.
export function placeOf(code) {
  const cityCodes = Object.keys(CITY_CODES).filter((city) => CITY_CODES[city].includes(code))
  return {
    city: served.get(code) ?? registered.get(code) ?? "",
    state: states.get(code) ?? "",
    aliases: [longCodes.get(code) ?? `K${code}`, ...cityCodes],
  }
}

// Whether a code is that of a city with several airports.
export function isCityOfSeveral(code) {
  return (CITY_CODES[code] ?? []).length > 1
}

function pairs(entries) {
  return new Map(entries.map((entry) => [entry.slice(0, 3), entry.slice(4)]))
}
