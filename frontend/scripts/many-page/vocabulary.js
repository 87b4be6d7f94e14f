// Made by page_vocabulary.py from the tables of batch/reader: change it there.

// The names of columns by what they hold, as compared; the first that a sheet has counts.
export const FLIGHTS = {
  "carrier": ["carrier", "iatacodereportingairline", "opcarrier", "reportingairline", "opuniquecarrier", "uniquecarrier", "iatacodemarketingairline", "mktcarrier", "mktuniquecarrier", "airlinecode", "airlineiata", "carrieriata", "airline", "compagnie", "aerolínea", "fluggesellschaft", "carriercode", "airlinename", "carriername", "transporteur", "companhia", "compagnia", "marketingcarrier", "marketingairline", "publishedcarrier", "compagnieaérienne", "airlineiatacode", "carrieriatacode", "carrierfscode", "marketingcarrieriatacode", "mktal", "al", "opcarrierairlineid", "airlineid"],
  "flight_number": ["flightnumber", "flightnumberreportingairline", "flightnumberoperatingairline", "opcarrierflnum", "flightnum", "flnum", "flnumber", "mktcarrierflnum", "flightnumbermarketingairline", "flight", "flightno", "vol", "numérodevol", "vuelo", "flug", "flugnummer", "ndevol", "númerodevuelo", "identiata", "ident", "voo", "volo", "nvol", "flugnr", "fltno", "flt", "fltnum", "fltnbr", "carrierflight", "airlineflight"],
  "tail_number": ["tailnumber", "tailnum", "registration"],
  "origin": ["origin", "originairport", "orig", "from", "de", "origine", "departureairport", "depairport", "origen", "von", "abflughafen", "aeropuertodeorigen", "aéroportdedépart", "origem", "dep", "departure", "depart", "boardpoint", "departurestation", "depstation", "deptairport", "adep", "départ", "salida", "abflugort", "origairport", "departairport", "departingairport", "fromairport", "airportfrom", "originairportname", "boardcity", "departurecity", "origincity", "fromcity", "origincityname"],
  "destination": ["destination", "dest", "destinationairport", "to", "à", "arrivalairport", "arrairport", "destino", "nach", "zielflughafen", "aeropuertodedestino", "aéroportdarrivée", "destinazione", "arr", "arrival", "arrive", "offpoint", "arrivalstation", "arrstation", "arvlairport", "ades", "arrivée", "llegada", "ankunftsort", "destairport", "arriveairport", "arrivingairport", "toairport", "airportto", "destinationairportname", "destairportname", "offcity", "arrivalcity", "destinationcity", "destcity", "tocity", "destcityname"],
  "day": ["date", "flightdate", "fldate", "flightflightdate", "fecha", "datum", "data", "timeseries"],
  "year": ["year", "flightyear"],
  "month": ["month", "flightmonth"],
  "day_of_month": ["dayofmonth", "day", "flightdayofmonth"],
  "departure": ["scheduleddeparture", "crsdeptime", "scheddeptime", "gatedeparturescheduled", "scheduleddeparturetime", "departurescheduled", "scheddep", "std", "scheduleddeparturelocal", "scheduleddeptime", "scheduleddep", "scheddeparture", "planneddeparture", "sobt", "departureschedule", "scheduledout", "departurelocal", "departuredatetime", "horadesalida", "abflugzeit", "departure", "départ", "salida", "abflug", "partida", "partenza", "dep", "depart", "scheduleddeparturedt", "scheduleddeparturedatetime", "scheddeparturetime", "planneddeparturetime", "departuretimescheduled", "depscheduled", "departurescheduledtimelocal", "departuredatedatelocal", "departureat", "departingat", "scheddepts", "scheddeptimestamp", "scheduleddeparturetimestamp", "scheduledtimeofdeparture"],
  "arrival": ["scheduledarrival", "crsarrtime", "schedarrtime", "gatearrivalscheduled", "scheduledarrivaltime", "arrivalscheduled", "schedarr", "sta", "scheduledarrivallocal", "scheduledarrtime", "scheduledarr", "schedarrival", "plannedarrival", "sibt", "arrivalschedule", "scheduledin", "arrivallocal", "arrivaldatetime", "horadellegada", "ankunftszeit", "arrival", "arrivée", "llegada", "ankunft", "chegada", "arrivo", "arr", "arrive", "scheduledarrivaldt", "scheduledarrivaldatetime", "schedarrivaltime", "plannedarrivaltime", "arrivaltimescheduled", "arrscheduled", "arrivalscheduledtimelocal", "arrivaldatedatelocal", "arrivalat", "arrivingat", "schedarrts", "schedarrtimestamp", "scheduledarrivaltimestamp", "scheduledtimeofarrival"],
  "elapsed": ["crselapsedtime", "scheduledtime", "scheduledelapsedtime"],
  "actual_departure": ["actualdeparture", "gatedepartureactual", "atd", "departureactual", "actualout", "actualdeptime", "actualdeparturetime", "actualdeparturelocal", "actualdep", "aobt", "actualdeparturedt", "actualdeparturedatetime", "departuretimeactual", "depactual", "actdep", "actdeptime", "actdepts", "deptime", "departuretime"],
  "actual_arrival": ["actualarrival", "gatearrivalactual", "ata", "arrivalactual", "actualin", "actualarrtime", "actualarrivaltime", "actualarrivallocal", "actualarr", "aibt", "actualarrivaldt", "actualarrivaldatetime", "arrivaltimeactual", "arractual", "actarr", "actarrtime", "actarrts", "arrtime", "arrivaltime"],
  "departure_delay": ["departuredelaymin", "depdelay", "departuredelay", "departuredelaymins", "departuredelayminutes", "depdly"],
  "arrival_delay": ["arrivaldelaymin", "arrdelay", "arrivaldelay", "arrivaldelaymins", "arrivaldelayminutes", "arrdly"],
  "air_time": ["airtimemin", "airtime"],
  "distance": ["distance"],
  "distance_km": ["distancekm"],
  "cancelled": ["cancelled", "canceled", "iscancelled", "iscanceled"],
  "diverted": ["diverted", "divertedto", "isdiverted"],
  "status": ["status", "flightstatus"],
  "zone": ["timezone", "tz", "fuseauhoraire", "zeitzone", "zonahoraria"],
}

