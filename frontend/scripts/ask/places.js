// Made by page_places.py from the package airportsdata: change it there.

// By state, each airport's code and its city.
export const PLACES = `
: GUM Tamuning|PPG Pago Pago|SPN Saipan Island
Alabama: BHM Birmingham|DHN Dothan|HSV Huntsville|MGM Montgomery|MOB Mobile
Alaska: ADK Adak Island|ADQ Kodiak|AKN King Salmon|ANC Anchorage|BET Bethel|BRW Utqiagvik|CDV Cordova|DLG Dillingham|FAI Fairbanks|GST Gustavus|JNU Juneau|KTN Ketchikan|OME Nome|OTZ Kotzebue|PSG Petersburg|SCC Deadhorse|SIT Sitka|WRG Wrangell|YAK Yakutat
Arizona: AZA Phoenix|FLG Flagstaff|IFP Bullhead City|PHX Phoenix|PRC Prescott|TUS Tucson|YUM Yuma
Arkansas: FSM Fort Smith|LIT Little Rock|TXK Texarkana|XNA Fayetteville/Springdale/Rogers
California: ACV Arcata/Eureka|BFL Bakersfield|BUR Burbank|CEC Crescent City|CLD Carlsbad|FAT Fresno|LAX Los Angeles|LGB Long Beach|MMH Mammoth Lakes|MRY Monterey|OAK Oakland|ONT Ontario|PSP Palm Springs|RDD Redding|SAN San Diego|SBA Santa Barbara|SBP San Luis Obispo|SCK Stockton|SFO San Francisco|SJC San Jose|SMF Sacramento|SMX Santa Maria|SNA Santa Ana|STS Santa Rosa
Colorado: ASE Aspen|COS Colorado Springs|DEN Denver|DRO Durango|EGE Eagle|GJT Grand Junction|GUC Gunnison|HDN Hayden|MTJ Montrose|PUB Pueblo
Connecticut: BDL Windsor Locks|HVN New Haven
Delaware: ILG Wilmington
District of Columbia: DCA Washington|IAD Washington
Florida: DAB Daytona Beach|ECP Panama City|EYW Key West|FLL Fort Lauderdale|GNV Gainesville|JAX Jacksonville|MCO Orlando|MIA Miami|MLB Melbourne|PBI West Palm Beach|PGD Punta Gorda|PIE St Petersburg-Clearwater|PNS Pensacola|RSW Fort Myers|SFB Orlando|SRQ Sarasota/Bradenton|TLH Tallahassee|TPA Tampa|UST St Augustine|VPS Valparaiso/Destin-Ft Walton Beach
Georgia: ABY Albany|AGS Augusta|ATL Atlanta|BQK Brunswick|CSG Columbus|SAV Savannah|VLD Valdosta
Hawaii: HNL Honolulu|ITO Hilo|KOA Kailua-Kona|LIH Lihue|OGG Kahului
Idaho: BOI Boise|IDA Idaho Falls|LWS Lewiston|PIH Pocatello|SUN Hailey|TWF Twin Falls
Illinois: BLV Belleville|BMI Bloomington/Normal|CMI Champaign/Urbana|MDW Chicago|MLI Moline|ORD Chicago|PIA Peoria|RFD Chicago/Rockford|SPI Springfield|UIN Quincy
Indiana: EVV Evansville|FWA Fort Wayne|IND Indianapolis|SBN South Bend
Iowa: ALO Waterloo|CID Cedar Rapids|DBQ Dubuque|DSM Des Moines|SUX Sioux City
Kansas: GCK Garden City|HYS Hays|ICT Wichita|LBL Liberal|MHK Manhattan|SLN Salina
Kentucky: CVG Covington|LEX Lexington|OWB Owensboro|PAH Paducah|SDF Louisville
Louisiana: AEX Alexandria|BTR Baton Rouge|LCH Lake Charles|LFT Lafayette|MLU Monroe|MSY New Orleans|SHV Shreveport
Maine: BGR Bangor|PWM Portland
Maryland: BWI Baltimore|HGR Hagerstown
Massachusetts: ACK Nantucket|BOS Boston|HYA Hyannis|MVY Vineyard Haven|ORH Worcester
Michigan: APN Alpena|AZO Kalamazoo|CIU Sault Ste Marie|CMX Hancock|DTW Detroit|ESC Escanaba|FNT Flint|GRR Grand Rapids|IMT Iron Mountain Kingsford|LAN Lansing|MBS Saginaw|MKG Muskegon|MQT Marquette|PLN Pellston|TVC Traverse City
Minnesota: BJI Bemidji|BRD Brainerd|DLH Duluth|HIB Hibbing|INL International Falls|MSP Minneapolis|RST Rochester|STC St Cloud
Mississippi: GPT Gulfport|GTR Columbus/W Point/Starkville|JAN Jackson|MEI Meridian|PIB Hattiesburg-Laurel
Missouri: BKG Branson|CGI Cape Girardeau|COU Columbia|JLN Joplin|MCI Kansas City|SGF Springfield|STL St Louis
Montana: BIL Billings|BTM Butte|BZN Bozeman|FCA Kalispell|GTF Great Falls|HLN Helena|MSO Missoula|WYS West Yellowstone
Nebraska: BFF Scottsbluff|EAR Kearney|GRI Grand Island|LBF North Platte|LNK Lincoln|OMA Omaha
Nevada: EKO Elko|LAS Las Vegas|RNO Reno
New Hampshire: MHT Manchester|PSM Portsmouth
New Jersey: ACY Atlantic City|EWR Newark|TTN Trenton
New Mexico: ABQ Albuquerque|HOB Hobbs|ROW Roswell|SAF Santa Fe
New York: ALB Albany|ART Watertown|BGM Binghamton|BUF Buffalo|ELM Elmira/Corning|HPN White Plains|IAG Niagara Falls|ISP New York|ITH Ithaca|JFK New York|LGA New York|OGS Ogdensburg|PBG Plattsburgh|ROC Rochester|SWF New York|SYR Syracuse
North Carolina: AVL Asheville|CLT Charlotte|EWN New Bern|FAY Fayetteville|GSO Greensboro|ILM Wilmington|OAJ Jacksonville|PGV Greenville|RDU Raleigh/Durham|USA Concord
North Dakota: BIS Bismarck|DIK Dickinson|DVL Devils Lake|FAR Fargo|GFK Grand Forks|JMS Jamestown|MOT Minot
Ohio: CAK Akron|CLE Cleveland|CMH Columbus|DAY Dayton|LCK Columbus|TOL Toledo|YNG Youngstown/Warren
Oklahoma: LAW Lawton|OKC Oklahoma City|SWO Stillwater|TUL Tulsa
Oregon: EUG Eugene|MFR Medford|OTH North Bend|PDX Portland|RDM Redmond
Pennsylvania: ABE Allentown|AVP Wilkes-Barre/Scranton|ERI Erie|JST Johnstown|LBE Latrobe|MDT Harrisburg|PHL Philadelphia|PIT Pittsburgh|SCE State College
Puerto Rico: BQN Aguadilla|PSE Ponce|SJU San Juan
Rhode Island: PVD Providence
South Carolina: CAE Columbia|CHS Charleston|FLO Florence|GSP Greer|HHH Hilton Head Island|MYR Myrtle Beach
South Dakota: ABR Aberdeen|FSD Sioux Falls|RAP Rapid City
Tennessee: BNA Nashville|CHA Chattanooga|MEM Memphis|TRI Bristol/Johnson/Kingsport|TYS Knoxville
Texas: ABI Abilene|ACT Waco|AMA Amarillo|AUS Austin|BPT Beaumont/Port Arthur|BRO Brownsville|CLL College Station|CRP Corpus Christi|DAL Dallas|DFW Dallas-Fort Worth|DRT Del Rio|ELP El Paso|GGG Longview|GRK Fort Hood (Killeen)|HOU Houston|HRL Harlingen|IAH Houston|LBB Lubbock|LRD Laredo|MAF Midland|MFE Mc Allen|SAT San Antonio|SJT San Angelo|SPS Wichita Falls|TYR Tyler
Utah: CDC Cedar City|CNY Moab|OGD Ogden|PVU Provo|SGU St George|SLC Salt Lake City|VEL Vernal
Vermont: BTV Burlington
Virgin Islands: STT Charlotte Amalie|STX Christiansted
Virginia: CHO Charlottesville|LYH Lynchburg|ORF Norfolk|PHF Newport News|RIC Richmond|ROA Roanoke|SHD Staunton/Waynesboro/Harrisonburg
Washington: BLI Bellingham|GEG Spokane|PAE Everett|PSC Pasco|SEA Seattle
West Virginia: CKB Clarksburg|CRW Charleston|HTS Huntington|LWB Lewisburg
Wisconsin: ATW Appleton|CWA Mosinee|EAU Eau Claire|GRB Green Bay|LSE La Crosse|MKE Milwaukee|MSN Madison|RHI Rhinelander
Wyoming: COD Cody|CPR Casper|CYS Cheyenne|GCC Gillette|JAC Jackson|LAR Laramie|RKS Rock Springs
`

// Four-letter codes that are not a K before the three letters.
export const LONG_CODES = `
ADK PADK
ADQ PADQ
AKN PAKN
ANC PANC
AZA KIWA
BET PABE
BKG KBBG
BQN TJBQ
BRW PABR
CDV PACV
CLD KCRQ
DLG PADL
FAI PAFA
FCA KGPI
GST PAGS
GUM PGUM
HHH KHXD
HNL PHNL
ITO PHTO
JNU PAJN
KOA PHKO
KTN PAKT
LIH PHLI
MQT KSAW
OGG PHOG
OME PAOM
OTZ PAOT
PBI KDJT
PPG NSTU
PSE TJPS
PSG PAPG
SCC PASC
SCE KUNV
SIT PASI
SJU TJSJ
SPN PGSN
STT TIST
STX TISX
USA KJQF
UST KSGJ
WRG PAWG
YAK PAYA
YUM KNYL
`
