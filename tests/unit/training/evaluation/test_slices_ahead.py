"""Tests of training.evaluation.slices: months ahead beside the years seen."""

import numpy as np

from pushback.bundle import Bundle
from pushback.contract import MonthAhead
from pushback.flights import FlightTable
from pushback.predictor import Predictor
from tests.builders import record
from training.dataset.dataset import Flights
from training.evaluation.slices import FEWEST_FLIGHTS, months_ahead, months_and_hours

LATE, COUNT = 3, 1000


def flights(*months: tuple[str, float]) -> Flights:
    """Return flights of some months, of which a share was late each."""
    departure, outcome = [], []
    for month, share in months:
        departure += [np.datetime64(f"{month}-10T18:00")] * COUNT
        outcome += [LATE] * round(share * COUNT) + [0] * (COUNT - round(share * COUNT))
    rows = len(outcome)
    carrier, origin, destination = (np.full(rows, code, object) for code in ("AA", "JFK", "LAX"))
    times = np.array(departure, "datetime64[m]")
    unknown, zeros = np.full(rows, "NaT", times.dtype), np.zeros(rows, np.float32)
    table = FlightTable.scheduled(carrier, origin, destination, times, unknown)
    return Flights(table, np.array(outcome), zeros, zeros)


def test_what_is_said_stands_beside_the_range_of_the_years(released: Bundle) -> None:
    seen = flights(("2013-06", 0.2), ("2013-07", 0.1), ("2023-06", 0.3))
    found = months_and_hours(seen, record(), Predictor(released))["new_york"]
    [june] = found["month"]  # the newest year has no July
    assert june["at"] == 6
    assert june["years"] == {"2013": 0.2, "2023": 0.3}
    assert (june["low"], june["high"]) == (0.2, 0.3)
    assert 0 < june["said"] < 1
    [evening] = found["hour"]
    assert evening["at"] == 18


def test_a_month_of_few_flights_is_no_year_seen(released: Bundle) -> None:
    both = flights(("2013-06", 0.9), ("2023-06", 0.3))
    both = both.take(np.arange(COUNT - FEWEST_FLIGHTS + 1, len(both)))
    [june] = months_and_hours(both, record(), Predictor(released))["new_york"]["month"]
    assert june["years"] == {"2023": 0.3}


def test_the_contract_tells_months_that_the_newest_flights_have(released: Bundle) -> None:
    seen = flights(("2013-06", 0.2), ("2013-07", 0.1), ("2023-06", 0.3))
    newest = seen.take(np.arange(2 * COUNT, 3 * COUNT))
    said = np.linspace(0.2, 0.3, COUNT)
    assert months_ahead(seen, newest, said) == [
        MonthAhead(month=6, said=0.25, lowest=0.2, highest=0.3, years=[2013, 2023])
    ]
