"""Source `bts`: the official on-time file, one month of all US airlines' domestic flights.

The Bureau of Transportation Statistics publishes a month as a zip archive with one CSV file of
109 named columns and a nameless last one. Only the schedule, and what became of it, is read.
Clocks are local to their airports; flags and distances are written as decimals; cancelled and
diverted flights have no arrival delay.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.sources import fields
from training.sources.base import SourceData
from training.sources.checks import RowCheck
from training.sources.clocks import scheduled_arrival
from training.sources.fields import KM_PER_MILE
from training.sources.files import DataFile
from training.sources.places import read_places
from training.sources.schema import TIME, columns
from training.sources.text import Header, read_text

FILE = "On_Time_Reporting_Carrier_On_Time_Performance_1987_present_{year}_{month}.zip"
NAMED_MONTH = re.compile(r"_(\d{4})_(\d{1,2})\.(?:zip|csv)$", re.IGNORECASE)

CARRIER, FLIGHT = "IATA_CODE_Reporting_Airline", "Flight_Number_Reporting_Airline"
# What each column holds: how a text is read, and what may be written.
_REQUIRED: dict[str, tuple[Callable[[str], Any], str]] = {
    CARRIER: (fields.carrier, fields.CARRIER),
    "Origin": (fields.airport, fields.AIRPORT),
    "Dest": (fields.airport, fields.AIRPORT),
    "FlightDate": (fields.day, fields.DAY),
    "CRSDepTime": (fields.clock, fields.CLOCK),
    "Cancelled": (fields.flag, fields.FLAG),
    "Diverted": (fields.flag, fields.FLAG),
}
_NUMBERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "CRSArrTime": (fields.clock, fields.CLOCK),
    FLIGHT: (fields.positive, fields.POSITIVE),
    "DepDelay": (fields.number, fields.NUMBER),
    "ArrDelay": (fields.number, fields.NUMBER),
    "AirTime": (fields.number, fields.NUMBER),
    "Distance": (fields.positive, fields.POSITIVE),
}
SAME_FLIGHT = [CARRIER, FLIGHT, "Origin", "Dest", "FlightDate", "CRSDepTime"]

Raw = dict[str, NDArray[Any]]


class Bts:
    """The official month of flights."""

    name = "bts"
    title = "a month of all US flights, as the BTS publishes it"
    columns: Sequence[str] = (*_REQUIRED, *_NUMBERS, "Tail_Number")

    def read(self, file: DataFile, header: Header) -> SourceData:
        """Return the flights of a month.

        Raises
        ------
        FileRefused
            If the file is damaged.
        RowsUnusable
            If a row holds what cannot be, a flight stands in it twice, or a day is of another
            month than the file's name, or else its first row, says.
        """
        check = RowCheck(file.name, read_text(file, self.columns, header))
        raw = _read_columns(check)
        month = _check_month(check, raw, _named_month(file))
        check.require_once(raw, SAME_FLIGHT)
        check.finish()
        places = read_places()
        return SourceData(
            file.provenance(self.name),
            flights=_flights(raw, places.zones),
            month=month,
            notes=places.without_zone(raw["Origin"], raw["Dest"]),
        )


def file_name(month: str) -> str:
    """Return under which name a month is published.

    Examples
    --------
    >>> file_name("2025-01").rsplit("_", 2)[1:]
    ['2025', '1.zip']
    """
    year, number = month.split("-")
    return FILE.format(year=year, month=int(number))


def _read_columns(check: RowCheck) -> Raw:
    raw: Raw = {
        name: check.read(name, convert, allowed, "", required=True)
        for name, (convert, allowed) in _REQUIRED.items()
    }
    for name, (convert, allowed) in _NUMBERS.items():
        raw[name] = check.read(name, convert, allowed, np.nan, np.float64)
    raw["Tail_Number"] = check.read("Tail_Number", str.strip, "any text", None)
    return raw


def _named_month(file: DataFile) -> str | None:
    found = NAMED_MONTH.search(file.name) or NAMED_MONTH.search(file.member or "")
    return f"{found[1]}-{int(found[2]):02}" if found else None


def _check_month(check: RowCheck, raw: Raw, named: str | None) -> str:
    months = pd.Series(raw["FlightDate"]).str[:7]
    month = named or str(months[0])
    said = "name" if named else "first row"
    right = (months == month) | (months == "")
    check.require(right.to_numpy(), f"a day of {month}, as the file's {said} says", "FlightDate")
    return month


def _flights(raw: Raw, zones: dict[str, str]) -> pd.DataFrame:
    """Return the columns in the lake's names and units.

    A clock of 2400 is the midnight that ends the day.
    """
    minutes = raw["CRSDepTime"].astype("timedelta64[m]")
    departure = raw["FlightDate"].astype("datetime64[m]") + minutes
    arrival = scheduled_arrival(
        departure,
        raw["CRSArrTime"],
        [zones.get(code, "") for code in raw["Origin"]],
        [zones.get(code, "") for code in raw["Dest"]],
    )
    rows = pd.DataFrame(
        {
            "carrier": pd.Series(raw[CARRIER], dtype="str"),
            "flight_number": pd.Series(raw[FLIGHT]).astype("Int32"),
            "tail_number": pd.Series(raw["Tail_Number"], dtype="str"),
            "origin": pd.Series(raw["Origin"], dtype="str"),
            "destination": pd.Series(raw["Dest"], dtype="str"),
            "scheduled_departure": departure.astype(TIME),
            "scheduled_arrival": arrival,
            "departure_delay_min": raw["DepDelay"].astype("float32"),
            "arrival_delay_min": raw["ArrDelay"].astype("float32"),
            "air_time_min": _positive(raw["AirTime"]).astype("float32"),
            "distance_km": (raw["Distance"] * KM_PER_MILE).astype("float32"),
            "cancelled": raw["Cancelled"].astype(bool),
            "diverted": raw["Diverted"].astype(bool),
        }
    )
    return rows[columns("flights")]


def _positive(minutes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blank the few air times of old years that are none."""
    return np.where(minutes > 0, minutes, np.nan)