// Names that come before all others.
export const SURER = {
  "carrier": ["iatacodeoperatingairline", "operatingcarrier", "operatingcarriercode", "operatingcarrieriata", "operatingairline", "operatoriata", "operator", "operatedby", "operatingcarrieriatacode", "opal"],
  "origin": ["originairportcode", "origincode", "originiata", "departureairportcode", "departureiata", "depiata", "departureairportiata", "depairportcode", "departurecode", "departurecitycode", "fromiata", "fromcode", "origcode", "origiata", "origairportcode", "originiatacode", "departureiatacode", "departairportcode", "departureairportfscode", "fromairportcode"],
  "destination": ["destinationairportcode", "destinationcode", "destinationiata", "destiata", "arrivalairportcode", "arrivaliata", "arriata", "arrivalairportiata", "arrairportcode", "arrivalcode", "arrivalcitycode", "toiata", "tocode", "destcode", "destairportcode", "destinationiatacode", "arrivaliatacode", "arriveairportcode", "arrivalairportfscode", "toairportcode"],
  "day": ["scheduleddeparturedate", "departuredate", "depdate", "datededépart", "fechadesalida", "abflugdatum", "flightdate", "traveldate", "dateduvol", "flugdatum", "departdate", "deptdate", "dateofflight", "dateofdeparture", "fltdate", "localdeparturedate", "departuredatelocal", "operatingdate"],
}

// The airport of each time: some names may mean either.
export const PLACES = {"departure": "origin", "arrival": "destination"}

