"""Encoding study: what each encoding of airline and destination is worth to two kinds of model.

Small enough to run while one reads: whether a flight is late, from its schedule alone, by boosted
trees and by a linear model, fitted on a sample of the months before and tested on the last ones.

The measure is the AUC among the flights of one day: of two that leave on the same day, one late
and one not, how often the late one was given the higher chance. Whether the day was good or bad
is nothing that an airline's code could tell.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from training.evaluation.bootstrap import Estimate, difference
from training.model.estimators import PARAMETERS
from training.studies.exploration.encodings import ENCODINGS

Floats = NDArray[np.float64]

PLAIN = ["hour", "weekday", "block_min"]
FITTED_ON = 60_000
"""Flights: enough to tell the encodings apart, few enough to wait for."""


def compare_encodings(flights: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Return how well each model does with each encoding.

    Parameters
    ----------
    flights
        With the columns of `Explored.flights`.

    Returns
    -------
    DataFrame
        A row for each model and encoding: the number of `inputs`, the mean `auc` of the days, and
        its `gain` on that of the first encoding, with `low` and `high` (95 % over days).
    """
    before, tested = split_off_last_third(flights)
    size = min(FITTED_ON, len(before))
    fitted = np.random.default_rng(seed).choice(len(before), size, replace=False)
    rows = []
    for model, make in MODELS.items():
        first: pd.Series[float] | None = None
        for name, encode in ENCODINGS.items():
            codes = encode(before, fitted, tested)
            inputs = _beside(codes[0], before.iloc[fitted]), _beside(codes[1], tested)
            estimator = make(seed, size / len(flights)).fit(inputs[0], before["late"].iloc[fitted])
            days = auc_of_days(estimator.predict_proba(inputs[1])[:, 1], tested)
            first = days if first is None else first
            gain = _gain(days, first)
            found = inputs[0].shape[1], days.mean(), gain.value, gain.low, gain.high
            rows.append((model, name, *found))
    columns = ["model", "encoding", "inputs", "auc", "gain", "low", "high"]
    return pd.DataFrame(rows, columns=columns).set_index(["model", "encoding"])


def split_off_last_third(flights: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the newest year's last third of months, and before it all that comes before."""
    flights = flights[flights["block_min"].notna()]
    newest = flights["year"] == flights["year"].max()
    months = np.sort(flights.loc[newest, "month"].unique())
    first = months[len(months) - max(1, len(months) // 3)]
    tested = newest & (flights["month"] >= first)
    return flights[~tested], flights[tested]


def auc_of_days(chance: Floats, flights: pd.DataFrame) -> "pd.Series[float]":
    """Return the AUC among the flights of each day that has both late ones and others."""
    day = flights["scheduled_departure"].dt.normalize().rename("day")
    rows = pd.DataFrame({"chance": chance, "late": flights["late"].to_numpy(), "day": day.array})
    rows["rank"] = rows.groupby("day")["chance"].rank()
    count = rows.groupby("day")["late"].agg(["sum", "size"])
    late, others = count["sum"], count["size"] - count["sum"]
    ranks = rows[rows["late"]].groupby("day")["rank"].sum()
    return ((ranks - late * (late + 1) / 2) / (late * others)).dropna()


def _gain(days: "pd.Series[float]", first: "pd.Series[float]") -> Estimate:
    ours, theirs = (np.asarray(one, np.float64) for one in (days, first))
    return difference(ours, theirs, days.index.to_series())


def _beside(codes: Floats, flights: pd.DataFrame) -> Floats:
    return np.hstack([codes, flights[PLAIN].to_numpy(np.float64)])


def _trees(seed: int, share: float) -> Any:
    """The released model's trees, with leaves for a share of the flights."""
    released = PARAMETERS["hist_gradient_boosting"]
    leaf = max(20, round(released["min_samples_leaf"] * share))
    parameters = {**released, "min_samples_leaf": leaf, "max_features": 1.0}
    return HistGradientBoostingClassifier(**parameters, random_state=seed)


def _linear(_seed: int, _share: float) -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(**PARAMETERS["logistic_regression"]))


MODELS: Mapping[str, Callable[[int, float], Any]] = {"boosted trees": _trees, "linear": _linear}
