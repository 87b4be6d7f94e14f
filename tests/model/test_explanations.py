"""What the released model's explanations must do: add up, and say what is so."""

from typing import Any

import numpy as np
import pytest

from pushback.bundle import Bundle
from pushback.explanation import GROUPS
from pushback.predictor import Prediction, Predictor
from tests.builders import (
    effects_by_every_order,
    fair_day,
    flight,
    flight_table,
    weather_table,
)

DAY = "2026-03-18"
FOG: dict[str, Any] = {"visibility_km": 0.4, "humidity_pct": 100, "dew_point_c": 8.0}


def flights() -> list[dict[str, Any]]:
    """Return flights that differ in all that a schedule says."""
    return [
        flight(
            carrier=carrier,
            origin=origin,
            destination=destination,
            departure=f"2026-{2 * at + 1:02d}-{18 - at}T{hour:02d}:{5 * at:02d}",
            arrival=None,
        )
        for hour in (6, 20)
        for at, (carrier, origin, destination) in enumerate(
            (("DL", "JFK", "LAX"), ("B6", "LGA", "BOS"), ("UA", "EWR", "ORD"), ("ZZ", "JFK", "MCO"))
        )
    ]


def explain(
    predictor: Predictor, rows: list[dict[str, Any]], hours: list[dict[str, Any]] | None = None
) -> list[Prediction]:
    answer = predictor.predict(flight_table(*rows), weather_table(*(hours or [])), explain=True)
    return answer.predictions


def effects(prediction: Prediction) -> dict[str, float]:
    assert isinstance(prediction.reasons, list)
    return {reason.factor: reason.effect for reason in prediction.reasons}


def inputs(predictor: Predictor) -> "np.ndarray[Any, Any]":
    return predictor.features.build(flight_table(*flights()), weather_table(*fair_day(DAY)))


def test_effects_add_up_to_the_distance_from_the_base(predictor: Predictor) -> None:
    shares = predictor.explainer.shares(inputs(predictor))
    assert shares.base + shares.effects.sum(axis=1) == pytest.approx(shares.late, abs=1e-12)


def test_they_add_up_to_late_as_printed(predictor: Predictor) -> None:
    for prediction in explain(predictor, flights()):
        assert isinstance(prediction.base, float)
        assert round(prediction.base + sum(effects(prediction).values()), 6) == prediction.late


def test_what_is_printed_is_what_was_worked_out(predictor: Predictor) -> None:
    shares = predictor.explainer.shares(inputs(predictor))
    for exact, found in zip(
        shares.effects, explain(predictor, flights(), fair_day(DAY)), strict=True
    ):
        printed = [effects(found)[factor] for factor in GROUPS]
        assert printed == pytest.approx(exact, abs=1e-5)


def test_they_are_the_average_over_every_order_in_which_groups_can_join(
    predictor: Predictor, released: Bundle
) -> None:
    usual = released.reference.lookups.background
    row = inputs(predictor)[1]
    expected = effects_by_every_order(
        lambda rows: 1 - predictor.probabilities(rows)[:, 0], row, usual, list(GROUPS.values())
    )
    shares = predictor.explainer.shares(row[None])
    assert shares.effects[0] == pytest.approx(expected, abs=5e-6)


def test_the_base_is_what_the_graph_says_of_the_background(
    predictor: Predictor, released: Bundle
) -> None:
    shares = predictor.explainer.shares(inputs(predictor))
    assert shares.base == pytest.approx(released.contract.background.late, abs=1e-5)


def test_the_base_is_usual(released: Bundle) -> None:
    """The flights that explanations are held against leave where weather was learned."""
    flown, places = released.reference.lookups.flown, list(released.contract.airports)
    learned = [places.index(code) for code in released.contract.origins]
    flown = flown[np.isin(flown["origin"], learned)]
    usual = flown["late"].sum() / flown["flights"].sum()
    assert released.contract.background.late == pytest.approx(usual, abs=0.03)


def test_reasons_that_weigh_most_come_first(predictor: Predictor) -> None:
    for prediction in explain(predictor, flights()):
        sizes = [abs(effect) for effect in effects(prediction).values()]
        assert sizes == sorted(sizes, reverse=True)
        assert set(effects(prediction)) == set(GROUPS)


def test_an_evening_raises_the_chance_and_a_morning_lowers_it(predictor: Predictor) -> None:
    found = [effects(one)["departure_time"] for one in explain(predictor, flights())]
    assert max(found[:4]) < 0 < min(found[4:])


def test_fog_is_named_as_the_reason(predictor: Predictor) -> None:
    rows = [flight(departure=f"{DAY}T15:00", arrival=None)]
    (found,) = explain(predictor, rows, fair_day(DAY, **FOG))
    assert next(iter(effects(found))) == "weather"
    assert effects(found)["weather"] > 0.05


def test_weather_that_is_not_known_is_no_reason_to_speak_of(predictor: Predictor) -> None:
    found = [effects(one)["weather"] for one in explain(predictor, flights())]
    assert abs(np.mean(found)) < 0.015
    assert np.abs(found).max() < 0.05


def test_a_flight_is_explained_alone_as_together(predictor: Predictor) -> None:
    for row, together in zip(flights(), explain(predictor, flights()), strict=True):
        (alone,) = explain(predictor, [row])
        assert effects(alone) == pytest.approx(effects(together), abs=1e-5)
