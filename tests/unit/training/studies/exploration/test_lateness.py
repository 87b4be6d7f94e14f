"""Tests of lateness: intervals over days, days of cancellations, classes of weather, pictures."""

import numpy as np
import pandas as pd
import pytest

from tests.unit.training.studies.exploration.builders import flights
from training.studies.exploration.explored_data import Explored
from training.studies.exploration.lateness import EDGES, concentration, in_classes, late_by, rates


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
