"""Tests of studies.costs: the direction each cost pulls in, and what no policy can beat."""

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from pushback.outcomes import OUTCOME_NAMES
from training.config import CostTable
from training.errors import ResultsMissing
from training.evaluation.bootstrap import Estimate
from training.evaluation.rolling_origin import read_rows
from training.studies.costs import (
    BY_COST,
    CHOOSING,
    COLUMNS,
    FINAL,
    THRESHOLDS,
    weigh,
)

RANDOM = np.random.default_rng(9)
DAYS = pd.date_range("2023-04-01", "2023-12-31")
FLIGHTS_A_DAY = 40
LATE_SHARES = (0.2, 0.2, 0.2, 0.2, 0.2)
"""Of each outcome among late flights, in the builder's world and in its chances."""


def flights() -> pd.DataFrame:
    """Return flights whose chances `full` knows, `none` half knows, `climatology` not at all."""
    count = len(DAYS) * FLIGHTS_A_DAY
    late = RANDOM.beta(0.6, 2, count)
    how_late = RANDOM.choice(np.arange(1, 6), count, p=LATE_SHARES)
    outcome = np.where(RANDOM.random(count) < late, how_late, 0)
    hour = np.tile(np.linspace(6, 22, FLIGHTS_A_DAY).astype(int), len(DAYS))
    departure = DAYS.repeat(FLIGHTS_A_DAY) + pd.to_timedelta(hour, "h")
    rows = pd.DataFrame(
        {"departure": departure, "outcome": outcome.astype(np.int8), "month": departure.month}
    )
    chances = {
        "full": late,
        "none": (late + RANDOM.permutation(late)) / 2,
        "climatology": RANDOM.permutation(late),
    }
    for system, chance in chances.items():
        rows[f"late_{system}"] = chance.astype(np.float32)
        rows[f"on_time_{system}"] = 1 - chance.astype(np.float32)
        for name, share in zip(OUTCOME_NAMES[1:], LATE_SHARES, strict=True):
            rows[f"{name}_{system}"] = (share * chance).astype(np.float32)
    return rows


def read(path: Path) -> pd.DataFrame:
    return read_rows(path, COLUMNS, (CHOOSING, FINAL))


ROWS, ASSUMED = flights(), CostTable()
COSTS = weigh(ROWS, ASSUMED)


class Policy(NamedTuple):
    """A policy of the final months, as it was written."""

    name: str
    rebooked: float
    cost: float
    saving: Estimate


def policies(costs: dict[str, Any]) -> dict[str, Policy]:
    return {one["name"]: Policy(**one) for one in costs["policies"]}


def policy(costs: dict[str, Any], name: str) -> Policy:
    return policies(costs)[name]


@pytest.mark.parametrize("outcome", ["late_15", "late_30", "late_60", "late_120", "cancelled"])
def test_a_dearer_outcome_makes_never_acting_dearer(outcome: str) -> None:
    dearer = replace(ASSUMED, **{outcome: getattr(ASSUMED, outcome) + 100})
    assert policy(weigh(ROWS, dearer), "never").cost > policy(COSTS, "never").cost


def test_dearer_outcomes_make_it_pay_to_act_sooner() -> None:
    dearer = replace(ASSUMED, late_60=440, late_120=800, cancelled=1000)
    assert weigh(ROWS, dearer)["chosen_thresholds"]["full"] < COSTS["chosen_thresholds"]["full"]


def test_dearer_rebooking_makes_it_pay_to_act_later() -> None:
    dearer = weigh(ROWS, replace(ASSUMED, rebooking=120))
    assert dearer["chosen_thresholds"]["full"] > COSTS["chosen_thresholds"]["full"]
    assert policy(dearer, "full").rebooked < policy(COSTS, "full").rebooked
    assert policy(dearer, "always").cost == pytest.approx(policy(COSTS, "always").cost + 60_000)


def test_rebooking_that_costs_more_than_any_outcome_is_never_done() -> None:
    costs = weigh(ROWS, replace(ASSUMED, rebooking=10_000))
    assert all(
        policy(costs, name).rebooked == 0 for name in (*costs["chosen_thresholds"], "hindsight")
    )


def test_hindsight_is_the_floor() -> None:
    floor = policy(COSTS, "hindsight").cost
    assert all(one.cost >= floor for one in policies(COSTS).values())
    assert all(min(curve) >= floor for curve in COSTS["cost_by_threshold"].values())


