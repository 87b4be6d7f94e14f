"""Tests of training.retraining.decision: when a challenger may take the champion's place."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from pushback.flights import FlightTable
from training.config import PromotionRules
from training.dataset.dataset import Flights
from training.dataset.masking import WEATHER_STATES
from training.retraining.decision import Decision, Slice, decide, scores_by_state

RULES = PromotionRules(least_days=14, slice_flights=500, slice_rise=0.02)
DAYS, FLIGHTS_A_DAY = 30, 100
LATER = np.datetime64("2023-11-01")


def losses(gain: float, days: int = DAYS, noise: float = 0.0, **columns: Any) -> pd.DataFrame:
    """Flights of JetBlue and Delta; the challenger's log-loss is lower by `gain`."""
    random = np.random.default_rng(3)
    day = np.repeat(np.arange(days), FLIGHTS_A_DAY)
    champion = random.uniform(0.5, 1.5, len(day))
    rows = pd.DataFrame(
        {
            "carrier": np.where(np.arange(len(day)) % 4 == 0, "B6", "DL"),
            "origin": "JFK",
            "destination": "BOS",
            "departure": pd.Timestamp("2023-10-01") + pd.to_timedelta(day, unit="D"),
            "champion": champion,
            "challenger": champion - gain + noise * random.normal(size=days)[day],
        }
    )
    return rows.assign(**columns)


def worse_for(carrier: str, rise: float, rows: pd.DataFrame) -> pd.DataFrame:
    """The same flights, but of this airline the challenger's log-loss is higher by `rise`."""
    ours = rows["carrier"] == carrier
    return rows.assign(challenger=rows["challenger"].mask(ours, rows["champion"] + rise))


def reason_to_keep(decision: Decision) -> str:
    assert decision.verdict == "keep"
    return decision.reason


def test_a_better_challenger_is_promoted() -> None:
    decision = decide(losses(gain=0.03), RULES)
    assert decision.verdict == "promote"
    assert decision.reason == (
        "The challenger's log-loss is 0.0300 (0.0300 to 0.0300) lower,"
        " and no airline or airport is much worse."
    )


def test_a_gain_that_may_be_luck_is_not_enough() -> None:
    assert "may be luck" in reason_to_keep(decide(losses(gain=0.01, noise=0.2), RULES))


def test_a_loss_that_is_no_luck_is_named() -> None:
    assert "worse" in reason_to_keep(decide(losses(gain=-0.03), RULES))


def test_the_same_answers_keep_the_champion() -> None:
    assert "just as" in reason_to_keep(decide(losses(gain=0.0), RULES))


def test_too_few_days_cannot_tell_luck() -> None:
    reason = reason_to_keep(decide(losses(gain=0.3, days=13), RULES))
    assert "13 days; 14 are needed" in reason


def test_an_airline_that_is_much_worse_keeps_the_champion() -> None:
    rows = worse_for("B6", 0.03, losses(gain=0.1))
    decision = decide(rows, RULES)
    assert decision.difference.high < 0
    assert reason_to_keep(decision).endswith("but it is much worse for airline B6 (+0.0300).")


def test_others_that_are_much_worse_are_counted() -> None:
    rows = worse_for("B6", 0.03, losses(gain=0.1))
    rows = rows.assign(destination=np.where(rows["carrier"] == "B6", "FLL", "BOS"))
    assert "and 1 more" in reason_to_keep(decide(rows, RULES))


def test_an_airline_that_is_a_little_worse_does_not_count() -> None:
    assert decide(worse_for("B6", 0.01, losses(gain=0.1)), RULES).verdict == "promote"


def test_an_airline_that_may_be_worse_by_luck_does_not_count() -> None:
    rows = worse_for("B6", 0.03, losses(gain=0.3))
    day = rows["departure"].dt.day_of_year.to_numpy() % 2
    uneven = rows["challenger"] + np.where(rows["carrier"] == "B6", day - 0.5, 0)
    assert decide(rows.assign(challenger=uneven), RULES).verdict == "promote"