// What is scheduled where a sheet tells of no delays; elsewhere what came true.
export const LOGBOOK = {
  "departure": ["deptime", "departuretime", "departtime", "heurededépart", "departs", "depttime", "localdeptime", "deptimelocal", "departuretimelocal", "heuredépart", "horasalida", "departsat", "leaves", "departuredateandtime", "time", "heure", "datetime", "dateandtime"],
  "arrival": ["arrtime", "arrivaltime", "arrivetime", "heuredarrivée", "arrives", "arvltime", "localarrtime", "arrtimelocal", "arrivaltimelocal", "heurearrivée", "horallegada", "arrvtime", "arrivesat", "lands", "arrivaldateandtime"],
}

// The pattern of names that tell how flights went.
export const CAME_TRUE = "(?!departuredelaymin).*(?:delay|del15|dly|minuteslate|retard|retraso|demora|atraso|ritardo|verspat|verspät|wheels|taxi|airtime|actualelap)"

// Patterns of names that tell a zone, of notes that tell one, and of those that do not.
export const ZONED = "^utc[_ ](?:dep|arr|st)|[\\[(_ ](?:utc|gmt|z(?:ulu)?|[cemp][sd]?t)[\\])]?$"
export const NOT_LOCAL = "\\b(?:UTC|GMT|Zulu)\\b|\\btimes?\\b.*\\b(?:Eastern|Central|Pacific|[ECMP][SD]T|[EP]T)\\b"
export const NOT_OF_ROWS = "local|\\d:\\d\\d"

// What columns hold that only sheets of flights flown have; and where days may stand.
export const FLOWN = ["actual_arrival", "actual_departure", "air_time", "arrival_delay", "cancelled", "diverted"]
export const DAYS = ["day", "departure", "arrival", "actual_departure", "actual_arrival"]

// What answers add to a list: a list that comes back with these tells of no flight flown.
export const ANSWERS = ["late", "cancelled", "delay_p50", "delay_p80", "delay_p95", "weather_known", "weather_missing_hours", "notes"]