@pytest.mark.parametrize("system", COSTS["cost_by_threshold"])
def test_a_threshold_of_0_is_always_and_one_above_1_is_never(system: str) -> None:
    curve = COSTS["cost_by_threshold"][system]
    assert THRESHOLDS[0] == 0
    assert THRESHOLDS[-1] > 1
    assert curve[0] == pytest.approx(policy(COSTS, "always").cost, abs=0.01)
    assert curve[-1] == pytest.approx(policy(COSTS, "never").cost, abs=0.01)


def test_who_knows_more_saves_more() -> None:
    full, none, nothing = (policy(COSTS, name).saving.value for name in COSTS["cost_by_threshold"])
    assert full > none > nothing


def test_who_knows_saves_beyond_luck_and_who_does_not_saves_nothing() -> None:
    assert policy(COSTS, "full").saving.low > 0
    assert policy(COSTS, "climatology").saving.low <= 0


def test_who_knows_the_chances_needs_no_threshold() -> None:
    by_cost, by_threshold = policy(COSTS, f"full{BY_COST}"), policy(COSTS, "full")
    assert by_cost.saving.low > 0
    assert by_cost.cost == pytest.approx(by_threshold.cost, rel=0.02)


def test_savings_are_below_the_cheaper_of_never_and_always() -> None:
    cheaper = min(policy(COSTS, name).cost for name in ("never", "always"))
    for one in policies(COSTS).values():
        assert one.saving.value == pytest.approx(cheaper - one.cost, abs=0.01)
        assert one.saving.low <= one.saving.value <= one.saving.high


def test_the_final_months_choose_nothing() -> None:
    altered = ROWS.copy()
    final = altered["month"].between(*FINAL)
    altered.loc[final, "outcome"] = 5
    costs = weigh(altered, ASSUMED)
    assert costs["chosen_thresholds"] == COSTS["chosen_thresholds"]
    assert costs["choosing"] == COSTS["choosing"]
    assert policy(costs, f"full{BY_COST}").rebooked == policy(COSTS, f"full{BY_COST}").rebooked


def test_who_rebooks_bears_what_early_flights_of_that_day_cost() -> None:
    stormy = pd.Timestamp("2023-10-05")
    is_early = (ROWS["departure"].dt.normalize() == stormy) & (ROWS["departure"].dt.hour < 9)
    altered = ROWS.assign(outcome=ROWS["outcome"].where(~is_early, 5))
    before = np.array([0, 20, 40, 220, 400, 500])[ROWS["outcome"][is_early]].mean()
    rise = policy(weigh(altered, ASSUMED), "always").cost - policy(COSTS, "always").cost
    one_day = 1 / (31 * 3)  # of October, which is one of three months
    assert rise == pytest.approx(1000 * one_day * (500 - before), abs=0.02)


def test_the_choosing_months_do_not_change_what_never_acting_costs() -> None:
    altered = ROWS.copy()
    altered.loc[~altered["month"].between(*FINAL), "outcome"] = 5
    assert policy(weigh(altered, ASSUMED), "never") == policy(COSTS, "never")


def test_a_file_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ResultsMissing, match="python -m training evaluate"):
        read(tmp_path / "evaluation.parquet")


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "evaluation.parquet").write_bytes(content)
    with pytest.raises(ResultsMissing, match="is not a table of test flights"):
        read(tmp_path / "evaluation.parquet")


def test_a_table_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    ROWS.drop(columns="late_none").to_parquet(tmp_path / "evaluation.parquet")
    with pytest.raises(ResultsMissing, match="is not a table of test flights"):
        read(tmp_path / "evaluation.parquet")


def test_a_table_that_lacks_the_final_months_is_refused(tmp_path: Path) -> None:
    ROWS[ROWS["month"] < 10].to_parquet(tmp_path / "evaluation.parquet")
    with pytest.raises(ResultsMissing, match="no flights of months 10 to 12"):
        read(tmp_path / "evaluation.parquet")


def test_flights_are_read_as_they_were_written(tmp_path: Path) -> None:
    ROWS.to_parquet(tmp_path / "evaluation.parquet")
    assert read(tmp_path / "evaluation.parquet").equals(ROWS[list(COLUMNS)])
