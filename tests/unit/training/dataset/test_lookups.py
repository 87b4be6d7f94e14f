"""Tests of training.dataset.lookups: what training flights teach the features."""

import numpy as np
import pandas as pd

from tests.builders import JFK, LAX, flight, flight_table
from training.dataset.dataset import Flights
from training.dataset.lookups import learn_reference, us_holidays

AIRPORTS = pd.DataFrame(
    [[place.name, place.latitude, place.longitude, place.time_zone] for place in (JFK, LAX)],
    index=["JFK", "LAX"],
    columns=["name", "latitude", "longitude", "time_zone"],
)
AIRLINES = pd.DataFrame({"name": ["Delta Air Lines Inc."]}, index=["DL"])


def flights(rows: list[dict[str, object]], outcome: list[int]) -> Flights:
    return Flights(
        table=flight_table(*(flight(arrival=None, **row) for row in rows)),
        outcome=np.array(outcome),
        delay=np.array(outcome, np.float32),
    )


def test_the_usual_is_of_the_newest_year() -> None:
    data = flights(
        [{"departure": f"{year}-06-01T{hour:02d}:00"} for year in (2013, 2023) for hour in (8, 9)],
        [1, 1, 0, 1],
    )
    usual = learn_reference(data, AIRPORTS, AIRLINES).routes["JFK-LAX"].usual["DL"]
    assert (usual.late, usual.flights) == (0.5, 2)


def test_an_airport_that_is_only_a_destination_is_no_origin() -> None:
    reference = learn_reference(flights([{}], [0]), AIRPORTS, AIRLINES)
    assert (reference.origins, list(reference.airports)) == (["JFK"], ["JFK", "LAX"])
    assert list(reference.bases) == ["DL-JFK"]


def test_holidays_are_on_their_own_dates() -> None:
    holidays = us_holidays()
    assert {"2026-07-04", "2026-11-26", "2026-12-25", "2023-06-19"} <= set(holidays.all)
    assert "2026-07-03" not in holidays.all  # where the 4th is observed
    assert set(holidays.busy) < set(holidays.all)
    assert "2026-02-16" not in holidays.busy


def test_an_airline_without_a_name_goes_by_its_code() -> None:
    reference = learn_reference(flights([{"carrier": "ZZ"}], [0]), AIRPORTS, AIRLINES)
    assert reference.airlines["ZZ"].name == "ZZ"


def test_an_airport_without_a_place_is_left_out() -> None:
    reference = learn_reference(flights([{"destination": "XXX"}], [0]), AIRPORTS, AIRLINES)
    assert list(reference.airports) == ["JFK"]
