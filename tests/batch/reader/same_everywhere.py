"""Lists that the Python reader and the page must read alike."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from batch.reader.vocabulary import ANSWERS

Flights = Sequence[Mapping[str, str | int]]

NAMES = ("carrier", "origin", "destination", "departure", "arrival")
ROWS = (
    ("DL", "JFK", "LAX", "2026-12-23T18:30", "2026-12-23T22:05"),
    ("B6", "JFK", "BOS", "2026-12-24T07:05"),
)
FLIGHTS = [dict(zip(NAMES, row, strict=False)) for row in ROWS]


@dataclass(frozen=True)
class Held:
    """A file that somebody holds.

    Attributes
    ----------
    kind
        What is particular about it.
    flights
        Its flights, as a client of the function would send them.
    """

    kind: str
    content: bytes
    flights: Flights = field(default_factory=lambda: FLIGHTS)
    name: str = "list.csv"


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


def one(names: str, *rows: str, end: str = "\n") -> bytes:
    """Return a list with rows of its own."""
    return end.join([names, *rows, ""]).encode()


DL, B6 = FLIGHTS
LEAVES = {name: value for name, value in DL.items() if name != "arrival"}
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
    Held("a first column whose name begins as archives do", one(
         "PK_FLIGHT,carrier,origin,destination,departure", "1,DL,JFK,LAX,2026-12-23 18:30"),
         [LEAVES]),
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
    Held("a delimiter that ends rows and not the names",
         one("carrier,origin,destination,departure", "DL,JFK,LAX,2026-12-23 18:30,"), [LEAVES]),
    Held("values as programs dress them", one("carrier;origin;destination;departure",
         "\u200bDL\u00a0;\uff2a\uff26\uff2b;\u201cLAX\u201d;2026\u201112\u201123 18:30",
         '="DL";\'JFK;LAX; "2026-12-23 18:30"'), [LEAVES, LEAVES]),
]  # fmt: skip


def times(kind: str, *departures: str, reads: str = "2026-12-23T18:30") -> Held:
    """Return a list of flights whose departures are written so; the first reads as told."""
    rows = [f'DL,JFK,LAX,"{departure}"' for departure in departures]
    flights = [LEAVES | {"departure": moment} for moment in reads.split()]
    return Held(kind, one("carrier,origin,destination,departure", *rows), flights)


def clocks(kind: str, *written: str, reads: str) -> Held:
    """Return a list of flights of one day whose clocks are written so."""
    rows = [f'DL,JFK,LAX,2026-12-23,"{clock}"' for clock in written]
    flights = [LEAVES | {"departure": f"2026-12-23T{clock}"} for clock in reads.split()]
    return Held(kind, one("carrier,origin,destination,date,scheduled_departure", *rows), flights)


JANUARY, MAY = "2027-01-05T07:05", "2027-05-01T07:05"
TIMES = [
    times("seconds", "2026-12-23 18:30:59"),
    times("nanoseconds", "2026-12-23 18:30:00.000000000"),
    times("years of both centuries", "23-Dec-99 18:30", "12/23/87 18:30", "23-Dec-86 18:30",
          reads="1999-12-23T18:30 1987-12-23T18:30 2086-12-23T18:30"),
    times("fractions of a second", "2026-12-23T18:30:00.000"),
    times("an early hour without its zero", "2026-12-23  7:05", reads="2026-12-23T07:05"),
    times("afternoon", "2026-12-23 6:30 PM"),
    times("midnight and noon by halves", "2026-12-23 12:05 a.m.", "2026-12-23 12:05PM",
          reads="2026-12-23T00:05 2026-12-23T12:05"),
    times("strokes", "2026/12/23 18:30"),
    times("a comma behind the day", "12/23/2026, 6:30 PM"),
    times("narrow blanks", "2026-12-23 6:30\u202fPM"),
    times("French hours", "2026-12-23 18h30"),
    Held("days of eight digits", one("carrier,origin,destination,date,time",
         "DL,JFK,LAX,20261223,1830"), [LEAVES]),
    times("American days", "12/23/2026 18:30", "1/5/2027 7:05",
          reads=f"2026-12-23T18:30 {JANUARY}"),
    times("American days told by the last", "1/5/27 7:05 AM", "12/23/26 6:30 PM",
          reads=f"{JANUARY} 2026-12-23T18:30"),
    times("European days", "5/1/2027 07:05", "23/12/2026 18:30",
          reads=f"{JANUARY} 2026-12-23T18:30"),
    times("European days with dots", "1.5.2027 7:05", reads=MAY),
    times("days that are the same either way", "5/5/2027 07:05", reads="2027-05-05T07:05"),
    times("days as a spreadsheet counts them", "46379.7708333333"),
    Held("days as programs write them", one("carrier,origin,destination,date,time",
         "DL,JFK,LAX,2026-12-23T00:00:00.000Z,18:30"), [LEAVES]),
    Held("a day and a time", one("carrier,origin,destination,date,time",
         "DL,JFK,LAX,2026-12-23,6:30 PM", "DL,JFK,LAX,46379,1830"), [LEAVES, LEAVES]),
    times("months by name", "23-Dec-26 18:30", "Dec 23, 2026 6:30 PM", "23 December 2026, 18:30",
          "23DEC26 1830", "23 déc. 2026 18h30", "23. Dez 2026 18:30",
          "23 de diciembre de 2026 18:30",
          "1 mai 2027 7:05", "1 août 2027 7:05",
          reads=" ".join(["2026-12-23T18:30"] * 7 + [MAY, "2027-08-01T07:05"])),
    times("weekdays", "Wed, 23 Dec 2026 18:30", "Wednesday 12/23/2026 18:30",
          "mer. 23 déc. 2026 18:30",
          reads=" ".join(["2026-12-23T18:30"] * 3)),
    times("a month that begins like a weekday", "Mar 2, 2027 18:30", "March 2nd, 2027 6:30 PM",
          "Tue, Mar. 2 2027 18:30", "mar. 2 mars 2027 18:30",
          reads=" ".join(["2027-03-02T18:30"] * 4)),
    times("dots, and clocks without a mark", "2026.12.23 18:30", "2026-12-23 1830",
          "2026-12-23 18.30", "12/23/2026 at 6:30 PM", reads=" ".join(["2026-12-23T18:30"] * 4)),
    clocks("halves of the day by a letter, or without minutes", "6:30P", "6:30 a", "6 PM",
           reads="18:30 06:30 18:00"),
    clocks("clocks with dots", "18.00", "7.30", "00.15", reads="18:00 07:30 00:15"),
    clocks("clocks that are numbers", "18.0", "1830.0", "1830.00", "5",
           reads="00:18 18:30 18:30 00:05"),
    clocks("clocks as parts of a day", "0.7708333333", "0,5", "0.0", reads="18:30 12:00 00:00"),
    times("years before their months", "26/12/03 18:30", "26/12/19 18:30",
          reads="2026-12-03T18:30 2026-12-19T18:30"),
    times("years of two digits behind their months", "03/12/26 18:30", "19/12/26 18:30",
          reads="2026-12-03T18:30 2026-12-19T18:30"),
    Held("2400", one("carrier,origin,destination,date,scheduled_departure",
         "DL,JFK,LAX,2026-12-22,2400"), [LEAVES | {"departure": "2026-12-23T00:00"}]),
    Held("an arrival on the next day", one("carrier,origin,destination,date,CRSDepTime,CRSArrTime",
         "DL,LAX,JFK,2026-12-23,2130,0550"),
         [{"carrier": "DL", "origin": "LAX", "destination": "JFK",
           "departure": "2026-12-23T21:30", "arrival": "2026-12-24T05:50"}]),
    Held("an arrival before the departure", one("carrier,origin,destination,date,dep time,arr time",
         "UA,GUM,HNL,2026-12-23,0720,1905"),
         [{"carrier": "UA", "origin": "GUM", "destination": "HNL",
           "departure": "2026-12-23T07:20", "arrival": "2026-12-22T19:05"}]),
    Held("an arrival in an hour that clocks show twice, and in none of Arizona's",
         one("carrier,origin,destination,date,dep time,arr time", "B6,JFK,BOS,2027-11-07,0140,0135",
             "WN,PHX,TUS,2027-11-07,0140,0135"),
         [{"carrier": "B6", "origin": "JFK", "destination": "BOS",
           "departure": "2027-11-07T01:40", "arrival": "2027-11-07T01:35"},
          {"carrier": "WN", "origin": "PHX", "destination": "TUS",
           "departure": "2027-11-07T01:40", "arrival": "2027-11-08T01:35"}]),
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
