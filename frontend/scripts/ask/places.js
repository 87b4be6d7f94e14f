// Made by page_places.py from the tables of batch/reader: change it there.

// By state, each airport's code and the cities that it serves.
export const PLACES = `
AL Alabama: BHM Birmingham|DHN Dothan|HSV Huntsville|MGM Montgomery|MOB Mobile
AK Alaska: ADK Adak Island|ADQ Kodiak|AKN King Salmon|ANC Anchorage|BET Bethel|BRW Utqiagvik
CDV Cordova|DLG Dillingham|FAI Fairbanks|GST Gustavus|JNU Juneau|KTN Ketchikan|OME Nome
OTZ Kotzebue|PSG Petersburg|SCC Deadhorse|SIT Sitka|WRG Wrangell|YAK Yakutat
AS American Samoa: PPG Pago Pago
AZ Arizona: AZA Phoenix|FLG Flagstaff|IFP Bullhead City|PHX Phoenix|PRC Prescott|TUS Tucson
YUM Yuma
AR Arkansas: FSM Fort Smith|LIT Little Rock|TXK Texarkana|XNA Fayetteville, Bentonville
CA California: ACV Arcata, Eureka|BFL Bakersfield|BUR Burbank, Los Angeles|CEC Crescent City
CLD Carlsbad|FAT Fresno|LAX Los Angeles|LGB Long Beach, Los Angeles|MMH Mammoth Lakes|MRY Monterey
OAK Oakland, San Francisco|ONT Ontario, Los Angeles|PSP Palm Springs|RDD Redding|SAN San Diego
SBA Santa Barbara|SBP San Luis Obispo|SCK Stockton|SFO San Francisco|SJC San Jose|SMF Sacramento
SMX Santa Maria|SNA Santa Ana, Los Angeles|STS Santa Rosa
CO Colorado: ASE Aspen|COS Colorado Springs|DEN Denver|DRO Durango|EGE Vail, Eagle
GJT Grand Junction|GUC Gunnison|HDN Steamboat Springs, Hayden|MTJ Montrose|PUB Pueblo
CT Connecticut: BDL Hartford|HVN New Haven
DE Delaware: ILG Wilmington
DC District of Columbia: DCA Washington|IAD Washington
FL Florida: DAB Daytona Beach|ECP Panama City|EYW Key West|FLL Fort Lauderdale|GNV Gainesville
JAX Jacksonville|MCO Orlando|MIA Miami|MLB Melbourne|PBI West Palm Beach|PGD Punta Gorda
PIE St Petersburg, Clearwater|PNS Pensacola|RSW Fort Myers|SFB Orlando|SRQ Sarasota
TLH Tallahassee|TPA Tampa|UST St Augustine|VPS Destin, Fort Walton Beach
GA Georgia: ABY Albany|AGS Augusta|ATL Atlanta|BQK Brunswick|CSG Columbus|SAV Savannah
VLD Valdosta
GU Guam: GUM Tamuning, Guam
HI Hawaii: HNL Honolulu|ITO Hilo|KOA Kailua-Kona, Kona|LIH Lihue|OGG Kahului, Maui
ID Idaho: BOI Boise|IDA Idaho Falls|LWS Lewiston|PIH Pocatello|SUN Hailey|TWF Twin Falls
IL Illinois: BLV Belleville|BMI Bloomington, Normal|CMI Champaign, Urbana|MDW Chicago|MLI Moline
ORD Chicago|PIA Peoria|RFD Chicago, Rockford|SPI Springfield|UIN Quincy
IN Indiana: EVV Evansville|FWA Fort Wayne|IND Indianapolis|SBN South Bend
IA Iowa: ALO Waterloo|CID Cedar Rapids|DBQ Dubuque|DSM Des Moines|SUX Sioux City
KS Kansas: GCK Garden City|HYS Hays|ICT Wichita|LBL Liberal|MHK Manhattan|SLN Salina
KY Kentucky: CVG Cincinnati|LEX Lexington|OWB Owensboro|PAH Paducah|SDF Louisville
LA Louisiana: AEX Alexandria|BTR Baton Rouge|LCH Lake Charles|LFT Lafayette|MLU Monroe
MSY New Orleans|SHV Shreveport
ME Maine: BGR Bangor|PWM Portland
MD Maryland: BWI Baltimore, Washington|HGR Hagerstown
MA Massachusetts: ACK Nantucket|BOS Boston|HYA Hyannis|MVY Martha’s Vineyard|ORH Worcester
MI Michigan: APN Alpena|AZO Kalamazoo|CIU Sault Ste Marie|CMX Hancock|DTW Detroit|ESC Escanaba
FNT Flint|GRR Grand Rapids|IMT Iron Mountain, Kingsford|LAN Lansing|MBS Saginaw|MKG Muskegon
MQT Marquette|PLN Pellston|TVC Traverse City
MN Minnesota: BJI Bemidji|BRD Brainerd|DLH Duluth|HIB Hibbing|INL International Falls
MSP Minneapolis, Saint Paul|RST Rochester|STC St Cloud
MS Mississippi: GPT Gulfport|GTR Columbus, West Point, Starkville|JAN Jackson|MEI Meridian
PIB Hattiesburg, Laurel
MO Missouri: BKG Branson|CGI Cape Girardeau|COU Columbia|JLN Joplin|MCI Kansas City
SGF Springfield|STL St. Louis, Saint Louis
MT Montana: BIL Billings|BTM Butte|BZN Bozeman|FCA Kalispell|GTF Great Falls|HLN Helena
MSO Missoula|WYS West Yellowstone
NE Nebraska: BFF Scottsbluff|EAR Kearney|GRI Grand Island|LBF North Platte|LNK Lincoln|OMA Omaha
NV Nevada: EKO Elko|LAS Las Vegas|RNO Reno
NH New Hampshire: MHT Manchester|PSM Portsmouth
NJ New Jersey: ACY Atlantic City|EWR Newark, New York|TTN Trenton
NM New Mexico: ABQ Albuquerque|HOB Hobbs|ROW Roswell|SAF Santa Fe
NY New York: ALB Albany|ART Watertown|BGM Binghamton|BUF Buffalo|ELM Elmira, Corning
HPN White Plains|IAG Niagara Falls|ISP Islip|ITH Ithaca|JFK New York|LGA New York|OGS Ogdensburg
PBG Plattsburgh|ROC Rochester|SWF Newburgh|SYR Syracuse
NC North Carolina: AVL Asheville|CLT Charlotte|EWN New Bern|FAY Fayetteville|GSO Greensboro
ILM Wilmington|OAJ Jacksonville|PGV Greenville|RDU Raleigh, Durham|USA Concord
ND North Dakota: BIS Bismarck|DIK Dickinson|DVL Devils Lake|FAR Fargo|GFK Grand Forks
JMS Jamestown|MOT Minot
MP Northern Mariana Islands: SPN Saipan
OH Ohio: CAK Akron, Canton|CLE Cleveland|CMH Columbus|DAY Dayton|LCK Columbus|TOL Toledo
YNG Youngstown, Warren
OK Oklahoma: LAW Lawton|OKC Oklahoma City|SWO Stillwater|TUL Tulsa
OR Oregon: EUG Eugene|MFR Medford|OTH North Bend|PDX Portland|RDM Redmond
PA Pennsylvania: ABE Allentown|AVP Scranton, Wilkes-Barre|ERI Erie|JST Johnstown|LBE Latrobe
MDT Harrisburg|PHL Philadelphia|PIT Pittsburgh|SCE State College
PR Puerto Rico: BQN Aguadilla|PSE Ponce|SJU San Juan
RI Rhode Island: PVD Providence
SC South Carolina: CAE Columbia|CHS Charleston|FLO Florence|GSP Greenville, Spartanburg
HHH Hilton Head|MYR Myrtle Beach
SD South Dakota: ABR Aberdeen|FSD Sioux Falls|RAP Rapid City
TN Tennessee: BNA Nashville|CHA Chattanooga|MEM Memphis|TRI Bristol, Johnson City, Kingsport
TYS Knoxville
TX Texas: ABI Abilene|ACT Waco|AMA Amarillo|AUS Austin|BPT Beaumont, Port Arthur|BRO Brownsville
CLL College Station|CRP Corpus Christi|DAL Dallas|DFW Dallas, Fort Worth|DRT Del Rio|ELP El Paso
GGG Longview|GRK Killeen, Fort Hood|HOU Houston|HRL Harlingen|IAH Houston|LBB Lubbock|LRD Laredo
MAF Midland|MFE McAllen|SAT San Antonio|SJT San Angelo|SPS Wichita Falls|TYR Tyler
UT Utah: CDC Cedar City|CNY Moab|OGD Ogden|PVU Provo|SGU St George|SLC Salt Lake City|VEL Vernal
VT Vermont: BTV Burlington
VI Virgin Islands: STT Saint Thomas|STX Christiansted
VA Virginia: CHO Charlottesville|LYH Lynchburg|ORF Norfolk|PHF Newport News|RIC Richmond
ROA Roanoke|SHD Staunton, Waynesboro, Harrisonburg
WA Washington: BLI Bellingham|GEG Spokane|PAE Everett|PSC Pasco|SEA Seattle
WV West Virginia: CKB Clarksburg|CRW Charleston|HTS Huntington|LWB Lewisburg
WI Wisconsin: ATW Appleton|CWA Mosinee|EAU Eau Claire|GRB Green Bay|LSE La Crosse|MKE Milwaukee
MSN Madison|RHI Rhinelander
WY Wyoming: COD Cody|CPR Casper|CYS Cheyenne|GCC Gillette|JAC Jackson Hole, Jackson|LAR Laramie
RKS Rock Springs
`

