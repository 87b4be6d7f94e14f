"""Tests of training.evaluation.nation: what is told of a bundle on flights of anywhere."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from pushback.flights import FlightTable
from pushback.predictor import Predictor
from tests.builders import record
from training.errors import UnusableSplit
from training.evaluation.baselines import SHRINKAGE
from training.evaluation.nation import LEAST, Judged, judge, summarise
from training.record import Record

FLIGHT = {
    "carrier": "DL",
    "origin": "ATL",
    "destination": "MCO",
    "departure": "2022-07-01T07:30",
    "arrival": "2022-07-01T09:00",
    "arrival_delay_min": 0.0,
    "cancelled": False,
    "diverted": False,
}
LATE = {"arrival_delay_min": 20.0}
NEVER = {"arrival_delay_min": np.nan, "cancelled": True}
TRAINED = SimpleNamespace(months=["2023-01", "2023-02"])
SAID = [0.7, 0.1, 0.1, 0.05, 0.03, 0.02]
RECORD = record((2018, "DL", "ATL", "MCO", 7, 400, 100), (2018, "AA", "ORD", "DFW", 7, 100, 10))


def predictor() -> Predictor:
    """Return what says the same of every flight, and has learned weather at JFK."""

    def build(flights: FlightTable, weather: object) -> np.ndarray[Any, Any]:
        return np.zeros((len(flights), 1), np.float32)

    def probabilities(inputs: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.tile(SAID, (len(inputs), 1))

    stand_in = SimpleNamespace(
        features=SimpleNamespace(build=build),
        probabilities=probabilities,
        contract=SimpleNamespace(
            origins=["JFK"], version="2026-01.0", data=SimpleNamespace(train=TRAINED)
        ),
    )
    return cast(Predictor, stand_in)


def judged(*changes: dict[str, Any], known: Record = RECORD) -> Judged:
    rows = pd.DataFrame([FLIGHT | change for change in changes])
    times = {name: rows[name].astype("datetime64[s]") for name in ("departure", "arrival")}
    return judge(rows.assign(**times), predictor(), known)


def told(*changes: dict[str, Any]) -> dict[str, Any]:
    return summarise(judged(*changes), "flights.csv", "2026-01.0")


def test_the_constant_knows_the_shares_of_the_flights_themselves() -> None:
    chances = judged({}, {}, LATE, NEVER).chances["constant"]
    assert chances == pytest.approx(np.tile([0.5, 0.25, 0, 0, 0, 0.25], (4, 1)))


def test_the_climatology_is_the_records_shrunk_towards_airport_and_nation() -> None:
    nation, airport = 390 / 500, 300 / 400
    coarse = (300 + SHRINKAGE * nation) / (400 + SHRINKAGE)
    fine = (400 * airport + SHRINKAGE * coarse) / (400 + SHRINKAGE)
    chances = judged({}, {"carrier": "ZZ"}, {"origin": "SEA"}).chances["climatology"]
    assert chances.sum(axis=1) == pytest.approx(np.ones(3))
    assert chances[:, 0] == pytest.approx([fine, coarse, nation])


def test_new_york_stands_apart_and_is_in_all() -> None:
    found = told({}, LATE, {"origin": "JFK"}, {"origin": "JFK", **NEVER}, {})
    assert [found[part]["flights"] for part in ("away", "learned", "all")] == [3, 2, 5]
    assert [found[part]["came"] for part in ("away", "learned", "all")] == [0.33333, 0.5, 0.4]
    assert found["all"]["said"] == pytest.approx(0.3)
    assert found["learned"]["systems"]["model"]["auc"] == 0.5
    assert (found["file"], found["bundle"]) == ("flights.csv", "2026-01.0")


def test_flights_that_the_bundle_was_fitted_on_are_left_out() -> None:
    fitted = {"origin": "JFK", "departure": "2023-01-31T23:59"}
    found = told(fitted, {**fitted, "origin": "ATL"}, {"origin": "JFK"}, {**fitted, **LATE})
    assert [found[part]["flights"] for part in ("away", "learned", "all")] == [1, 1, 2]
    assert found["all"]["came"] == 0
    with pytest.raises(UnusableSplit, match="was fitted on all of them"):
        told(fitted)


def test_below_is_a_share_of_the_baselines_log_loss() -> None:
    part = told({}, {}, {}, LATE)["all"]
    losses = {name: found["log_loss"] for name, found in part["systems"].items()}
    assert losses["model"] == pytest.approx(-(3 * np.log(0.7) + np.log(0.1)) / 4, abs=1e-5)
    for name, below in part["below"].items():
        assert below == pytest.approx(1 - losses["model"] / losses[name], abs=1e-4)


def test_a_part_that_no_flight_is_of_is_left_out() -> None:
    assert "learned" not in told({}, LATE)
    assert "away" not in told({"origin": "JFK"}, {"origin": "JFK", **LATE})


@pytest.mark.parametrize("outcome", [{}, LATE, NEVER])
def test_flights_that_all_ended_alike_have_a_log_loss_but_no_auc(outcome: dict[str, Any]) -> None:
    part = told(outcome, outcome)["all"]
    assert set(part["systems"]["model"]) == {"log_loss"}
    assert part["systems"]["constant"]["log_loss"] == 0
    assert set(part["below"]) == {"climatology"}


def test_years_are_told_apart_and_airlines_with_enough_flights() -> None:
    many: list[dict[str, Any]] = [{"departure": "2019-01-31T23:59"}, LATE] * (LEAST // 2)
    many += [{"carrier": "WN"}] * (LEAST - 1)
    found = told(*many, {"carrier": "AA", "origin": "JFK"})
    assert found["years"] == {
        "2019": {"flights": LEAST // 2, "came": 0.0, "said": 0.3},
        "2022": {"flights": LEAST // 2 + LEAST - 1, "came": 0.33378, "said": 0.3},
    }
    assert set(found["carriers"]) == {"DL"}
