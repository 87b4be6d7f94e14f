"""Files as people hold them: each edition's flights come into the lake with the right values."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.reader.workbooks import Cell, workbook
from training.lake import Lake
from training.lake.intake import Fetched, ingest
from training.sources.outcomes import TEMPLATE

LEAVES, LANDS = pd.Timestamp("2025-03-04T18:30"), pd.Timestamp("2025-03-04T22:05")
GONE = pd.Timestamp("2025-03-05T07:00")
"""Two flights: AA 401 from JFK to LAX, 12 minutes late, and the next morning's, cancelled."""

FORM = """\
"FL_DATE","OP_UNIQUE_CARRIER","OP_CARRIER_FL_NUM","ORIGIN","DEST","CRS_DEP_TIME","DEP_DELAY",\
"CRS_ARR_TIME","ARR_DELAY","CANCELLED","DIVERTED","DISTANCE",
3/4/2025 12:00:00 AM,"AA","401","JFK","LAX","1830",-3.00,"2205",12.00,0.00,0.00,2475.00,
3/5/2025 12:00:00 AM,"AA","401","JFK","LAX","0700","","1020","",1.00,0.00,2475.00,
"""
MARKETING = """\
FlightDate,IATA_Code_Marketing_Airline,Operating_Airline ,IATA_Code_Operating_Airline,\
Flight_Number_Operating_Airline,Origin,Dest,CRSDepTime,DepDelay,CRSArrTime,ArrDelay,Cancelled,Diverted
2025-03-04,DL,AA,AA,401,JFK,LAX,1830,-3.00,2205,12.00,0.00,0.00
2025-03-05,DL,AA,AA,401,JFK,LAX,0700,,1020,,1.00,0.00
"""
PARTS = """\
YEAR,MONTH,DAY,AIRLINE,FLIGHT_NUMBER,ORIGIN_AIRPORT,DESTINATION_AIRPORT,SCHEDULED_DEPARTURE,\
DEPARTURE_TIME,DEPARTURE_DELAY,SCHEDULED_ARRIVAL,ARRIVAL_TIME,ARRIVAL_DELAY,DIVERTED,CANCELLED
2025,3,4,AA,401,JFK,LAX,1830,1827,-3,2205,2217,12,0,0
2025,3,5,AA,401,JFK,LAX,0700,,,1020,,,0,1
"""
NYCFLIGHTS = """\
year,month,day,dep_time,sched_dep_time,dep_delay,arr_time,sched_arr_time,arr_delay,carrier,flight,\
origin,dest
2025,3,4,1827,1830,-3,2217,2205,12,AA,401,JFK,LAX
2025,3,5,NA,700,NA,NA,1020,NA,AA,401,JFK,LAX
"""
LOGBOOK = """\
My flights

Date;Airline;Flight;From;To;Canceled;Diverted;Gate Departure (Scheduled);Gate Departure (Actual);\
Gate Arrival (Scheduled);Gate Arrival (Actual)
2025-03-04;American (AA/AAL);AA401;New York (JFK/KJFK);KLAX;false;false;2025-03-04T18:30;\
2025-03-04T18:27;2025-03-04T22:05;2025-03-04T22:17
2025-03-05;AAL;AA 401;JFK;LAX;true;false;2025-03-05T07:00;;2025-03-05T10:20;
"""
AMERICAN = """\
carrier,origin,destination,scheduled_departure,scheduled_arrival,actual_departure,actual_arrival,\
cancelled,diverted
AA,JFK,LAX,3/4/2025 6:30 PM,3/4/2025 10:05 PM,3/4/2025 6:27 PM,3/4/2025 10:17 PM,0,0
AA,JFK,LAX,3/5/2025 7:00 AM,3/5/2025 10:20 AM,,,1,0
AA,JFK,BOS,3/13/2025 7:00 AM,3/13/2025 8:20 AM,,,1,0
"""
EDITIONS = {
    "the archive's form": FORM,
    "the marketing edition": MARKETING,
    "a date in three columns": PARTS,
    "New York's flights": NYCFLIGHTS,
    "a log of flights": LOGBOOK,
    "days as Americans write them": AMERICAN,
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def taken(lake: Lake, content: bytes, name: str = "flights.csv") -> Fetched:
    path = lake.folder.parent / name
    path.write_bytes(content)
    return ingest(path, lake)


def check(lake: Lake) -> None:
    first, second = lake.read(lake.manifest(), "flights")[:2].to_dict("records")
    assert (first["carrier"], first["origin"], first["destination"]) == ("AA", "JFK", "LAX")
    assert (first["scheduled_departure"], first["scheduled_arrival"]) == (LEAVES, LANDS)
    assert (first["departure_delay_min"], first["arrival_delay_min"]) == (-3, 12)
    assert (first["cancelled"], first["diverted"]) == (False, False)
    assert (second["scheduled_departure"], second["cancelled"]) == (GONE, True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_read_with_its_values(lake: Lake, edition: str) -> None:
    assert taken(lake, EDITIONS[edition].encode()).source == "outcomes"
    check(lake)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-16"),
        lambda text: text.replace(",", ";").encode("utf-8-sig"),
        lambda text: text.replace(",", "\t").replace("cancelled", "Cancelled ").encode(),
        lambda text: f"sep=,\n{text}".encode(),
        lambda text: f"Vols réalisés\n\n{text}".encode("mac_roman"),
    ],
)
def test_a_file_of_ones_own_may_come_from_any_program(
    lake: Lake, change: Callable[[str], bytes]
) -> None:
    taken(lake, change(AMERICAN))
    check(lake)


