"""Tests of batch.reader.names, and of the tables of cities and codes that it reads."""

import airportsdata
import pytest

from batch.reader.names import KEPT, airports_called, icao_codes
from batch.reader.values import airport
from pushback.airport_zones import ZONES
from pushback.bundle import Bundle

GONE = {"ISN"}
"""Closed, and in no register of today."""


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Boise", ["BOI"]),
        ("SAN DIEGO", ["SAN"]),
        ("Saint Louis", ["STL"]),
        ("Rochester, NY", ["ROC"]),
        ("Rochester, Minnesota", ["RST"]),
        ("Rochester", ["ROC", "RST"]),
        ("LaGuardia Airport", ["LGA"]),
        ("nyc", ["EWR", "JFK", "LGA"]),
        ("DTT", ["DTW"]),
        ("San Francisco International Airport", ["SFO"]),
        ("Boise\n", []),
        ("airport", []),
        ("", []),
    ],
)
def test_a_name_stands_for_all_that_it_could_mean(name: str, codes: list[str]) -> None:
    assert airports_called(name) == codes


def states() -> dict[str, str]:
    """Return the state of each airport in the table of cities."""
    found: dict[str, str] = {}
    state = ""
    for line in KEPT["cities"].splitlines():
        head, _, rest = line.rpartition(": ")
        state = head[3:] or state
        found |= {entry[:3]: state for entry in rest.split("|")}
    return found


def test_every_airport_of_the_bundle_is_in_the_table_in_its_registered_state(
    released: Bundle,
) -> None:
    places = airportsdata.load("IATA")
    known = released.contract.airports.keys() - GONE
    assert states().keys() == known
    registered = {code: places[code]["subd"] or states()[code] for code in known}
    assert states() == registered


def test_every_airport_of_the_bundle_is_read_by_both_its_codes(released: Bundle) -> None:
    places = airportsdata.load("IATA")
    for code in released.contract.airports.keys() - GONE:
        assert (airport(code), airport(places[code]["icao"])) == (code, code)


def test_a_long_code_is_never_taken_for_another_airport() -> None:
    places = airportsdata.load("IATA")
    assert all(places[code]["icao"] == long for long, code in icao_codes().items())
    assert not icao_codes().keys() & {f"K{code}" for code in ZONES}


def test_codes_of_cities_are_no_airports_of_the_bundle(released: Bundle) -> None:
    assert not KEPT["city_codes"].keys() & released.contract.airports.keys()
