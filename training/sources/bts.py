"""Source `bts`: the official on-time file, one month of all US airlines' domestic flights.

The Bureau of Transportation Statistics publishes a month as a zip archive with one CSV file of
109 named columns and a nameless last one. Only the schedule, and what became of it, is read.
Clocks are local to their airports; flags and distances are written as decimals; cancelled and
diverted flights have no arrival delay.
"""

import re
from collections.abc import Sequence

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
    absent = "the BTS publishes a month about two months after its end"
    names = [FILE.format(year=month[:4], month=int(month[5:])) for month in months]
    return [Publication(f"{(base or URL).rstrip('/')}/{name}", name, absent) for name in names]


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
