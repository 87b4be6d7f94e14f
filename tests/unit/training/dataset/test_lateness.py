"""Tests of training.dataset.lateness and of the nation's counts: what is said of whom."""

import numpy as np
import pandas as pd
import pytest

from pushback.histories import LATENESS
from tests.builders import record
from tests.unit.training.dataset.test_lookups import flights
from training.dataset.dataset import Flights
from training.dataset.features import newest_level
from training.dataset.lateness import KINDS, lateness, met, spread_weight
from training.dataset.nation import Codes, Nation, learn_nation
from training.record import Record

AIRLINES, AIRPORTS = ["AA", "DL", "WN"], ["ATL", "DAL", "JFK", "LAX"]
NOBODY = flights([], [])


def learn(known: Record, flown: Flights = NOBODY) -> Nation:
    return learn_nation(known, flown, Codes(pd.Index(AIRLINES), pd.Index(AIRPORTS)))


def said(
    nation: Nation, carrier: str, origin: str, destination: str, hour: int
) -> dict[str, float]:
    """Return the lateness of a flight of 2018."""
    keys = nation.codes.keys([carrier], [origin], [destination], np.array([hour]))
    found = lateness(met(nation.sums(2018), keys))
    return {kind: float(one[0]) for kind, one in found.items()}


def test_the_kinds_are_those_of_the_features_in_their_order() -> None:
    assert tuple(KINDS) == tuple(LATENESS)


def test_few_flights_say_little_and_many_much() -> None:
    rows = [(2018, "DL", "ATL", "LAX", 9, 100_000, 20_000), (2018, "AA", "JFK", "LAX", 9, 20, 20)]
    few = said(learn(record(*rows)), "AA", "JFK", "LAX", 9)
    many = said(learn(record(rows[0], (*rows[1][:5], 50_000, 50_000))), "AA", "JFK", "LAX", 9)
    assert 0 < few["origin"] < 5 < 40 < many["origin"] < 80


def test_what_nobody_flew_is_expected_from_its_parts() -> None:
    rows = [
        (2018, "DL", "ATL", "LAX", 9, 10_000, 3_000),
        (2018, "AA", "JFK", "DAL", 18, 10_000, 1_000),
    ]
    found = said(learn(record(*rows)), "AA", "ATL", "DAL", 18)
    assert found["airline_origin"] == pytest.approx(found["airline"] + found["origin"])
    assert found["route"] == pytest.approx(found["origin"] + found["destination"])
    assert found["airline_route"] == pytest.approx(
        found["airline_origin"] + found["route"] - found["origin"]
    )


def test_a_bad_year_is_no_trait_of_those_who_flew_in_it() -> None:
    usual = [(2018, "DL", airport, "LAX", 9, 100_000, 20_000) for airport in AIRPORTS[:3]]
    calm = learn(record(*usual, (2017, "DL", "ATL", "LAX", 9, 50_000, 10_000)))
    bad = learn(record(*usual, (2017, "DL", "ATL", "LAX", 9, 50_000, 20_000)))
    for nation in (calm, bad):
        assert said(nation, "DL", "ATL", "LAX", 9)["origin"] == pytest.approx(0, abs=0.2)


def test_an_airline_is_held_against_its_airports() -> None:
    rows = [
        (2018, "DL", "ATL", "LAX", 9, 40_000, 4_000),
        (2018, "DL", "JFK", "LAX", 9, 40_000, 16_000),
        (2018, "AA", "JFK", "LAX", 9, 40_000, 16_000),
    ]
    nation = learn(record(*rows))
    assert abs(said(nation, "AA", "JFK", "LAX", 9)["airline"]) < 0.5


def test_an_airlines_flights_at_one_airport_in_one_year_share_their_fate() -> None:
    nation = learn(record((2018, "DL", "ATL", "LAX", 9, 100_000, 0)))
    one = nation.codes.keys(["DL"] * 2, ["ATL"] * 2, ["LAX"] * 2, np.array([8, 9]))
    weight = spread_weight(one, np.array([2018, 2018]), np.array([250.0, 500.0]))
    assert weight.tolist() == [0.25, 0.25]


def test_the_lakes_flights_take_the_place_of_the_records() -> None:
    known = record(
        (2018, "DL", "ATL", "LAX", 9, 1_000, 100), (2018, "AA", "JFK", "LAX", 9, 1_000, 100)
    )
    flown = flights([{"origin": "ATL", "departure": "2018-03-01T09:00"}], [1])
    nation = learn(known, flown)
    assert nation.outcomes.sum() == 1_000
    assert len(nation.lake.keys) == 1


def test_a_record_without_flights_leaves_the_lakes() -> None:
    nation = learn(record(), flights([{}, {}], [0, 1]))
    assert nation.expected.nation == 0.5
    assert said(nation, "DL", "JFK", "LAX", 18)["airline"] == pytest.approx(0)


def test_the_level_is_that_of_the_newest_months_most_of_all() -> None:
    months = [(2018, 1, 100, 10, 2), (2026, 1, 100, 30, 4)]
    level = newest_level(record(months=months))
    assert level == pytest.approx(((10 * 0.5 + 30) / 150, (2 * 0.5 + 4) / 150))
    assert newest_level(record()) is None
