"""Challenger: a bundle fitted on one window of months, and scored on the months after it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.config import TrainingConfig
from training.dataset import Dataset, Flights
from training.lake import Lake
from training.pipeline import Candidate, TrainingPipeline
from training.splitting import Mask, Split
from training.window import Window

STEPS = TrainingPipeline.STEPS - 1
"""The lake has been read by then."""


def make_challenger(
    lake: Lake,
    dataset: Dataset,
    window: Window,
    config: TrainingConfig,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> Candidate:
    """Fit, score and export a challenger; its bundle goes into `folder`.

    Parameters
    ----------
    dataset
        Flights of the window's months alone.

    Raises
    ------
    TrainingError
        If the flights do not suffice, or the graph does not agree with the model.
    """
    split = _split(dataset.flights, window)
    config = replace(config, split=_share(dataset.flights, split))
    return TrainingPipeline(lake, folder, config, progress).make(dataset, split)


def _split(flights: Flights, window: Window) -> Split:
    return Split(in_months(flights, window.learned), in_months(flights, window.judged))


def in_months(flights: Flights, months: Sequence[str]) -> Mask:
    """Return which flights depart in the given months."""
    return np.isin(flights.month, np.array(months, "datetime64[M]"))


def _share(flights: Flights, split: Split) -> float:
    """Share of the newest year's flights that is held back, as `split` means in the recipe."""
    years = flights.month.astype("datetime64[Y]")
    return round(float(split.test.sum() / (years == years.max()).sum()), 4)
