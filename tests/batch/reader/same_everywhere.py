"""Lists that the Python reader and the page must read alike."""

import gzip
from dataclasses import dataclass

from batch.reader.vocabulary import ANSWERS
from tests.batch.reader.held_files import DL, LEAVES, NAMES, ROWS, Held, one
from tests.batch.reader.times_everywhere import TIMES


def table(delimiter: str = ",", end: str = "\n", before: str = "", extra: str = "Zoë") -> str:
    """Return a list of two flights as a program writes it, with a column that nobody asks for."""
    rows = [(*NAMES, "Passagère"), (*ROWS[0], extra), (*ROWS[1], "", "Ann")]
    text = before + "".join(f"{delimiter.join(row)}\n" for row in rows)
    return text.replace("\n", end)


QUOTED = '''"carrier","origin","destin
ation","departure","arrival","Traveller; or | her ""name"""
"DL","JFK","LAX","2026-12-23T18:30","2026-12-23T22:05","Doe, Jane
and ""John"""

"B6","JFK","BOS","2026-12-24T07:05",,
'''

SHAPES = [
    *(Held(f"parted by {name}", table(mark).encode()) for mark, name in
      {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.items()),
    *(Held(f"in {encoding}", table(";").encode(encoding)) for encoding in
      ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")),
    *(Held(f"lines ending with {end!r}", table(end=end).encode("mac_roman")) for end in
      ("\r\n", "\r")),
    *(Held(f"a line sep={mark!r}", table(mark, before=f"{quote}sep={mark}{quote}\n").encode())
      for mark, quote in ((",", ""), (";", ""), ("\t", '"'))),
    Held("a title", table(before="My flights\n\n").encode()),
    Held("two titles", table(";", before="Flights, of 2026 | mine\nby me, to all\n").encode()),
    Held("remarks", table(before="# made by hand\n\n#\n").encode()),
    Held("blank lines", table().replace("\n", "\n\n").encode()),
    Held("quoted delimiters and line breaks", QUOTED.encode()),
    Held("packed by gzip", gzip.compress(table("\t").encode("utf-16")), name="list.tsv.gz"),
]  # fmt: skip


BOTH = "carrier,origin,destination,departure,arrival"
FORM = "YEAR,FL_DATE,OP_UNIQUE_CARRIER,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,CRS_ARR_TIME"
LOG = "Date,Flight number,From,To,Dep time,Arr time,Airline,Registration"
LOGGED = "2026-12-23,DL401,New York (JFK/KJFK),Los Angeles (LAX/KLAX),18:30:00,22:05:00"
PLANNED = "Date,Airline,Flight,From,To,Gate Departure (Scheduled),Gate Arrival (Scheduled)"
KAGGLE = "YEAR,MONTH,DAY,AIRLINE,ORIGIN_AIRPORT,DESTINATION_AIRPORT,SCHEDULED_DEPARTURE"
NYC = "year,month,day,dep_time,sched_dep_time,sched_arr_time,dep_delay,carrier,flight,origin,dest"

COLUMNS = [
    Held("names in any case, with blanks and underscores",
         one("CARRIER, Origin ,desti_nation,Scheduled Departure", "DL,JFK,LAX,2026-12-23 18:30"),
         [LEAVES]),
    Held("the archive's form",
         one(FORM, '2026,12/3/2026 12:00:00 AM,"DL","401","JFK","LAX","0700","1030"'),
         [DL | {"departure": "2026-12-03T07:00", "arrival": "2026-12-03T10:30"}]),
    Held("a public data set", one(KAGGLE, "2026,12,23,DL,JFK,LAX,1830"), [LEAVES]),
    Held("flights of New York",
         one(NYC, "2026,12,23,1855,1830,2205,25,DL,401,JFK,LAX"), [DL]),
    Held("a log of flights", one(LOG, f"{LOGGED},Delta Air Lines (DL/DAL),"), [DL]),
    Held("an export of flights", one(PLANNED,
         "2026-12-23,DAL,401,JFK,LAX,2026-12-23T18:30,2026-12-23T22:05"), [DL]),
    Held("the log of another program, whose day has its clock", one(
         "Date,From,To,Flight_Number,Airline,Distance,Duration,Plane",
         "2026-12-23 18:30:00,JFK,LAX,DL401,Delta Air Lines,2475,06:35,Boeing 767"), [LEAVES]),
    Held("a log by codes and days of both ends", one(
         "Departure Date,Departure Time,Departure Airport Code,Arrival Date,Arrival Time,"
         "Arrival Airport Code,Airline Code,Flight Number",
         "2026-12-23,18:30,JFK,2026-12-23,22:05,LAX,DL,401"), [DL]),
    Held("a log in times of both kinds", one(
         "pnr;airline code;flight number;departure airport code;arrival airport code;"
         "departure utc;arrival utc;departure local;arrival local",
         "X1;DL;401;JFK;LAX;2026-12-23T23:30;2026-12-24T06:05;2026-12-23T18:30;2026-12-23T22:05"),
         [DL]),
    Held("a trip by towns and airports", one(
         "Trip,Airline,Airline Code,Departure City,Departure Airport,Departure Date,"
         "Departure Time,Arrival City,Arrival Airport,Arrival Date,Arrival Time",
         "Home,Delta Air Lines,DL,New York,JFK,2026-12-23,6:30 PM,Los Angeles,LAX,2026-12-23,"
         "10:05 PM"), [DL]),
    Held("airports by kind of code", one("airline_iata,dep_iata,arr_iata,STD,STA",
         "DL,JFK,LAX,2026-12-23 18:30,2026-12-23 22:05"), [DL]),
    Held("Spanish names", one("Aerolínea;Origen;Destino;Fecha;Hora de salida;Hora de llegada",
         "DL;JFK;LAX;23/12/2026;18:30;22:05"), [DL]),
    Held("German names", one("Fluggesellschaft;Von;Nach;Datum;Abflug;Ankunft",
         "DL;JFK;LAX;23.12.2026;18:30;22:05"), [DL]),
    Held("airlines by name", one("carrier,origin,destination,departure",
         "Delta Air Lines Inc.,JFK,LAX,2026-12-23T18:30", "JetBlue,JFK,LAX,2026-12-23T18:30"),
         [LEAVES, LEAVES | {"carrier": "B6"}]),
    Held("French names", one("Compagnie;Origine;À;Date;Heure de départ",
         "DL;JFK;LAX;23/12/2026;18:30"), [LEAVES]),
    Held("accents in two characters", one("Compagnie;De;A\u0300;De\u0301part",
         "DL;JFK;LAX;2026-12-23 18:30"), [LEAVES]),
    Held("long codes", one("carrier,origin,destination,departure",
         "DAL,KJFK,PHOG,2026-12-23T18:30", "asa,PANC,TJSJ,2026-12-23T18:30"),
         [LEAVES | {"destination": "OGG"},
          LEAVES | {"carrier": "AS", "origin": "ANC", "destination": "SJU"}]),
    Held("long codes that end otherwise than short ones",
         one("carrier,origin,destination,departure", "AS,PABE,PAJN,2026-12-23T18:30",
             "G4,KIWA,KGPI,2026-12-23T18:30"),
         [LEAVES | {"carrier": "AS", "origin": "BET", "destination": "JNU"},
          LEAVES | {"carrier": "G4", "origin": "AZA", "destination": "FCA"}]),
    Held("names of cities and airports",
         one("carrier;origin;destination;departure",
             "DL;JFK airport;los angeles international;2026-12-23T18:30",
             "AA;Chicago O\u2019Hare Intl;Boston, MA;2026-12-23T18:30",
             "AS;Portland, Oregon;San José;2026-12-23T18:30",
             "OO;St. Louis;Dulles;2026-12-23T18:30", "WN;LAX;Kona;2026-12-23T18:30"),
         [LEAVES, LEAVES | {"carrier": "AA", "origin": "ORD", "destination": "BOS"},
          LEAVES | {"carrier": "AS", "origin": "PDX", "destination": "SJC"},
          LEAVES | {"carrier": "OO", "origin": "STL", "destination": "IAD"},
          LEAVES | {"carrier": "WN", "origin": "LAX", "destination": "KOA"}]),
    Held("codes behind names, before names, and names that look like codes",
         one("carrier;origin;destination;departure",
             "HA;ITO (Hilo);KONA;2026-12-23T18:30", "DL;New York (Jfk);LAX (Lax);2026-12-23T18:30"),
         [LEAVES | {"carrier": "HA", "origin": "ITO", "destination": "KOA"}, LEAVES]),
    Held("a first column whose name begins as archives do", one(
         "PK_FLIGHT,carrier,origin,destination,departure", "1,DL,JFK,LAX,2026-12-23 18:30"),
         [LEAVES]),
    Held("who sells beside who flies, and the day of a booking beside the flight's",
         one("Date,Marketing Carrier,Operated By,Flight,From,To,STD,Travel Date",
             "2026-12-01,UA,DL,DL 401,JFK,LAX,18:30,2026-12-23"), [LEAVES]),
    Held("what is scheduled beside what may be the actual times", one(
         "Airline,From,To,Date,Departure,Arrival,Sched Departure,Scheduled Arr",
         "DL,JFK,LAX,2026-12-23,19:10,22:40,18:30,22:05"), [DL]),
    Held("how long a flight takes, as a time", one("Airline,From,To,Date,Departs,Arrives,Time",
         "DL,JFK,LAX,2026-12-23,18:30,22:05,6:35"), [DL]),
    Held("a name that says how days are written", one("Airline,From,To,Date (YY/MM/DD),STD",
         "DL,JFK,LAX,27/01/05,18:30"), [LEAVES | {"departure": "2027-01-05T18:30"}]),
    Held("another order than that of the archive's form", one(
         "Airline,From,To,FL_DATE (DD/MM/YYYY),STD", "DL,JFK,LAX,05/01/2027,18:30"),
         [LEAVES | {"departure": "2027-01-05T18:30"}]),
    Held("Spanish departures and arrivals", one("Aerolínea,Origen,Destino,Fecha,Salida,Llegada",
         "DL,JFK,LAX,2026-12-23,18:30,22:05"), [DL]),
    Held("a column called #", one("#,carrier,origin,destination,departure",
         "1,DL,JFK,LAX,2026-12-23 18:30"), [LEAVES]),
    Held("answers that come back", one(
         f"carrier,origin,destination,departure,departure_delay_min,{','.join(ANSWERS)},problem",
         "DL,JFK,LAX,2026-12-23 18:30,40,0.27,0.01,0,27,110,none,19,no_weather,"),
         [LEAVES | {"departure_delay_min": 40}]),
    Held("values that are not there", one(f"{BOTH}", "DL,JFK,LAX,2026-12-23 18:30,NULL",
         "DL,JFK,LAX,2026-12-23 18:30,\u2014"), [LEAVES, LEAVES]),
    Held("airlines by the numbers of their flights alone", one("Flight,From,To,STD",
         "DL 401,JFK,LAX,2026-12-23 18:30", "dal-401,JFK,LAX,2026-12-23 18:30"), [LEAVES, LEAVES]),
    Held("airlines with the numbers of their flights", one("carrier,origin,destination,departure",
         "Delta Air Lines 401,JFK,LAX,2026-12-23 18:30", "9E4628,JFK,LAX,2026-12-23 18:30"),
         [LEAVES, LEAVES | {"carrier": "9E"}]),
    Held("codes beside names", one("carrier,origin,destination,departure",
         "DL - Delta,JFK - New York,Los Angeles - LAX,2026-12-23 18:30"), [LEAVES]),
    Held("names that tell units", one("Carrier (IATA),Origin [IATA],Dest [iata],Departure (local)",
         "DL,JFK,LAX,2026-12-23 18:30"), [LEAVES]),
    Held("names of a public warehouse", one(
         "date,airline,airline_code,departure_airport,arrival_airport,departure_schedule,"
         "departure_actual,departure_delay,arrival_schedule,arrival_actual,arrival_delay",
         "2026-12-23,Delta Air Lines,DL,JFK,LAX,1830,1845,15.0,2205,2220,15.0"), [DL]),
    Held("German names of airports", one(
         "Fluggesellschaft;Flugnummer;Abflughafen;Zielflughafen;Abflugdatum;Abflugzeit;Ankunftszeit",
         "DL;401;JFK;LAX;23.12.2026;18:30;22:05"), [DL]),
    Held("Spanish names of airports", one(
         "Aerolínea;Número de vuelo;Aeropuerto de origen;Aeropuerto de destino;Fecha de salida;"
         "Hora de salida;Hora de llegada", "DL;401;JFK;LAX;23/12/2026;18:30;22:05"), [DL]),
    Held("a delay announced beside the times of a log", one(
         "carrier,origin,destination,date,dep_time,departure_delay_min",
         "DL,JFK,LAX,2026-12-23,18:30,40"), [LEAVES | {"departure_delay_min": 40}]),
    Held("delays announced in hours and minutes", one(
         "carrier,origin,destination,departure,departure_delay_min",
         "DL,JFK,LAX,2026-12-23 18:30,1:05", "DL,JFK,LAX,2026-12-23 18:30,00:40:00"),
         [LEAVES | {"departure_delay_min": minutes} for minutes in (65, 40)]),
    Held("a delimiter that ends rows and not the names",
         one("carrier,origin,destination,departure", "DL,JFK,LAX,2026-12-23 18:30,"), [LEAVES]),
    Held("the day of a booking, and who operates", one(
         "Date,Carrier,Operating Carrier,From,To,Departure Date,Departure Time",
         "2026-11-02,DL,OO,JFK,LAX,2026-12-23,18:30"), [LEAVES | {"carrier": "OO"}]),
    Held("who operates where that is told, else who sells", one(
         "Airline,Operated By,From,To,STD", "DL,9E,JFK,LAX,2026-12-23 18:30",
         "DL,,JFK,LAX,2026-12-23 18:30", "Delta,n/a,JFK,LAX,2026-12-23 18:30"),
         [LEAVES | {"carrier": "9E"}, LEAVES, LEAVES]),
    Held("who operates where that is told, else the flight's number", one(
         "Flight,Operating Carrier,From,To,STD", "DL 401,,JFK,LAX,2026-12-23 18:30"), [LEAVES]),
    Held("the names of a trip", one(
         "Trip Name,Flight,Airline,Depart,Depart Date,Depart Time,Arrive,Arrive Date,Arrive Time",
         "Home,DL 401,Delta Air Lines,JFK,12/23/2026,6:30 PM,LAX,12/23/2026,10:05 PM"), [DL]),
    Held("delimiters that end rows and not the names",
         one("carrier,origin,destination,departure", "DL,JFK,LAX,2026-12-23 18:30,,,"), [LEAVES]),
    Held("joined files whose names are written otherwise", one(
         "carrier,origin,destination,departure", "DL,JFK,LAX,2026-12-23 18:30",
         "Carrier,ORIGIN,Destination,departure", "DL,JFK,LAX,2026-12-23 18:30"), [LEAVES, LEAVES]),
    Held("months by name in a column of their own", one(
         "carrier,origin,destination,year,month,day,std", "DL,JFK,LAX,2026,Dec,23,18:30",
         "DL,JFK,LAX,2026,décembre,23,18:30"), [LEAVES, LEAVES]),
    Held("a zone of the traveller", one("carrier,origin,destination,departure,Time Zone",
         "DL,JFK,LAX,2026-12-23 18:30,America/New_York"), [LEAVES]),
    Held("cities beside codes", one("Airline,Origin,Origin Code,Destination,Destination Code,STD",
         "Delta,New York,JFK,Los Angeles,LAX,2026-12-23 18:30"), [LEAVES]),
    Held("times by short names", one("Date,Airline,From,To,Dep,Arr",
         "2026-12-23,DL,JFK,LAX,18:30,22:05"), [DL]),
    Held("airports by names that may be times", one("Airline,Departure,Arrival,STD,STA",
         "DL,JFK,LAX,2026-12-23 18:30,2026-12-23 22:05"), [DL]),
    Held("airports by names that may be times, without an arrival", one(
         "Airline,Dep,Arr,Date,Dep Time", "DL,JFK,LAX,2026-12-23,18:30"), [LEAVES]),
    Held("days whose name tells their order", one(
         "Carrier Code,Date (MM/DD/YYYY),Origin Airport,Destination Airport,Scheduled Departure"
         " Time", "DL,12/03/2026,JFK,LAX,18:30"), [LEAVES | {"departure": "2026-12-03T18:30"}]),
    Held("days whose name tells the other order", one("Airline,Date (dd/mm/yyyy),From,To,STD(L)",
         "DL,03/12/2026,JFK,LAX,18:30"), [LEAVES | {"departure": "2026-12-03T18:30"}]),
    Held("names of timetables", one(
         "Published Carrier,Flight No,Dep Airport Code,Arr Airport Code,Dept Date,Local Dep Time,"
         "Local Arr Time", "DL,401,JFK,LAX,23DEC26,1830,2205"), [DL]),
    Held("names of a sheet", one("Airline,From,To,Date,Departs,Arrives",
         "DL,JFK,LAX,12/23/2026,6:30:00 PM,10:05:00 PM"), [DL]),
    Held("names of airports' systems", one("Operator,ADEP,ADES,SOBT,SIBT",
         "DAL,KJFK,KLAX,2026-12-23 18:30,2026-12-23 22:05"), [DL]),
    Held("a delay announced in whole words beside the times of a log", one(
         "carrier,origin,destination,date,dep_time,departure_delay_minutes",
         "DL,JFK,LAX,2026-12-23,18:30,40"), [LEAVES | {"departure_delay_min": 40}]),
    Held("codes before names in brackets", one("carrier,origin,destination,departure",
         "DL,JFK (New York),LAX (Los Angeles),2026-12-23 18:30"), [LEAVES]),
    Held("airports and times of the same short names", one("carrier,dep,arr,std,date",
         "DL,JFK,LAX,18:30,2026-12-23"), [LEAVES]),
    Held("values as programs dress them", one("carrier;origin;destination;departure",
         "\u200bDL\u00a0;\uff2a\uff26\uff2b;\u201cLAX\u201d;2026\u201112\u201123 18:30",
         '="DL";\'JFK;LAX; "2026-12-23 18:30"'), [LEAVES, LEAVES]),
]  # fmt: skip


ALIKE = [*SHAPES, *COLUMNS, *TIMES]


@dataclass(frozen=True)
class Refused:
    """A flight that cannot be known: how its origin is written, and what is said of that."""

    origin: str
    code: str
    says: str


REFUSED = [
    Refused("NYC", "several_airports", "EWR, JFK, LGA"),
    Refused("New York", "several_airports", "EWR, JFK, LGA"),
    Refused("Portland", "several_airports", "PDX, PWM"),
    Refused("12478", "airport_number", "JFK"),
    Refused("12478.0", "airport_number", "JFK"),
    Refused("Atlantis", "bad_format", "JFK"),
]

ZONED = ["2026-12-23T23:30Z", "2026-12-23 18:30:00-05:00", "2026-12-23T18:30+01:00"]
"""Times that flights are not given by: those of their airports' clocks have no zone."""