def test_an_airline_of_few_flights_is_not_looked_at() -> None:
    rows = worse_for("B6", 0.5, losses(gain=0.3, days=14))  # 350 of its flights
    decision = decide(rows, RULES)
    assert decision.verdict == "promote"
    assert {(one.by, one.code) for one in decision.slices} == {
        ("carrier", "DL"),
        ("origin", "JFK"),
        ("destination", "BOS"),
    }


def test_slices_come_with_the_one_that_loses_most_first() -> None:
    rows = worse_for("B6", 0.01, losses(gain=0.1))
    assert decide(rows, RULES).slices[0].code == "B6"


def test_each_month_counts_alike_whatever_its_flights() -> None:
    october, november = losses(gain=0.1), losses(gain=-0.3)
    rows = pd.concat(
        [october, november.assign(departure=november["departure"] + pd.Timedelta(days=31))[::10]]
    )
    assert decide(rows, RULES).difference.value > 0.05


def test_the_losses_shown_differ_by_what_decides_when_months_differ_in_flights() -> None:
    """The challenger is worse in a full month and better in a month with a tenth of the flights."""
    october, november = losses(gain=-0.02), losses(gain=0.1)
    rows = pd.concat(
        [october, november.assign(departure=november["departure"] + pd.Timedelta(days=31))[::10]]
    )
    decision = decide(rows, RULES)
    assert decision.verdict == "promote"
    assert (rows["challenger"] - rows["champion"]).mean() > 0
    table: list[Decision | Slice] = [decision, *decision.slices]
    for shown in table:
        assert shown.challenger - shown.champion == pytest.approx(shown.difference.value, abs=2e-5)


def test_the_scores_by_state_differ_as_their_difference_says_over_unequal_months() -> None:
    random = np.random.default_rng(5)
    departure = np.concatenate(
        [
            random.choice(np.arange(month, month + 28, dtype="datetime64[D]"), flights)
            for month, flights in ((np.datetime64("2023-10-01"), 900), (LATER, 90))
        ]
    )
    code, unknown = np.full(990, "JFK", object), np.full(990, "NaT", departure.dtype)
    outcome = random.integers(0, 6, 990)
    table = FlightTable.scheduled(code, code, code, departure, unknown)
    flights = Flights(table, outcome, *np.zeros((2, 990), np.float32))
    sure = np.full((990, 6), 0.1) + 0.4 * np.eye(6)[outcome]
    chances = {"champion": np.full((990, 6), 1 / 6), "challenger": sure}
    chances["challenger"][departure < LATER] = 1 / 6
    answers = {role: dict.fromkeys(WEATHER_STATES, given) for role, given in chances.items()}
    for found in scores_by_state(answers, flights).values():
        apart = found["challenger"]["log_loss"] - found["champion"]["log_loss"]
        assert apart == pytest.approx(found["difference"]["value"], abs=2e-5)
        assert apart == pytest.approx(np.log(1 / 3) / 2, abs=2e-5)


def test_airports_too_small_to_be_looked_at_alone_are_looked_at_together() -> None:
    rows = losses(gain=0.1)
    small = np.arange(len(rows)) % 50 == 0
    codes = np.char.add("S", (np.arange(len(rows)) % 997).astype(str))
    rows = pd.concat([rows] * 20, ignore_index=True)
    small, codes = np.tile(small, 20), np.tile(codes, 20)
    rows = rows.assign(
        origin=np.where(small, codes, rows["origin"]),
        challenger=rows["challenger"] + np.where(small, 0.2, 0.0),
    )
    decision = decide(rows, RULES)
    assert {one.code for one in decision.slices if one.by == "size"} == {"large", "small"}
    assert "departures from airports that are small" in reason_to_keep(decision)
