"""Tests of what is too much: inputs, chances and notes held against the released profile."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.features import FEATURE_NAMES, FeatureBuilder
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, WeatherState
from training.drift.shift import Shift, compare_chances, compare_features, share_notes

Inputs = NDArray[np.float32]

STORMY = [0, 1, 4, 10, 15, 20, 20, 15, 10, 5]


@pytest.fixture(scope="module")
def inputs(released: Bundle, sampled_dataset: Dataset) -> Inputs:
    """The features of flights of four months that the released model was trained on."""
    builder = FeatureBuilder(released.reference)
    return builder.build(sampled_dataset.flights.table, sampled_dataset.weather)


def changed(inputs: Inputs, name: str, values: NDArray[Any] | float) -> Inputs:
    copy = inputs.copy()
    copy[:, FEATURE_NAMES.index(name)] = values
    return copy


def column(inputs: Inputs, name: str) -> Inputs:
    return inputs[:, FEATURE_NAMES.index(name)]


def shift_of(bundle: Bundle, inputs: Inputs, name: str, *, whole: bool = True) -> Shift:
    found = compare_features(inputs, bundle.contract, whole=whole)
    return next(shift for shift in found if shift.name == name)


def test_months_of_training_raise_no_alarm(released: Bundle, inputs: Inputs) -> None:
    found = compare_features(inputs, released.contract, whole=True)
    assert len(found) == len(FEATURE_NAMES) - 1
    assert {shift.standing for shift in found} == {"within"}


def test_no_month_of_training_is_past_the_bound(
    released: Bundle, sampled_dataset: Dataset, inputs: Inputs
) -> None:
    month = sampled_dataset.flights.month
    for one in np.unique(month):
        found = compare_features(inputs[month == one], released.contract, whole=True)
        assert "past" not in {shift.standing for shift in found}


def test_departures_at_other_hours_are_past(released: Bundle, inputs: Inputs) -> None:
    night = changed(inputs, "departure_minute", column(inputs, "departure_minute") / 4)
    found = compare_features(night, released.contract, whole=True)
    assert [shift.name for shift in found if shift.standing == "past"] == ["departure_minute"]
    assert found[0].name == "departure_minute"
    assert found[0].outside > 0.1


def test_an_airline_that_grew_is_past(released: Bundle, inputs: Inputs) -> None:
    carrier = column(inputs, "carrier").copy()
    carrier[::2] = list(released.contract.airlines).index("WN")
    shift = shift_of(released, changed(inputs, "carrier", carrier), "carrier")
    assert shift.standing == "past"
    assert shift.seen[shift.bins.index("WN")] > 0.5


def test_airlines_never_seen_are_past(released: Bundle, inputs: Inputs) -> None:
    shift = shift_of(released, changed(inputs, "carrier", np.nan), "carrier")
    assert (shift.standing, shift.seen[-1], shift.bins[-1]) == ("past", 1.0, "not known")


def test_weather_unlike_any_month_s_is_noted_and_no_alarm(released: Bundle, inputs: Inputs) -> None:
    """Every month has some: only what follows from it, in the chances of late, is an alarm."""
    rain = np.full(len(inputs), 0.3, np.float32)
    shift = shift_of(released, changed(inputs, "precipitation_mm", rain), "precipitation_mm")
    assert shift.psi > shift.bound
    assert (shift.outside, shift.standing) == (0, "noted")


def test_weather_in_another_unit_is_past(released: Bundle, inputs: Inputs) -> None:
    fahrenheit = column(inputs, "temperature_c") * 9 / 5 + 32
    shift = shift_of(released, changed(inputs, "temperature_c", fahrenheit), "temperature_c")
    assert shift.outside > 0.5
    assert shift.standing == "past"


def test_extreme_weather_of_few_days_is_noted(released: Bundle, inputs: Inputs) -> None:
    hot = changed(inputs, "temperature_c", 45.0)
    assert shift_of(released, hot, "temperature_c", whole=False).standing == "noted"


def test_flights_without_weather_are_not_compared_in_it(released: Bundle, inputs: Inputs) -> None:
    half, weather = inputs.copy(), [shift.name for shift in _of_weather(released, inputs)]
    half[::2, [FEATURE_NAMES.index(name) for name in weather]] = np.nan
    shift = shift_of(released, half, "temperature_c")
    assert shift.flights == len(inputs) // 2
    assert shift.standing == "within"
    half[:, [FEATURE_NAMES.index(name) for name in weather]] = np.nan
    assert _of_weather(released, half) == []


def _of_weather(bundle: Bundle, inputs: Inputs) -> list[Shift]:
    found = compare_features(inputs, bundle.contract, whole=True)
    return [shift for shift in found if shift.group == "weather"]


def test_few_flights_prove_nothing(released: Bundle, inputs: Inputs) -> None:
    few = inputs[np.random.default_rng(0).choice(len(inputs), 40)]
    shift = shift_of(released, few, "departure_minute")
    assert shift.bound > 0.5
    assert shift.standing == "within"


def chances_like_training(bundle: Bundle, state: WeatherState) -> list[int]:
    shares = np.array(bundle.contract.profile.late[state].shares)
    return [int(count) for count in (shares * 100_000).round()]


@pytest.mark.parametrize("state", WEATHER_STATES)
def test_chances_like_those_of_training_are_within(released: Bundle, state: WeatherState) -> None:
    counts = chances_like_training(released, state)
    found = compare_chances(counts, {state: sum(counts)}, released.contract.profile, alarm=True)
    assert found.psi == pytest.approx(0, abs=1e-4)
    assert found.standing == "within"


def test_chances_are_held_against_flights_of_which_as_much_was_known(released: Bundle) -> None:
    profile = released.contract.profile
    full = np.array(chances_like_training(released, "full"))
    none = np.array(chances_like_training(released, "none"))
    mixed = compare_chances(
        (full + 3 * none).tolist(),
        {"full": full.sum(), "none": 3 * none.sum()},
        profile,
        alarm=True,
    )
    mistaken = compare_chances(none.tolist(), {"full": none.sum()}, profile, alarm=True)
    assert mixed.psi == pytest.approx(0, abs=1e-4)
    assert mistaken.psi > 0.2


@pytest.mark.parametrize(("alarm", "standing"), [(True, "past"), (False, "noted")])
def test_a_month_unlike_any_other_is_past_on_purpose(
    released: Bundle, alarm: bool, standing: str
) -> None:
    counts = [100 * count for count in STORMY]
    profile = released.contract.profile
    found = compare_chances(counts, {"full": sum(counts)}, profile, alarm=alarm)
    assert found.psi > profile.late["full"].month_psi
    assert found.standing == standing


def test_much_that_was_never_seen_is_past_and_missing_weather_is_not() -> None:
    found = share_notes({"no_weather": 1000, "unseen_route": 90, "unseen_carrier": 30}, 1000)
    assert [(note.code, note.standing) for note in found] == [
        ("no_weather", "within"),
        ("unseen_route", "past"),
        ("unseen_carrier", "within"),
    ]


def test_one_flight_never_seen_of_ten_is_no_proof() -> None:
    assert share_notes({"unseen_carrier": 1}, 10)[0].standing == "within"


def test_values_as_they_were_in_training_lie_within_its_range(
    released: Bundle, inputs: Inputs
) -> None:
    found = compare_features(inputs, released.contract, whole=True)
    assert {shift.name for shift in found if shift.outside} == set()
