"""Tests of training.sources.outcomes: what became of flights, as people's own files tell it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.reader.errors import ColumnsMissing, FileRefused
from training.sources import read_file

OWN = "carrier,origin,destination,date,scheduled_departure,scheduled_arrival"


def told(folder: Path, *lines: str) -> list[dict[str, Any]]:
    """Return what became of the flights of a file."""
    path = folder / "flights.csv"
    path.write_text("\n".join([*lines, ""]))
    flights = read_file(path, progress=lambda _: None).flights
    wanted = ["departure_delay_min", "arrival_delay_min", "cancelled", "diverted"]
    return [
        {str(name): None if value != value else value for name, value in row.items()}
        for row in flights[wanted].to_dict("records")
    ]


def test_clocks_of_what_came_true_fall_on_the_day_nearest_to_the_schedule(tmp_path: Path) -> None:
    flights = told(
        tmp_path,
        f"{OWN},actual_departure,actual_arrival",
        "DL,LAX,JFK,2025-12-23,21:30,05:50,21:45,06:10",
        "DL,JFK,BOS,2025-12-23,23:30,00:45,00:10,01:20",
        "DL,JFK,BOS,2025-12-24,00:05,01:20,23:55,01:10",
        "DL,JFK,BOS,2025-12-25,06:00,07:15,23:00,00:20",
    )
    delays = [(one["departure_delay_min"], one["arrival_delay_min"]) for one in flights]
    assert delays == [(15, 20), (40, 35), (-10, -10), (17 * 60, 17 * 60 + 5)]


def test_a_status_tells_flights_that_never_arrived(tmp_path: Path) -> None:
    flights = told(
        tmp_path,
        f"{OWN},actual_arrival,Status",
        "DL,JFK,LAX,2025-12-23,18:30,22:05,22:20,Landed",
        "DL,JFK,LAX,2025-12-24,18:30,22:05,,CANCELED (weather)",
        "DL,JFK,LAX,2025-12-25,18:30,22:05,,Diverted",
    )
    states = [(one["cancelled"], one["diverted"]) for one in flights]
    assert states == [(False, False), (True, False), (False, True)]


def test_a_flight_that_landed_or_has_yet_to_leave_was_not_cancelled(tmp_path: Path) -> None:
    flights = told(
        tmp_path,
        f"{OWN},arrival_delay,flight_status",
        "DL,JFK,LAX,2025-12-22,18:30,22:05,,landed",
        "DL,JFK,LAX,2025-12-23,18:30,22:05,,scheduled",
        "DL,JFK,LAX,2025-12-24,18:30,22:05,,cancelled",
        "DL,JFK,LAX,2025-12-25,18:30,22:05,,",
    )
    states = [(one["cancelled"], one["diverted"]) for one in flights]
    assert states == [(False, False), (False, False), (True, False), (True, False)]


def test_where_a_flight_went_instead_says_that_it_was_diverted(tmp_path: Path) -> None:
    flights = told(
        tmp_path,
        "Date,Airline,Flight,From,To,Canceled,Diverted To,Gate Departure (Scheduled),"
        "Gate Arrival (Scheduled),Gate Arrival (Actual)",
        "2025-12-23,DAL,401,JFK,LAX,N,,2025-12-23T18:30,2025-12-23T22:05,2025-12-23T22:20",
        "2025-12-24,DAL,401,JFK,LAX,N,SAN,2025-12-24T18:30,2025-12-24T22:05,2025-12-25T01:20",
    )
    assert [one["diverted"] for one in flights] == [False, True]
    assert [one["arrival_delay_min"] for one in flights] == [15, None]


@pytest.mark.parametrize(
    ("written", "minutes"), [("-5 min", -5), ("+15 minutes", 15), ("\u22127", -7)]
)
def test_delays_may_tell_their_unit(tmp_path: Path, written: str, minutes: int) -> None:
    [flight] = told(
        tmp_path, f"{OWN},Arrival delay (min)", f"DL,JFK,LAX,2025-12-23,18:30,22:05,{written}"
    )
    assert flight["arrival_delay_min"] == minutes


@pytest.mark.parametrize(
    "delays", ["DEP_DELAY_NEW,ARR_DELAY_NEW", "DEP_DEL15,ARR_DEL15", "Retard,"]
)
def test_what_came_true_is_never_taken_for_the_schedule(tmp_path: Path, delays: str) -> None:
    with pytest.raises(ColumnsMissing, match="scheduled_departure"):
        told(
            tmp_path,
            f"FL_DATE,OP_CARRIER,ORIGIN,DEST,DEP_TIME,ARR_TIME,{delays}",
            "2025-12-23,DL,JFK,LAX,1855,2235,25,30",
        )


@pytest.mark.parametrize(
    ("delays", "reason"),
    [
        (pa.array([timedelta(minutes=15)]), "duration.*it may hold numbers of minutes"),
        (pa.array([{"minutes": 15}]), "struct.*it may hold single values"),
    ],
)
def test_a_column_of_another_kind_of_value_is_named(
    tmp_path: Path, delays: pa.Array, reason: str
) -> None:
    flight = dict(
        zip(OWN.split(","), ["DL", "JFK", "LAX", "2025-12-23", "1830", "2205"], strict=True)
    )
    columns = {name: pa.array([value]) for name, value in flight.items()}
    pq.write_table(pa.table(columns | {"arrival_delay": delays}), tmp_path / "in.parquet")
    with pytest.raises(FileRefused, match=f"arrival_delay holds {reason}"):
        read_file(tmp_path / "in.parquet", progress=lambda _: None)


def test_clocks_kept_as_decimals_are_numbers(tmp_path: Path) -> None:
    clocks = {name: pa.array([18, 1830]).cast(pa.decimal128(21, 2)) for name in OWN.split(",")[4:]}
    texts = {"carrier": ["DL"] * 2, "origin": ["JFK"] * 2, "destination": ["BOS"] * 2}
    table = pa.table(
        texts | {"date": ["2025-12-23", "2025-12-24"]} | clocks | {"arrival_delay": [1, 2]}
    )
    pq.write_table(table, tmp_path / "in.parquet")
    flights = read_file(tmp_path / "in.parquet", progress=lambda _: None).flights
    leaves = flights["scheduled_departure"].dt.strftime("%H:%M")
    assert leaves.tolist() == ["00:18", "18:30"]
