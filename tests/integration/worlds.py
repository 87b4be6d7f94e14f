"""Worlds: small lakes of real flights, and champions that learned from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.builders import Change, EveryTenth
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.dataset.splitting import split_by_share
from training.lake import Lake
from training.lake.intake import fetch
from training.model import day_model, estimators
from training.release.bundle import release
from training.release.pipeline import TrainingPipeline

ROUNDS, DAY_ROUNDS, FOREST = 20, 5, 20
"""Rounds of boosting of the model and of that of the day, and trees of a forest, when small."""
BINS, SO_MANY_ROWS = 4, 1_000_000
"""Bins of a boosted tree's feature, when small, for up to so many rows in each."""


def lake_to(month: int, folder: Path, change: Change = lambda flights: flights) -> Lake:
    """Return a lake of January to a month."""
    lake = Lake(folder)
    fetch(EveryTenth(month, change), lake)
    return lake


def train(lake: Lake, folder: Path, model: str = "hist_gradient_boosting") -> Path:
    """Return a bundle that learned from all but the lake's last month, about.

    `train` would fit once more, on that month too, and nothing would be left to judge it on.
    """
    with small_models():
        pipeline = TrainingPipeline(lake, folder, TrainingConfig(model, split=0.1))
        dataset = load_dataset(lake)
        judged = pipeline.judge(dataset, split_by_share(dataset.flights, pipeline.config.split))
        pipeline.write(dataset, judged, pipeline.make(judged.fold, judged.model, judged.day))
    return folder


@contextmanager
def small_models() -> Iterator[None]:
    """Fit models of few trees and few bins, for tests of what is done with a model.

    Those of the release take several times as long, most of it to find bins by weight, and learn
    no more from so few flights.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(estimators, "FEWEST_BINS", BINS)
        patch.setattr(estimators, "ROWS_A_BIN", SO_MANY_ROWS)
        for trees, rounds in (
            (estimators.PARAMETERS["hist_gradient_boosting"], ROUNDS),
            *((trees, DAY_ROUNDS) for trees in day_model.PARAMETERS.values()),
        ):
            patch.setitem(trees, "max_iter", rounds)
        for forest in ("random_forest", "extra_trees"):
            patch.setitem(estimators.PARAMETERS[forest], "n_estimators", FOREST)
        yield


def released(bundle: Path, folder: Path) -> Path:
    """Release a bundle into a folder of its own, where a test may have it replaced."""
    release(bundle, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return a folder's files by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def cancelling(share: float, *, carrier: str = "", others_than: str = "") -> Change:
    """Return a change that cancels a share of the flights before April: a world gone wrong.

    Of one airline, of all others than one, or of all.
    """

    def change(flights: pd.DataFrame) -> pd.DataFrame:
        gone = flights["scheduled_departure"] < "2023-04-01"
        gone &= np.random.default_rng(1).random(len(flights)) < share
        gone &= (flights["carrier"] == carrier) | (not carrier)
        gone &= flights["carrier"] != others_than
        return flights.assign(
            departure_delay_min=flights["departure_delay_min"].mask(gone),
            arrival_delay_min=flights["arrival_delay_min"].mask(gone),
            air_time_min=flights["air_time_min"].mask(gone),
            cancelled=flights["cancelled"] | gone,
            diverted=flights["diverted"] & ~gone,
        )

    return change
