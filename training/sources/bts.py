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
from training.sources.base import Publication, SourceData
from training.sources.checks import RowCheck, Values
from training.sources.files import DataFile
from training.sources.places import Places, read_places
from training.sources.schema import KM_PER_MILE, build
from training.sources.text import Header, read_text

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


class Bts:
    """The official month of flights."""

    name = "bts"
    title = "a month of all US flights, as the BTS publishes it"
    columns: Sequence[str] = tuple(FIELDS)

    def read(self, file: DataFile, header: Header) -> SourceData:
        """Return the flights of a month, as `FileSource` says.

        A flight may stand in it once, and every day is of the month that the file's name, or
        else its first row, says.
        """
        check = RowCheck(file.name, read_text(file, self.columns, header))
        raw = check.read_all(FIELDS, REQUIRED)
        month = _check_month(check, raw, _named_month(file))
        check.require_once(raw, SAME_FLIGHT)
        check.finish()
        places = read_places()
        return SourceData(
            file.provenance(self.name),
            flights=_flights(raw, places),
            month=month,
            notes=places.zone_notes(raw["Origin"], raw["Dest"]),
        )


def bts_files(months: Sequence[str], base: str | None = None) -> list[Publication]:
    """Return what to download for the flights of some months.

    Examples
    --------
    >>> bts_files(["2025-01"])[0].name.rsplit("_", 2)[1:]
    ['2025', '1.zip']
    """
    absent = "the BTS publishes a month about two months after its end"
    dates = [month.split("-") for month in months]
    names = [FILE.format(year=year, month=int(month)) for year, month in dates]
    return [Publication(f"{(base or URL).rstrip('/')}/{name}", name, absent) for name in names]


def _named_month(file: DataFile) -> str | None:
    found = NAMED_MONTH.search(file.name) or NAMED_MONTH.search(file.member or "")
    return f"{found[1]}-{int(found[2]):02}" if found else None


def _check_month(check: RowCheck, raw: Values, named: str | None) -> str:
    months = pd.Series(raw["FlightDate"]).str[:7]
    month = named or str(months[0])
    said = "name" if named else "first row"
    right = (months == month) | (months == "")
    check.require(right.to_numpy(), f"a day of {month}, as the file's {said} says", "FlightDate")
    return month


def _flights(raw: Values, places: Places) -> pd.DataFrame:
    """Return the columns in the lake's names and units."""
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
