// The cities that airports serve, as travellers name them: registered names often leave them out.

const CITIES = `
ABQ Albuquerque|ACK Nantucket|AGS Augusta|ALB Albany|ANC Anchorage|ATL Atlanta|AUS Austin|AVL Asheville
AVP Scranton, Wilkes-Barre|BDL Hartford|BGM Binghamton|BGR Bangor|BHM Birmingham|BNA Nashville|BOS Boston
BQN Aguadilla|BTV Burlington|BUF Buffalo|BUR Burbank, Los Angeles|BWI Baltimore, Washington|BZN Bozeman
CAE Columbia|CAK Akron, Canton|CHO Charlottesville|CHS Charleston|CLE Cleveland|CLT Charlotte|CMH Columbus
CRW Charleston|CVG Cincinnati|DAL Dallas|DAY Dayton|DCA Washington|DEN Denver|DFW Dallas, Fort Worth
DSM Des Moines|DTW Detroit|EGE Vail, Eagle|EWR Newark, New York|EYW Key West|FLL Fort Lauderdale
GRR Grand Rapids|GSO Greensboro|GSP Greenville, Spartanburg|HDN Steamboat Springs, Hayden|HHH Hilton Head
HNL Honolulu|HOU Houston|HYA Hyannis|IAD Washington|IAH Houston|ILM Wilmington|IND Indianapolis|ITH Ithaca
JAC Jackson Hole|JAX Jacksonville|JFK New York|LAS Las Vegas|LAX Los Angeles|LEX Lexington|LGA New York
LGB Long Beach, Los Angeles|LIT Little Rock|MCI Kansas City|MCO Orlando|MDT Harrisburg|MDW Chicago
MEM Memphis|MHT Manchester|MIA Miami|MKE Milwaukee|MSN Madison|MSP Minneapolis, Saint Paul|MSY New Orleans
MTJ Montrose|MVY Martha’s Vineyard|MYR Myrtle Beach|OAK Oakland, San Francisco|OGG Kahului, Maui
OKC Oklahoma City|OMA Omaha|ONT Ontario, Los Angeles|ORD Chicago|ORF Norfolk|ORH Worcester
PBI West Palm Beach|PDX Portland, Oregon|PHL Philadelphia|PHX Phoenix|PIT Pittsburgh|PNS Pensacola|PSE Ponce
PSP Palm Springs|PVD Providence|PWM Portland, Maine|RDU Raleigh, Durham|RIC Richmond|RNO Reno|ROA Roanoke
ROC Rochester|RSW Fort Myers|SAN San Diego|SAT San Antonio|SAV Savannah|SBN South Bend|SCE State College
SDF Louisville|SEA Seattle|SFO San Francisco|SJC San Jose|SJU San Juan|SLC Salt Lake City|SMF Sacramento
SNA Santa Ana, Los Angeles|SRQ Sarasota|STL St. Louis, Saint Louis|STT Saint Thomas|SYR Syracuse|TPA Tampa
TUL Tulsa|TVC Traverse City|TYS Knoxville|VPS Destin, Fort Walton Beach|XNA Fayetteville, Bentonville
`

const cities = new Map(CITIES.trim().split(/[|\n]/).map((entry) => [entry.slice(0, 3), entry.slice(4)]))

// Empty for an airport that is not in the list: its name alone must then do.
export function citiesOf(code) {
  return cities.get(code) ?? ""
}
