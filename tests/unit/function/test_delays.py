"""Tests of pushback.delays."""

import numpy as np
import pytest

from pushback.contract import ContractOutcome
from pushback.delays import DelayQuantiles
from pushback.outcomes import OUTCOMES

KNOTS = [[0.0, 14.0], [15.0, 29.0], [30.0, 59.0], [60.0, 119.0], [120.0, 600.0], None]


@pytest.fixture
def quantiles() -> DelayQuantiles:
    pairs = zip(OUTCOMES, KNOTS, strict=True)
    return DelayQuantiles([ContractOutcome(*outcome, minutes=knots) for outcome, knots in pairs])


def minutes(quantiles: DelayQuantiles, chances: list[float], *wanted: float) -> list[float]:
    found: list[float] = quantiles.minutes(np.array([chances]), wanted)[0].tolist()
    return found


def test_a_quantile_lies_in_the_class_where_the_chances_reach_it(
    quantiles: DelayQuantiles,
) -> None:
    chances = [0.5, 0.2, 0.1, 0.1, 0.05, 0.05]
    assert minutes(quantiles, chances, 0.5, 0.6, 0.95) == pytest.approx([14.0, 22.0, 600.0])


def test_a_quantile_among_the_cancelled_is_no_number_of_minutes(quantiles: DelayQuantiles) -> None:
    assert np.isnan(minutes(quantiles, [0.6, 0.1, 0, 0, 0, 0.3], 0.8)[0])


def test_certainty_of_one_class_gives_its_middle(quantiles: DelayQuantiles) -> None:
    assert minutes(quantiles, [0, 0, 1, 0, 0, 0], 0.5) == pytest.approx([44.5])


def test_quantiles_never_fall(quantiles: DelayQuantiles) -> None:
    chances = np.random.default_rng(7).dirichlet(np.ones(6), 500)
    found = np.nan_to_num(quantiles.minutes(chances), nan=np.inf)
    assert np.all(found[:, :-1] <= found[:, 1:])
