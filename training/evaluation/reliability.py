"""Reliability: of the flights given a chance of 30 %, did 30 % come in late."""

from typing import Any

import numpy as np
import pandas as pd

from pushback.outcomes import ON_TIME

BINS = 10
SLICES = ("month", "carrier", "hour")


def reliability_curve(rows: pd.DataFrame, system: str) -> list[dict[str, float]]:
    """Return mean chance, frequency of late and flights of ten bins of about equal size.

    Parameters
    ----------
    rows
        A row a flight, as `training.evaluation.rolling_origin` makes them.
    """
    late = rows[f"late_{system}"].to_numpy(np.float64)
    edges = np.unique(np.quantile(late, np.linspace(0, 1, BINS + 1)[1:-1]))
    table = pd.DataFrame(
        {
            "bin": np.searchsorted(edges, late, side="left"),
            "chance": late,
            "frequency": (rows["outcome"] != ON_TIME).to_numpy(np.float64),
        }
    )
    means = table.groupby("bin").agg(
        chance=("chance", "mean"), frequency=("frequency", "mean"), flights=("chance", "size")
    )
    return _records(means)


def reliability_by(rows: pd.DataFrame, system: str, slice_: str) -> list[dict[str, Any]]:
    """Return mean chance, frequency of late, log-loss and flights of each slice.

    Parameters
    ----------
    slice_
        One of `SLICES`: the month, the airline or the hour of departure.
    """
    departure = rows["departure"].dt
    keys = {"month": departure.month, "carrier": rows["carrier"], "hour": departure.hour}
    table = pd.DataFrame(
        {
            slice_: keys[slice_].to_numpy(),
            "chance": rows[f"late_{system}"].to_numpy(np.float64),
            "frequency": (rows["outcome"] != ON_TIME).to_numpy(np.float64),
            "log_loss": rows[f"log_loss_{system}"].to_numpy(np.float64),
        }
    )
    means = table.groupby(slice_).mean()
    means["flights"] = table.groupby(slice_).size()
    return _records(means.reset_index())


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    rounded = table.round(5)
    rounded["flights"] = rounded["flights"].astype(int)
    return [{str(key): value for key, value in row.items()} for row in rounded.to_dict("records")]
