"""Tests of pushback.record: what was flown, by whom, when, and how late."""

import msgspec
import pytest

from pushback.contract import Airline
from pushback.lookups import Reference
from pushback.record import FlownBy, FlownRoute, Record, Usual
from tests.builders import JFK, LAX, flight, flight_table, lookups, reference, years

SEVEN, EIGHTEEN, LATEST = 1 << 7, 1 << 18, 1 << 23


@pytest.fixture
def record() -> Record:
    """Two airlines between three airports, of which one route has no schedule."""
    tables = lookups(
        routes=[(1, 2, 375.5, 0.0, 0.0)],
        flown=[
            (0, 1, 0, 10, 1, years(1987), 1, 0.0),
            (0, 1, 2, 300, 61, years(2023), SEVEN | LATEST, 0.0),
            (1, 1, 2, 1200, 300, years(2013, 2023), EIGHTEEN, 0.0),
            (1, 2, 1, 5, 5, years(2050), SEVEN, 0.0),
        ],
    )
    airlines = {"B6": Airline("JetBlue Airways", 2023), "DL": Airline("Delta Air Lines Inc.", 2050)}
    airports = {"BOS": JFK, "JFK": JFK, "LAX": LAX}
    return Record(Reference(airlines, airports, ["JFK", "LAX"], reference().holidays, tables))


def test_the_usual_of_each_flight_is_told_in_order(record: Record) -> None:
    rows = [
        flight(carrier="ZZ"),
        flight(),
        flight(destination="XXX"),
        flight(carrier="B6"),
        flight(carrier="B6", destination="BOS"),
    ]
    assert record.usual(flight_table(*rows)) == [
        None,
        Usual(0.25, 1200, [2013, 2023]),
        None,
        Usual(0.2033, 300, [2023]),
        Usual(0.1, 10, [1987]),
    ]


def test_flights_that_nobody_flew_have_no_usual(record: Record) -> None:
    assert record.usual(flight_table(flight(carrier="ZZ"))) == [None]


def test_a_record_without_flights_knows_none() -> None:
    empty = Record(reference(routes=[], flown=[]))
    assert empty.usual(flight_table(flight())) == [None]
    assert empty.routes("JFK") == []


def test_a_trip_is_in_the_record_in_its_own_direction_only(record: Record) -> None:
    assert record.has(("B6", "JFK", "LAX"))
    assert not record.has(("B6", "LAX", "JFK"))


def test_routes_are_told_by_destination_and_airlines_by_flights(record: Record) -> None:
    boston = FlownRoute("BOS", None, [FlownBy("B6", [0], Usual(0.1, 10, [1987]))])
    delta = FlownBy("DL", [18], Usual(0.25, 1200, [2013, 2023]))
    jetblue = FlownBy("B6", [7, 23], Usual(0.2033, 300, [2023]))
    los_angeles = FlownRoute("LAX", 375.5, [delta, jetblue])
    assert record.routes("JFK") == [boston, los_angeles]
    assert record.routes("JFK", "LAX") == [los_angeles]
    assert [route.destination for route in record.routes("LAX")] == ["JFK"]


@pytest.mark.parametrize(("origin", "destination"), [("XXX", None), ("BOS", None), ("JFK", "XXX")])
def test_what_nobody_flew_has_no_routes(
    record: Record, origin: str, destination: str | None
) -> None:
    assert record.routes(origin, destination) == []


def test_a_block_time_that_is_not_known_is_told_as_null() -> None:
    (route,) = Record(reference(routes=[(0, 1, float("nan"), 0.0, 0.0)])).routes("JFK")
    assert msgspec.json.decode(msgspec.json.encode(route))["block_minutes"] is None
