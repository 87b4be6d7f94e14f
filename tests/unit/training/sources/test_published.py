"""Tests of training.sources: files in the forms of archives and programs, and their outcomes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from batch.reader.errors import ColumnsMissing
from tests.batch.reader.held_files import one
from tests.batch.reader.published_everywhere import DEPARTED, DETAILED, FLOWN, LATE, SOURCE, TITLES
from training.sources import read_file


def told(folder: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the flights of a file as the lake keeps them."""
    (folder / "flights.csv").write_bytes(content)
    found = read_file(folder / "flights.csv", progress=lambda _: None).flights
    rows = found.astype({"scheduled_departure": str, "scheduled_arrival": str}).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


FLEW = {
    "carrier": "DL", "origin": "JFK", "destination": "LAX",
    "scheduled_departure": "2026-12-23 18:30:00", "scheduled_arrival": "2026-12-23 22:05:00",
    "departure_delay_min": 11, "arrival_delay_min": -5, "cancelled": False, "diverted": False,
}  # fmt: skip
IN_FORMS = {
    "the archive's form": one(f"{FLOWN},", f"{LATE},"),
    "a data set in small letters": one(
        f"year,month,day_of_month,{FLOWN.lower()}", f"2026,12,23,{LATE}"),
    "a database's days": one(
        "flight_year,flight_month,flight_dayofmonth,crsdeptime,crsarrtime,uniquecarrier,origin,"
        "dest,depdelay,arrdelay,cancelled,diverted", "2026,12,23,1830,2205,DL,JFK,LAX,11,-5,0,0"),
    "a database's times": one(
        "carrier_code,origin_airport,destination_airport,date,departure_delay,arrival_delay,"
        "scheduled_departure_dt,scheduled_arrival_dt,actual_departure_dt,actual_arrival_dt",
        "DL,JFK,LAX,2026-12-23,11,-5,2026-12-23 18:30:00,2026-12-23 22:05:00,"
        "2026-12-23 18:41:00,2026-12-23 22:00:00"),
    "names cut short": one(
        "Flight Date,Carrier,Orig,Dest,Sched Dep,Sched Arr,Act Dep,Act Arr,Dep Dly,Arr Dly",
        "12/23/2026,DL,JFK,LAX,18:30,22:05,18:41,22:00,11,-5"),
    "actual clocks beside plain ones": one(
        "Date,Airline,From,To,Dep Time,Actual Dep Time,Arr Time,Actual Arr Time,Delay",
        "2026-12-23,DL,JFK,LAX,18:30,18:41,22:05,22:00,11"),
    "airports by name": one(
        "FlightDate,Carrier,OriginAirportID,OriginAirportName,DestAirportID,DestAirportName,"
        "CRSDepTime,DepDelay,CRSArrTime,ArrDelay,Cancelled,Diverted",
        "2026-12-23,DL,12478,John F. Kennedy International,12892,Los Angeles International,1830,"
        "11,2205,-5,0,0"),
}  # fmt: skip


@pytest.mark.parametrize("content", IN_FORMS.values(), ids=IN_FORMS)
def test_what_became_of_a_flight_is_read_in_every_form(tmp_path: Path, content: bytes) -> None:
    (flight,) = told(tmp_path, content)
    assert {name: flight[name] for name in FLEW} == FLEW


def test_an_empty_delay_of_the_archives_form_is_of_a_flight_that_never_arrived(
    tmp_path: Path,
) -> None:
    gone = "2026-12-24,DL,401,JFK,LAX,1830,,,2205,,,1.00,0.00"
    flights = told(tmp_path, one(f"{FLOWN},", f"{LATE},", f"{gone},"))
    assert [flight["cancelled"] for flight in flights] == [False, True]
    np.testing.assert_array_equal([flight["arrival_delay_min"] for flight in flights], [-5, np.nan])


ARRIVED = one(
    "Destination Airport: New York, NY: John F. Kennedy International (JFK)",
    "Carrier Code,Date (MM/DD/YYYY),Flight Number,Origin Airport,Scheduled Arrival Time,"
    "Actual Arrival Time,Arrival Delay (Minutes)",
    "DL,12/23/2026,0402,LAX,18:30,18:41,11",
)


@pytest.mark.parametrize(
    ("content", "lacks"),
    [
        (one(TITLES[0], *TITLES[1:], DETAILED, DEPARTED, SOURCE), "scheduled_arrival"),
        (ARRIVED, "scheduled_departure"),
    ],
)
def test_half_a_schedule_is_told_plainly(tmp_path: Path, content: bytes, lacks: str) -> None:
    with pytest.raises(ColumnsMissing, match=f"but lacks: {lacks}; it has Carrier Code"):
        told(tmp_path, content)
