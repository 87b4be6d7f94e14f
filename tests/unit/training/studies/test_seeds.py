"""Tests of training.studies.seeds."""

from typing import Any

import pytest

from training.config import TrainingConfig
from training.dataset.masking import WEATHER_STATES
from training.evaluation.rolling_origin import MonthScores
from training.studies import seeds


def test_each_seed_is_tried_on_the_same_months_with_nothing_else_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def roll(_: Any, config: TrainingConfig, months: tuple[int, int], __: Any) -> list[Any]:
        asked.append((config, months))
        losses = {state: {"log_loss": config.seed / 3, "auc": 0.7} for state in WEATHER_STATES}
        return [MonthScores(4, losses, None)]  # type: ignore[arg-type]

    monkeypatch.setattr(seeds, "roll", roll)
    found = seeds.try_seeds(None, TrainingConfig(), (1, 2), (4, 5))  # type: ignore[arg-type]
    assert asked == [(TrainingConfig(seed=seed), (4, 5)) for seed in (1, 2)]
    assert found == {
        "1": dict.fromkeys(WEATHER_STATES, 0.33333),
        "2": dict.fromkeys(WEATHER_STATES, 0.66667),
    }


def test_the_released_models_seed_is_none_of_them() -> None:
    assert TrainingConfig().seed not in seeds.SEEDS