// Codes that air traffic control uses, and those on tickets; of airports all in one text.
export const AIRLINES = {"AAL": "AA", "AAY": "G4", "ASA": "AS", "ASH": "YV", "ASQ": "EV", "AWI": "ZW", "DAL": "DL", "EDV": "9E", "ENY": "MQ", "FFT": "F9", "GJS": "G7", "HAL": "HA", "JBU": "B6", "JIA": "OH", "MXY": "MX", "NKS": "NK", "PDT": "PT", "QXE": "QX", "RPA": "YX", "SCX": "SY", "SKW": "OO", "SWA": "WN", "TRS": "FL", "UAL": "UA", "UCA": "C5", "VRD": "VX", "VXP": "XP", "19386": "NW", "19393": "WN", "19690": "HA", "19704": "CO", "19790": "DL", "19805": "AA", "19930": "AS", "19977": "UA", "20304": "OO", "20355": "US", "20363": "9E", "20366": "EV", "20368": "G4", "20374": "XE", "20378": "YV", "20397": "OH", "20398": "MQ", "20409": "B6", "20416": "NK", "20436": "F9", "20437": "FL", "20452": "YX", "21171": "VX"}
export const AIRPORTS = "KADHADT KAFJWSG KAKRAKC KANJSSM KANKSLT KARMWHT KARRAUZ KARWBFT KASGSPZ KAVQAVW KAXAAXG KBAKCLU KBBGBKG KBBPBTN KBDHILL KBDUWBU KBKFBFK KBKNBWL KBPGHCA KBPKWMH KBVIBFP KBVSMVW KBWPWAH KBXMNHZ KBYYBBC KCAGCIG KCDALLX KCFSTZC KCKCGRM KCQWHCW KCRQCLD KCVHHLI KCVKCKK KCWCKIP KCXPCSN KCXYHAR KDJTPBI KDLCDLL KDRMDRE KDTSDSI KDVONOT KDVPNSL KEDNETS KEKMEKI KELOLYU KEQAEDK KFFZMSC KFHRFRD KFOMFIL KFSWFMS KFVEWFK KGICIDH KGKJMEJ KGPIFCA KGYHGDC KGYIPNX KHEFMNZ KHHWHUJ KHNDHSH KHRIHES KHSEHNC KHSGTHP KHWVWSH KHXDHHH KHZYJFN KIENXPR KIMSMDN KIWAAZA KIWIISS KIXARZZ KIXDJCI KIZASQA KIZGFRY KJKAGUF KJPXHTO KJQFUSA KJSOJKV KLBXLJN KLHWLIY KLHZLFN KLKULOW KLLJCHL KLOMBBX KMBODXE KMDSXMD KMDZMDF KMEBMXE KMEZUMZ KMKYMRK KMLEMIQ KMPIRMY KMQIMEO KMQSCTH KMTFMTX KNBJNHX KNDYDGN KNFWFWH KNYLYUM KODOODT KOKBOCN KOKHODW KOKVWGO KOQUNCO KORSESD KOSAMPS KOXBOCE KOYMSTQ KPANPJB KPBXPVL KPDCPCD KPHHADR KPMPPPM KPNAPWY KPPOLPO KPQLPGL KPSOPGO KRPDRIE KRQBWBR KRUQSRW KRVLRED KRZLRNZ KSAWMQT KSDLSCF KSEZSDX KSGJUST KSKXTSM KSMSSUM KSRRRUI KTKXKNT KTMKOTK KTMTASQ KTNXXSD KTPOPTA KTRKTKF KTYLTYZ KUKFIKB KUNIATO KUNVSCE KUTAUTM KUTSHTV KUUUNPT KUZARKH KVAYLLY NSFQFTI NSTUPPG PAABATT PAACPQS PAAEKOZ PAAFMNT PAAJWTL PAAKAKB PAALPML PAAQPAQ PAARKBC PAASWBB PAATATU PAAUSXP PAAVKEK PAAWKEB PAAXCXC PAAYCKX PABABTI PABEBET PABGBVU PABIBIG PABLBKC PABMBMX PABRBRW PABTBTT PACDCDB PACECEM PACHCHU PACICIK PACJCKD PACKCYF PACMSCM PACRIRC PACSWSF PACVCDV PACXCXF PACZCZF PADEDRG PADGRDB PADKADK PADLDLG PADMMLL PADQADQ PADUDUT PADYKKH PAEDEDF PAEEEEK PAEGEAA PAEHEHM PAEIEIL PAEMEMK PAENENA PAEWWWT PAFAFAI PAFBFBK PAFMABL PAFRFRN PAFSNIB PAGAGAL PAGBGBH PAGGKWK PAGHSHG PAGKGKN PAGLGLV PAGMGAM PAGNAGN PAGQBGQ PAGSGST PAGTNME PAGXKGX PAGYSGY PAGZGMT PAHCHCR PAHLHSL PAHNHNS PAHOHOM PAHPHPB PAHUHUS PAHXSHX PAIGIGG PAIIEGX PAIKIAN PAILILI PAIMUTO PAINMCL PAIWWAA PAJCKCG PAJNJNU PAJZKGK PAKATEK PAKDKDK PAKFKFP PAKHAKK PAKIKPN PAKKKKA PAKLLKK PAKNAKN PAKOIKO PAKPAKP PAKTKTN PAKUUUK PAKVKAL PAKWKLW PAKYKYK PALBKLN PALGKLG PALRWCR PALTTLT PALULUR PAMBKMO PAMCMCG PAMDMDO PAMHLMA PAMKSMK PAMLMLY PAMOMOU PAMRMRI PAMXMXY PAMYMYU PANAWNA PANCANC PANIANI PANNENN PANONNL PANTANN PANUNUL PANVANV PANWKNW PAOBOBU PAOCPCA PAOHHNH PAOMOME PAOOOOK PAORORT PAOTOTZ PAOUNLG PAPBSTG PAPCKPC PAPEKPV PAPGPSG PAPHPTH PAPKPKA PAPMPTU PAPNPIP PAPOPHO PAPRPPC PAQHKWN PAQTNUI PARCARC PARSRSH PARYRBY PASASVA PASCSCC PASDSDP PASHSHH PASISIT PASKWLK PASLSLQ PASMKSM PASNSNP PASOSOV PASPSMU PASTUMM PASVSVW PASWSKW PASXSXQ PASYSYA PATATAL PATCTNC PATETLA PATGTOG PATKTKA PATLTLJ PATQATK PAUKAUK PAUMUMT PAUNUNK PAUOWOW PAUTKQA PAVAVAK PAVCKVC PAVDVDZ PAVEVEE PAVLKVL PAWBWBQ PAWDSWD PAWGWRG PAWIAIN PAWMWMO PAWNWTK PAWSWWA PAYAYAK PFAKAKI PFALAET PFCBNCN PFCLCLP PFELELI PFKAKUK PFKKKNK PFKOKOT PFKTKTS PFKUKYU PFKWKWT PFMPRMP PFNOORV PFSHSKK PFSVSVS PFTOTKJ PFWSWSN PFYUFYU PFZKKKI PGROROP PGSNSPN PGUAUAM PGUMGUM PGWTTIQ PHBKBKH PHDHHDH PHHIHHI PHHNHNM PHJHJHM PHJRJRF PHKOKOA PHLILIH PHLULUP PHMKMKK PHMUMUE PHNGNGF PHNLHNL PHNYLNY PHOGOGG PHPAPAK PHSFBSF PHTOITO PHUPUPP PMDYMDY PODCDCK POKATNK PORIORI PPCTTCT PPITNUP PPIZPIZ PWAKAWK TISTSTT TISXSTX TJABARE TJBQBQN TJCPCPX TJIGSIG TJMZMAZ TJPSPSE TJRVNRR TJSJSJU TJVQVQS"

