"""Tests of lateness: intervals over days, cancellations, classes of weather, associations."""

import numpy as np
import pandas as pd
import pytest

from tests.unit.training.studies.exploration.builders import flights
from training.studies.exploration.explored_data import Explored
from training.studies.exploration.lateness import (
    EDGES,
    association,
    concentration,
    in_classes,
    late_by,
    rates,
)

RANDOM = np.random.default_rng(8)


def test_an_interval_is_wider_where_whole_days_are_late_than_where_single_flights_are() -> None:
    by_day = flights(late=np.repeat(np.arange(40) % 2 == 0, 10), key="a")
    by_flight = flights(late=np.tile(np.arange(10) % 2 == 0, 40), key="a")
    days, singles = (late_by(rows, "key").loc["a"] for rows in (by_day, by_flight))
    assert days["share"] == singles["share"] == 0.5
    assert days["high"] - days["low"] > 0.2
    assert singles["high"] - singles["low"] < 0.01


def test_cancellations_of_one_day_fall_on_a_fortieth_of_the_days() -> None:
    borne = concentration(flights(cancelled=np.repeat(np.arange(40) == 7, 10)))
    assert borne.iloc[1] == 1
    assert borne.index[1] == pytest.approx(1 / 40)


def test_classes_of_weather_keep_their_order_and_hold_every_value() -> None:
    weather = pd.DataFrame({name: [0.0, 0.05, 2.0, 50.0] for name in EDGES})
    classes = in_classes(weather)["precipitation_mm"]
    assert classes.to_list() == ["to 0", "0-0.1", "1-3", "over 3"]
    assert classes.cat.ordered


def test_a_picture_is_the_same_byte_for_byte_and_says_what_it_shows(explored: Explored) -> None:
    first, second = (rates(explored.flights, ["weekday"]) for _ in range(2))
    assert first.png == second.png
    assert first.headline.startswith("Share late, 2023: weekday ")


def test_association_sees_categories_and_bends_that_a_correlation_does_not() -> None:
    number = RANDOM.normal(size=5_000)
    rows = pd.DataFrame(
        {
            "number": number,
            "bend": number**2,
            "side": np.where(number > 0, "right", "left"),
            "noise": RANDOM.choice(["a", "b", "c"], 5_000),
        }
    )
    found = association(rows, ["number", "bend"])
    assert abs(np.corrcoef(number, number**2)[0, 1]) < 0.1
    assert found.loc["number", ["bend", "side"]].min() > found.loc["number", "noise"]
    assert found["noise"].drop("noise").max() < 0.1


def test_association_is_the_same_each_time() -> None:
    rows = pd.DataFrame({"x": RANDOM.normal(size=40_000), "y": RANDOM.choice(["a", "b"], 40_000)})
    pd.testing.assert_frame_equal(association(rows, ["x"]), association(rows, ["x"]))
