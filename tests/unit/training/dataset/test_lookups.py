"""Tests of training.dataset.lookups: what training flights teach the features."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pushback.lookups import Reference
from tests.builders import JFK, LAX, flight, flight_table, record, trips, years
from training.dataset.dataset import Flights
from training.dataset.lookups import learn_reference, us_holidays
from training.dataset.schedules import flight_rows, learn_year
from training.record import Record
from training.record.record import KEYS, VALUES, typed

AIRPORTS = pd.DataFrame(
    [[place.name, place.latitude, place.longitude, place.time_zone] for place in (JFK, LAX)],
    index=["JFK", "LAX"],
    columns=["name", "latitude", "longitude", "time_zone"],
)
BLOCK_COLUMNS = [*KEYS["blocks"], *VALUES["blocks"]]
AIRLINES = pd.DataFrame({"name": ["Delta Air Lines Inc."]}, index=["DL"])


NO_RECORD = record()


def learn(flights: Flights, known: Record = NO_RECORD) -> Reference:
    reference, _ = learn_reference(flights, AIRPORTS, AIRLINES, known)
    return reference


def flights(rows: list[dict[str, object]], outcome: list[int]) -> Flights:
    return Flights(
        table=flight_table(*(flight(arrival=None, **row) for row in rows)),
        outcome=np.array(outcome),
        delay=np.array(outcome, np.float32),
        departure_delay=np.array(outcome, np.float32),
    )


TWO_YEARS: list[dict[str, object]] = [
    {"departure": f"{year}-06-01T{hour:02d}:00"} for year in (2013, 2023) for hour in (8, 19)
]


def test_the_record_is_of_all_years_and_names_them() -> None:
    reference = learn(flights(TWO_YEARS, [1, 1, 0, 1]))
    tables = (getattr(reference.lookups, name) for name in ("routes", "bases", "flown"))
    (route,), (base,), (trip,) = tables
    assert route[["origin", "destination"]].tolist() == (0, 1)
    assert base[["airline", "origin"]].tolist() == (0, 0)
    assert trip[["flights", "late"]].tolist() == (4, 3)
    assert trip["years"] == years(2013, 2023)
    assert trip["hours"] == 1 << 8 | 1 << 19


def test_schedules_and_histories_are_of_the_newest_year() -> None:
    older: dict[str, object] = {
        "origin": "LAX",
        "destination": "JFK",
        "departure": "2013-06-01T08:00",
    }
    reference = learn(flights([older, {}], [1, 0]))
    assert trips(reference) == [("DL", "JFK", "LAX"), ("DL", "LAX", "JFK")]
    assert histories(reference) == {("JFK", "LAX"): 0.0, ("LAX", "JFK"): None}


def test_the_schedules_of_other_flights_leave_the_record_alone() -> None:
    both: list[dict[str, object]] = [{"origin": "LAX", "destination": "JFK"}, {}]
    seen = flights(both, [0, 1])
    reference = learn(seen)
    turned = flights(both[:1], [0])
    other = learn_year(reference, flight_rows(turned, AIRPORTS), NO_RECORD)
    assert histories(other) == {("JFK", "LAX"): None, ("LAX", "JFK"): 0.0}
    assert other.lookups.flown is reference.lookups.flown
    assert other.origins == ["LAX"]


def histories(reference: Reference) -> dict[tuple[str, ...], float | None]:
    """Return the history of each route, None where it is not known."""
    routes = reference.lookups.routes
    known = [None if np.isnan(one) else float(one) for one in routes["history"]]
    return dict(zip(reference.index(routes), known, strict=True))


def test_airlines_and_airports_of_the_record_are_known() -> None:
    known = record((2018, "WN", "LAX", "JFK", 9, 100, 30))
    reference = learn(flights([{}], [0]), known)
    assert trips(reference) == [("DL", "JFK", "LAX"), ("WN", "LAX", "JFK")]
    assert reference.airlines["WN"].last_year == 2018
    assert reference.origins == ["JFK"]
    southwest = reference.lookups.flown[1]
    assert southwest[["flights", "late"]].tolist() == (100, 30)
    assert southwest["hours"] == 1 << 9


def test_block_times_that_no_schedule_has_are_the_records() -> None:
    blocks = pd.DataFrame([("LAX", "JFK", 40, 320.0)], columns=BLOCK_COLUMNS)
    known = replace(record((2018, "WN", "LAX", "JFK", 9, 100, 30)), blocks=typed("blocks", blocks))
    there, back = learn(flights([{}], [0]), known).lookups.routes["block_minutes"].tolist()
    assert back == 320
    assert there == pytest.approx(375, abs=10)  # by distance


def test_an_airport_that_is_only_a_destination_is_no_origin() -> None:
    reference = learn(flights([{}], [0]))
    assert (reference.origins, list(reference.airports)) == (["JFK"], ["JFK", "LAX"])
    assert list(reference.index(reference.lookups.bases)) == [("DL", "JFK")]


def test_holidays_are_on_their_own_dates() -> None:
    holidays = us_holidays()
    assert {"2026-07-04", "2026-11-26", "2026-12-25", "2023-06-19"} <= set(holidays.all)
    assert "2026-07-03" not in holidays.all  # where the 4th is observed
    assert set(holidays.busy) < set(holidays.all)
    assert "2026-02-16" not in holidays.busy


def test_an_airline_without_a_name_goes_by_its_code() -> None:
    reference = learn(flights([{"carrier": "ZZ"}], [0]))
    assert reference.airlines["ZZ"].name == "ZZ"


def test_an_airport_without_a_place_is_left_out() -> None:
    reference = learn(flights([{"destination": "XXX"}], [0]))
    assert list(reference.airports) == ["JFK"]
    assert not len(reference.lookups.routes)
    assert not len(reference.lookups.flown)
