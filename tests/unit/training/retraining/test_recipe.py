"""Tests of training.retraining.retraining: the recipe that a challenger's contract tells."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from training.config import TrainingConfig
from training.dataset.splitting import Split
from training.lake import Lake
from training.release.archive import Archive
from training.retraining.retraining import Retraining

MONTHS = np.arange("2023-01", "2024-02", dtype="datetime64[M]")


@pytest.mark.parametrize(("judged", "share"), [(1, 1.0), (2, 2 / 13), (3, 3 / 13)])
def test_the_split_is_a_share_of_the_years_that_are_judged_on(
    tmp_path: Path, judged: int, share: float
) -> None:
    is_judged = np.arange(len(MONTHS)) >= len(MONTHS) - judged
    dataset: Any = SimpleNamespace(flights=SimpleNamespace(month=MONTHS))
    retraining = Retraining(
        Lake(tmp_path),
        Archive(tmp_path / "model"),
        judged=judged,
        learned=24,
        dry_run=True,
        config=TrainingConfig(),
        output=tmp_path,
    )
    pipeline = retraining._pipeline(dataset, Split(~is_judged, is_judged), tmp_path)
    assert pipeline.config.split == pytest.approx(share, abs=1e-4)