// What airlines are called, without the words that are said of all.
export const AIRLINES_CALLED = {"airtran": "FL", "alaska": "AS", "allegiant": "G4", "american": "AA", "americaneagle": "MQ", "atlanticsoutheast": "EV", "avelo": "XP", "breeze": "MX", "cape": "9K", "capitalcargointernational": "PT", "comair": "OH", "commutair": "C5", "commutairakachamplainenterprises": "C5", "compass": "CP", "continental": "CO", "delta": "DL", "endeavor": "9E", "empire": "EM", "envoy": "MQ", "expressjet": "EV", "expressjetdbaaha": "EV", "frontier": "F9", "gojet": "G7", "gojetdbaunitedexpress": "G7", "hawaiian": "HA", "horizon": "QX", "jetblue": "B6", "mesa": "YV", "northwest": "NW", "peninsula": "KS", "piedmont": "PT", "pinnacle": "9E", "psa": "OH", "republic": "YX", "skywest": "OO", "southwest": "WN", "spirit": "NK", "suncountry": "SY", "transstates": "AX", "united": "UA", "us": "US", "virginamerica": "VX", "wisconsin": "ZW"}
export const SAID_OF_ALL = ["air", "airline", "airlines", "airways", "co", "company", "corp", "corporation", "inc", "line", "lines", "llc", "the"]

// What programs write for a value that is not there.
export const MISSING = ["", "#n/a", "(null)", "-", "--", ".", "<na>", "?", "\\n", "n.a.", "n/a", "na", "nan", "nat", "nil", "none", "null", "tba", "tbd"]

// Marks around values that are no part of them, and dashes for a minus.
export const AROUND = " \t\"'=`‘’‚“”„«»"
export const DASHES = "‐‑‒–—―−"

// How the names of months and weekdays begin.
export const MONTHS = {"jan": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12}
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mie", "jue", "vie", "sab", "dom", "mit", "die", "don", "fre", "son", "mo", "di", "mi", "do", "fr", "sa", "so"]
