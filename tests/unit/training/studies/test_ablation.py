"""Tests of the treatments and the seeds that training.studies.ablation tries."""

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone

from pushback.features import FEATURE_NAMES
from training.config import TrainingConfig
from training.dataset.masking import WEATHER_STATES
from training.evaluation.rolling_origin import MonthScores
from training.studies import ablation
from training.studies.ablation import SEEDS, TREATMENTS, Clipper, try_seeds

CARRIER = FEATURE_NAMES.index("carrier")


def inputs(rows: int = 1000) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    random = np.random.default_rng(4)
    made = random.normal(size=(rows, len(FEATURE_NAMES) - 1)).astype(np.float32)
    made[:, CARRIER] = random.choice([0, 1, 2, 3], rows, p=[0.6, 0.37, 0.02, 0.01])
    made[::7, 20] = np.nan
    return made


def test_rare_airlines_become_one_and_the_others_stay_apart() -> None:
    before = inputs()
    after = clone(TREATMENTS["rare airlines as one"]).fit(before).transform(before)[:, 0]
    groups = {frozenset(before[after == code, CARRIER]) for code in np.unique(after)}
    assert groups == {frozenset({0.0}), frozenset({1.0}), frozenset({2.0, 3.0})}


def test_an_airline_of_which_training_knew_nothing_is_taken_as_unknown() -> None:
    treatment = clone(TREATMENTS["rare airlines as one"]).fit(inputs())
    strange = inputs(1)
    strange[0, CARRIER] = 9
    assert np.isnan(treatment.transform(strange)[0, 0])


def test_extremes_are_brought_to_the_quantiles_of_training_and_gaps_stay() -> None:
    clipper = Clipper((0.1, 0.9)).fit(inputs())
    far = np.full((1, len(FEATURE_NAMES) - 1), 1e6, np.float32)
    far[0, 3] = np.nan
    clipped = clipper.transform(far)
    assert np.isnan(clipped[0, 3])
    assert clipped[0, 5] == pytest.approx(np.quantile(inputs()[:, 5], 0.9))


def test_gaps_are_filled_with_medians() -> None:
    filled = clone(TREATMENTS["gaps filled with medians"]).fit(inputs()).transform(inputs())
    assert not np.isnan(filled).any()
    assert filled[0, 20] == pytest.approx(np.nanmedian(inputs()[:, 20]))


@pytest.mark.parametrize("name", TREATMENTS)
def test_no_treatment_changes_what_it_is_given(name: str) -> None:
    given = inputs()
    clone(TREATMENTS[name]).fit(given).transform(given)
    assert np.array_equal(given, inputs(), equal_nan=True)


def test_each_seed_is_tried_on_the_same_months_with_nothing_else_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def roll(_: Any, config: TrainingConfig, months: tuple[int, int], __: Any) -> list[Any]:
        asked.append((config, months))
        losses = {state: {"log_loss": config.seed / 3, "auc": 0.7} for state in WEATHER_STATES}
        return [MonthScores(4, losses, None)]  # type: ignore[arg-type]

    monkeypatch.setattr(ablation, "roll", roll)
    found = try_seeds(None, TrainingConfig(), (1, 2), (4, 5))  # type: ignore[arg-type]
    assert asked == [(TrainingConfig(seed=seed), (4, 5)) for seed in (1, 2)]
    assert found == {
        "1": dict.fromkeys(WEATHER_STATES, 0.33333),
        "2": dict.fromkeys(WEATHER_STATES, 0.66667),
    }


def test_the_released_models_seed_is_none_of_them() -> None:
    assert TrainingConfig().seed not in SEEDS
