"""Source `bts`: the official on-time file, one month of all US airlines' domestic flights.

The Bureau of Transportation Statistics publishes a month as a zip archive with one CSV file of
109 named columns and a nameless last one. Only the schedule, and what became of it, is read.
Clocks are local to their airports; flags and distances are written as decimals; cancelled and
diverted flights have no arrival delay.
"""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from training.sources import fields
from training.sources.base import FileSource, Publication, SourceData
from training.sources.checks import RowCheck, Values
from training.sources.files import DataFile
from training.sources.places import Places, read_places
from training.sources.schema import KM_PER_MILE, build
from training.sources.tables import Header

URL = "https://transtats.bts.gov/PREZIP"
FORM = "https://transtats.bts.gov"
FIRST_MONTH = "1987-10"
MONTHS_UNTIL_PUBLISHED = 2
FILE = "On_Time_Reporting_Carrier_On_Time_Performance_1987_present_{year}_{month}.zip"
NAMED_MONTH = re.compile(r"_(\d{4})_(\d{1,2})\.(?:zip|csv)\Z", re.IGNORECASE)

CARRIER, FLIGHT = "IATA_CODE_Reporting_Airline", "Flight_Number_Reporting_Airline"
REQUIRED = {
    CARRIER: fields.CARRIER,
    "Origin": fields.AIRPORT,
    "Dest": fields.AIRPORT,
    "FlightDate": fields.DAY,
    "CRSDepTime": fields.CLOCK,
    "Cancelled": fields.FLAG,
    "Diverted": fields.FLAG,
}
FIELDS = REQUIRED | {
    "CRSArrTime": fields.CLOCK,
    FLIGHT: fields.FLIGHT_NUMBER,
    "DepDelay": fields.NUMBER,
    "ArrDelay": fields.NUMBER,
    "AirTime": fields.NUMBER,
    "Distance": fields.POSITIVE,
    "Tail_Number": fields.TEXT,
}
SAME_FLIGHT = [CARRIER, FLIGHT, "Origin", "Dest", "FlightDate", "CRSDepTime"]


def bts_files(months: Sequence[str], base: str | None = None) -> list[Publication]:
    """Return what to download for the flights of some months.

    Examples
    --------
    >>> bts_files(["2025-01"])[0].name.rsplit("_", 2)[1:]
    ['2025', '1.zip']
    """
    return [_publication(month, (base or URL).rstrip("/")) for month in months]


def _publication(month: str, base: str) -> Publication:
    name = FILE.format(year=month[:4], month=int(month[5:]))
    return Publication(f"{base}/{name}", name, why_absent(month, date.today()))


def why_absent(month: str, today: date) -> str:
    """Return what it most likely means if the archive does not have a month.

    Examples
    --------
    >>> why_absent("1987-09", date(2026, 11, 27))
    'the record begins in 1987-10: no earlier month exists'
    """
    age = (today.year - int(month[:4])) * 12 + today.month - int(month[5:])
    if month < FIRST_MONTH:
        return f"the record begins in {FIRST_MONTH}: no earlier month exists"
    if age <= MONTHS_UNTIL_PUBLISHED:
        return "it is not out yet: the BTS publishes a month about two months after its end"
    if "1990" <= month[:4] <= "1999":
        return (
            "the archive has no ready-made files of the 1990s: choose the month on the download"
            f" form at {FORM}, then ingest the file"
        )
    return f"the file was moved: look for it at {FORM}, then ingest what a browser downloads"


def _read(file: DataFile, header: Header) -> SourceData:
    """Return the flights of a month, each of which may stand in the file once."""
    check = RowCheck.whole(file, header, FIELDS)
    raw = check.read_all(FIELDS, REQUIRED)
    month = _check_month(check, raw, file)
    check.require_once(raw, SAME_FLIGHT)
    check.finish()
    places = read_places()
    return SourceData(
        file.provenance(BTS.name),
        flights=_flights(raw, places),
        month=month,
        notes=places.zone_notes(raw["Origin"], raw["Dest"]),
    )


def _check_month(check: RowCheck, raw: Values, file: DataFile) -> str:
    """Return the month that the file's name, or else its first row, says; all days are of it."""
    named = NAMED_MONTH.search(file.name) or NAMED_MONTH.search(file.member or "")
    months = pd.Series(raw["FlightDate"]).str[:7]
    month = f"{named[1]}-{int(named[2]):02}" if named else str(months[0])
    right = (months == month) | (months == "")
    said = "name" if named else "first row"
    check.require(right.to_numpy(), f"a day of {month}, as the file's {said} says", "FlightDate")
    return month


def _flights(raw: Values, places: Places) -> pd.DataFrame:
    minutes = raw["CRSDepTime"].astype("timedelta64[m]")
    departure = raw["FlightDate"].astype("datetime64[m]") + minutes
    arrival = places.scheduled_arrival(departure, raw["CRSArrTime"], raw["Origin"], raw["Dest"])
    return build(
        "flights",
        {
            "carrier": raw[CARRIER],
            "flight_number": raw[FLIGHT],
            "tail_number": raw["Tail_Number"],
            "origin": raw["Origin"],
            "destination": raw["Dest"],
            "scheduled_departure": departure,
            "scheduled_arrival": arrival,
            "departure_delay_min": raw["DepDelay"],
            "arrival_delay_min": raw["ArrDelay"],
            # A few air times of old years are 0 or less.
            "air_time_min": np.where(raw["AirTime"] > 0, raw["AirTime"], np.nan),
            "distance_km": raw["Distance"] * KM_PER_MILE,
            "cancelled": raw["Cancelled"],
            "diverted": raw["Diverted"],
        },
    )


BTS = FileSource("bts", "a month of all US flights, as the BTS publishes it", tuple(FIELDS), _read)