// What airports are called, without the words that most of them share.
export const NAMES = `
ATL Hartsfield Jackson, Hartsfield Jackson Atlanta|BDL Bradley|BOS Logan, Boston Logan
BUR Bob Hope, Hollywood Burbank|BWI Baltimore Washington, Thurgood Marshall|CLT Charlotte Douglas
CVG Cincinnati Northern Kentucky|DAL Love Field, Dallas Love, Dallas Love Field
DCA Reagan, Reagan National, Washington National, Ronald Reagan Washington National
DFW Dallas Fort Worth|DTW Detroit Metro, Detroit Metropolitan, Detroit Metropolitan Wayne County
EWR Newark Liberty|FLL Fort Lauderdale Hollywood|HNL Daniel K Inouye|HOU Hobby, Houston Hobby
HOU William P Hobby|IAD Dulles, Washington Dulles|JFK JFK, Kennedy, John F Kennedy, New York JFK
IAH Bush, George Bush, Houston Intercontinental, George Bush Intercontinental
LAS Harry Reid, McCarran|LAX LAX, Los Angeles International|LGA LaGuardia, La Guardia
MDW Midway, Chicago Midway|MKE General Mitchell|MSP Minneapolis St Paul, Wold Chamberlain
MSY Louis Armstrong, Louis Armstrong New Orleans|OAK Oakland, San Francisco Bay Oakland
ORD O'Hare, Chicago O'Hare|PHX Sky Harbor, Phoenix Sky Harbor|PVD T F Green, Rhode Island T F Green
RDU Raleigh Durham|SDF Muhammad Ali|SEA Seattle Tacoma, Sea Tac|SFO SFO, San Francisco International
SJC Norman Y Mineta, Mineta San Jose|SJU Luis Munoz Marin|SNA John Wayne, Orange County
STL St. Louis Lambert, Lambert St. Louis|XNA Northwest Arkansas
`

