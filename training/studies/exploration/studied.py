"""Studied: what the ablation study found a variation of the model to cost."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from training.config import RESULTS_FOLDER

STATES = {"full": "all weather", "forecast": "forecast weather", "none": "no weather"}


def cost_table(names: Iterable[str], results: Path = RESULTS_FOLDER) -> pd.DataFrame:
    """Return by how much each variation raises the log-loss, with the 95 % interval over days.

    Parameters
    ----------
    names
        Variations of `training.studies.ablation`.
    """
    study = json.loads((results / "ablation.json").read_bytes())["variations"]
    return pd.DataFrame(
        {
            name: {said: _words(**study[name]["rise"][state]) for state, said in STATES.items()}
            for name in names
        }
    ).T


def _words(value: float, low: float, high: float) -> str:
    sure = "worse" if low > 0 else "better" if high < 0 else "level"
    return f"{value:+.4f} ({low:+.4f} to {high:+.4f}) {sure}"
