"""Tests of pushback.histories: what is known is told, and what is not is expected of its parts."""

import numpy as np
import pytest

from pushback.histories import LATENESS, PAST, Histories
from tests.builders import lookups

HERE, THERE, UNKNOWN = 0, 1, 2
UNKNOWN_AIRLINE = 1


@pytest.fixture
def histories() -> Histories:
    return Histories(lookups(), airlines=1, airports=2)


def told(histories: Histories, airline: int, origin: int, to: int, hour: int) -> dict[str, float]:
    found = dict(zip(PAST, histories.of(np.array([[airline, origin, to, hour]]))[0], strict=True))
    return {name: float(found[f"{name}_lateness"]) for name in LATENESS}


def test_a_flown_trip_is_told_as_the_tables_have_it(histories: Histories) -> None:
    assert told(histories, 0, HERE, THERE, 18) == {
        "airline": -3.0,
        "origin": 2.0,
        "destination": 0.5,
        "hour": 4.5,
        "airline_origin": -0.75,
        "route": 3.0,
        "origin_hour": 9.0,
        "airline_hour": 9.0,
        "airline_route": -2.0,
    }


@pytest.mark.parametrize("airline", [0, UNKNOWN_AIRLINE])
@pytest.mark.parametrize("origin", [HERE, THERE, UNKNOWN])
@pytest.mark.parametrize("to", [HERE, THERE, UNKNOWN])
def test_only_what_was_flown_is_more_than_expected(
    histories: Histories, airline: int, origin: int, to: int
) -> None:
    found = told(histories, airline, origin, to, 18)
    expected = found["airline_origin"] + found["route"] - found["origin"]
    is_flown = (airline, origin, to) == (0, HERE, THERE)
    assert (found["airline_route"] != expected) == is_flown


def test_what_was_never_flown_is_expected_of_its_parts(histories: Histories) -> None:
    found = told(histories, 0, THERE, HERE, 18)
    assert found["airline_origin"] == -3.0 - 1.0
    assert found["route"] == -1.0 + 1.0
    assert found["airline_route"] == found["airline_origin"] + found["route"] - found["origin"]


def test_codes_that_are_not_known_are_as_usual(histories: Histories) -> None:
    found = told(histories, UNKNOWN_AIRLINE, UNKNOWN, UNKNOWN, 18)
    assert found["hour"] == found["origin_hour"] == 4.5
    assert {value for name, value in found.items() if "hour" not in name} == {0.0}


def test_histories_and_block_times_that_are_not_known_are_nan(histories: Histories) -> None:
    found = histories.of(
        np.array(
            [(0, HERE, THERE, 18), (UNKNOWN_AIRLINE, HERE, THERE, 18), (0, UNKNOWN, THERE, 18)]
        )
    )
    past, nan = dict(zip(PAST, found.T, strict=True)), np.nan
    np.testing.assert_array_equal(past["block_minutes"], [375, 375, nan])
    np.testing.assert_array_equal(past["route_history"], [-1.5, -1.5, nan])
    np.testing.assert_array_equal(past["airline_history"], [-2.5, nan, nan])


def test_without_any_trip_all_is_expected() -> None:
    empty = Histories(lookups(flown=[]), airlines=1, airports=2)
    assert told(empty, 0, HERE, THERE, 7)["airline_route"] == -0.75 + 3.0 - 2.0