// Names that are newer than those of the service.
export const RENAMED = {
  "BUR": "Hollywood Burbank Airport",
  "BZN": "Bozeman Yellowstone International Airport",
  "CRW": "West Virginia International Yeager Airport",
  "LAS": "Harry Reid International Airport",
  "OAK": "Oakland San Francisco Bay Airport",
  "OKC": "OKC Will Rogers International Airport",
  "PGD": "Punta Gorda Airport",
  "PVD": "Rhode Island T. F. Green International Airport",
  "SDF": "Louisville Muhammad Ali International Airport",
  "XNA": "Northwest Arkansas National Airport"
}

// Codes of cities, which stand for all their airports.
export const CITY_CODES = {"CHI": ["MDW", "ORD"], "DTT": ["DTW"], "NYC": ["EWR", "JFK", "LGA"], "QDF": ["DAL", "DFW"], "QHO": ["HOU", "IAH"], "QLA": ["BUR", "LAX", "LGB", "ONT", "SNA"], "QSF": ["OAK", "SFO", "SJC"], "WAS": ["BWI", "DCA", "IAD"]}

// Three letters, and the four-letter code that is not a K before them.
export const LONG_CODES = `
ADKPADK ADQPADQ AKNPAKN ANCPANC AZAKIWA BETPABE BKGKBBG BQNTJBQ BRWPABR CDVPACV CLDKCRQ DLGPADL
FAIPAFA FCAKGPI GSTPAGS GUMPGUM HHHKHXD HNLPHNL ITOPHTO JNUPAJN KOAPHKO KTNPAKT LIHPHLI MQTKSAW
OGGPHOG OMEPAOM OTZPAOT PBIKDJT PPGNSTU PSETJPS PSGPAPG SCCPASC SCEKUNV SITPASI SJUTJSJ SPNPGSN
STTTIST STXTISX USAKJQF USTKSGJ WRGPAWG YAKPAYA YUMKNYL
`
