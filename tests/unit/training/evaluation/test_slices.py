"""Tests of training.evaluation.slices."""

import numpy as np
import pandas as pd
import pytest

from training.evaluation.slices import SLICES, reliability_by, reliability_curve


def rows() -> pd.DataFrame:
    random = np.random.default_rng(6)
    chance = random.uniform(0, 1, 20_000)
    return pd.DataFrame(
        {
            "carrier": random.choice(["DL", "AA"], len(chance)),
            "departure": pd.Timestamp("2023-04-01")
            + pd.to_timedelta(random.integers(0, 60 * 24 * 90, len(chance)), unit="min"),
            "outcome": (random.uniform(0, 1, len(chance)) < chance).astype(int),
            "late_full": chance,
            "log_loss_full": 1.0,
        }
    )


def test_chances_that_come_true_lie_on_the_diagonal() -> None:
    curve = reliability_curve(rows(), "full")
    assert len(curve) == 10
    assert sum(one["flights"] for one in curve) == 20_000
    for one in curve:
        assert one["frequency"] == pytest.approx(one["chance"], abs=0.04)


@pytest.mark.parametrize("by", SLICES)
def test_every_flight_is_in_one_slice(by: str) -> None:
    found = reliability_by(rows(), "full", by)
    assert sum(one["flights"] for one in found) == 20_000
    assert len({one[by] for one in found}) == len(found)
    assert {"month": 3, "carrier": 2, "hour": 24}[by] == len(found)
