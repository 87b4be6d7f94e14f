"""Times that the Python reader and the page must read alike, each in a list of its own."""

from dataclasses import dataclass

from tests.batch.reader.held_files import LEAVES, Held, one


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
    times("how databases write", "23-DEC-26 06.30.00.000000 PM", "23DEC2026:18:30:00",
          "20261223T1830", "202612231830", "20261223 18:30", "20261223 18:30:00",
          reads=" ".join(["2026-12-23T18:30"] * 6)),
    times("seconds that are nearly a minute", "2026-12-23 18:29:59.999997"),
    times("words around times", "23 Dec '26 18 h 30", "23/12/2026 à 18h30", "23/12/2026 6:30 p. m.",
          reads=" ".join(["2026-12-23T18:30"] * 3)),
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
    clocks("clocks of no day, and with units", "1899-12-31 18:30:00", "12/30/1899 6:30:00 PM",
           "0 days 18:30:00", "1830L", "18:30 Uhr", reads=" ".join(["18:30"] * 5)),
    Held("an arrival that tells its day", one(
         "carrier,origin,destination,date,CRSDepTime,CRSArrTime",
         "DL,LAX,JFK,2026-12-23,21:30,05:50 (+1)"),
         [{"carrier": "DL", "origin": "LAX", "destination": "JFK",
           "departure": "2026-12-23T21:30", "arrival": "2026-12-24T05:50"}]),
    clocks("clocks as parts of a day", "0.7708333333", "0,5", "0.0", "0.75",
           reads="18:30 12:00 00:00 18:00"),
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


@dataclass(frozen=True)
class Doubtful:
    """A list whose times may mean something else: what the reader says of it, and the page."""

    kind: str
    content: bytes
    says: str
    title: str


TURNED = "took days for months where it could"
DOUBTFUL = [
    Doubtful("whole hours", one("carrier,origin,destination,date,std", "DL,JFK,LAX,2026-12-23,18",
             "DL,JFK,LAX,2026-12-24,9"),
             "clocks like '18' alone in the column std", "unclear which hours"),
    Doubtful("hours with a fraction", one("carrier,origin,destination,date,std",
             "DL,JFK,LAX,2026-12-23,07.0"),
             "write them as 18:00, or as 0018", "unclear which hours"),
    Doubtful("whole hours, or none", one("carrier,origin,destination,date,std",
             "DL,JFK,LAX,2026-12-23,18", "DL,JFK,LAX,2026-12-24,NA"),
             "clocks like '18' alone in the column std", "unclear which hours"),
    Doubtful("minutes after midnight", one("carrier,origin,destination,date,std", *(
             f"DL,JFK,LAX,2026-12-23,{minutes}" for minutes in (1110, 425, 875, 1305, 1260))),
             "clocks like '875' alone in the column std", "unclear which hours"),
    Doubtful("hours and parts of them", one("carrier,origin,destination,date,std", *(
             f"DL,JFK,LAX,2026-12-23,{hours}" for hours in ("18.5", "7.25", "14.75", "9.0"))),
             "clocks like '18.5' alone in the column std", "unclear which hours"),
    Doubtful("days as their midnights", one("carrier,origin,destination,departure",
             "DL,JFK,LAX,2026-12-23 00:00:00", "DL,JFK,LAX,2026-12-24 00:00:00"),
             "lacks: the time of day of departure", "times of day are missing"),
    Doubtful("one day in many rows that a spreadsheet took for a month", one(
             "carrier,origin,destination,departure", *5 * ("DL,JFK,LAX,2026-05-01 18:30",),
             "DL,JFK,LAX,13/01/2026 18:30"), TURNED, "mixed up"),
    Doubtful("days that a spreadsheet took for months", one("carrier,origin,destination,departure",
             "DL,JFK,LAX,2026-05-01 18:30", "DL,JFK,LAX,13/01/2026 18:30"), TURNED, "mixed up"),
    Doubtful("days that a spreadsheet counted, beside others", one(
             "carrier,origin,destination,departure", "DL,JFK,LAX,46143.75",
             "DL,JFK,LAX,25/01/26 18:30"), TURNED, "mixed up"),
    Doubtful("names that stand again in another order", one(
             "carrier,origin,destination,departure", "DL,JFK,LAX,2026-12-23 18:30",
             "carrier,destination,origin,departure", "DL,JFK,LAX,2026-12-23 18:30"),
             "in another way (carrier, destination", "The columns change within the list"),
    Doubtful("days as their midnights", one("FL_DATE,OP_CARRIER,ORIGIN,DEST",
             "1/15/2026 12:00:00 AM,DL,JFK,LAX"),
             "lacks: the time of day of FL_DATE", "Some columns are missing"),
    Doubtful("a column that says UTC", one("carrier,origin,destination,departure,Time Zone",
             "DL,JFK,LAX,2026-12-23 18:30,", "DL,JFK,LAX,2026-12-23 18:30,gmt"),
             "says 'Time Zone gmt'; times that are read are local", "not local"),
    *(Doubtful(f"a note {where}", one("Passenger,carrier,origin,destination,departure",
               ",DL,JFK,LAX,2026-12-23 18:30", note),
               "says 'All times in UTC", "not local")
      for where, note in {
          "alone": "All times in UTC", "in quotes": '"All times in UTC, not ours"',
          "in a row": "All times in UTC,,,,", "in another column": ",,All times in UTC,,",
          "in a short row": "All times in UTC,,"}.items()),
    *(Doubtful(f"a title that says {said}", one(said, "carrier,origin,destination,departure",
               "DL,JFK,LAX,2026-12-23 18:30"), f"says '{said}", "not local")
      for said in ("All times Eastern", "Departure times in ET", "Times are PST")),
    *(Doubtful(f"a name that ends with {zone}", one(f"carrier,origin,destination,date,{name}",
               "DL,JFK,LAX,2026-12-23,18:30"), f"{name} tells a zone", "Some columns are missing")
      for zone, name in {"a zone": "Departure Time EST", "one in brackets": "STD (Z)",
                         "one before it": "UTC_STD"}.items()),
    Doubtful("another airport below", one("Origin: New York (JFK)", "carrier,destination,departure",
             "DL,LAX,2026-12-23 18:30", "Origin: Newark, NJ (EWR)", "DL,LAX,2026-12-23 18:30"),
             "below rows of another: save each part by itself", "The columns change within"),
    Doubtful("a plain time that may be the actual one", one(
             "Airline,From,To,Date,Dep Time,Arr Time,Air Time",
             "DL,JFK,LAX,2026-12-23,18:30,22:05,6:35"),
             "Dep Time is taken for the actual time, because Air Time tells how flights went: if it"
             " is the scheduled time, call it scheduled_departure", "Some columns are missing"),
]  # fmt: skip