def test_a_workbook_is_read(lake: Lake) -> None:
    names, *_ = TEMPLATE.splitlines()
    day = [datetime(2025, 3, 4, *clock) for clock in ((18, 30), (22, 5), (18, 27), (22, 17))]
    gone = [datetime(2025, 3, 5, 7), datetime(2025, 3, 5, 10, 20), None, None]
    rows: list[list[Cell]] = [
        ["AA", "JFK", "LAX", *day, 0.0, 0.0],
        ["AA", "JFK", "LAX", *gone, 1.0, 0.0],
    ]
    path = workbook(lake.folder.parent / "flights.xlsx", [names.split(","), *rows])
    ingest(path, lake)
    check(lake)


def test_days_as_timestamps_and_clocks_as_numbers_are_read(lake: Lake) -> None:
    columns = {
        "FlightDate": pa.array([datetime(2025, 3, 4), datetime(2025, 3, 5)], pa.timestamp("us")),
        "Airline": ["American Airlines"] * 2,
        "IATA_Code_Operating_Airline": ["AA"] * 2,
        "Origin": ["JFK"] * 2,
        "Dest": ["LAX"] * 2,
        "CRSDepTime": [1830, 700],
        "CRSArrTime": [2205.0, 1020.0],
        "DepDelay": [-3.0, None],
        "ArrDelay": [12.0, None],
        "Cancelled": [False, True],
        "Diverted": [False, False],
    }
    path = lake.folder.parent / "flights.parquet"
    pq.write_table(pa.table(columns), path)
    ingest(path, lake)
    check(lake)


def test_an_official_month_before_2018_has_other_names(lake: Lake) -> None:
    text = """\
FlightDate,UniqueCarrier,Carrier,TailNum,FlightNum,Origin,Dest,CRSDepTime,DepDelay,CRSArrTime,\
ArrDelay,Cancelled,Diverted,AirTime,Distance,
2025-03-04,AA,AA,N1,401,JFK,LAX,1830,-3.00,2205,12.00,0.00,0.00,340,2475,
2025-03-05,AA,AA,,401,JFK,LAX,0700,,1020,,1.00,0.00,,2475,
"""
    assert taken(lake, text.encode()).source == "bts"
    check(lake)


def test_days_are_in_the_order_that_a_person_says(lake: Lake) -> None:
    path = lake.folder.parent / "flights.csv"
    path.write_text("\n".join([*AMERICAN.splitlines()[:3], ""]))
    ingest(path, lake, order="month-first")
    check(lake)
