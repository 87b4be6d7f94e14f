"""Categories: how they divide the flights, the rare ones grouped, and which encoding serves best.

The encodings are compared in a study that is small enough to run while one reads: whether a
flight is late, from its schedule alone, by boosted trees and by a linear model, fitted on a sample
of the months before and tested on the last ones. The measure is the AUC among the flights of one
day: of two that leave on the same day, one late and one not, how often the late one was given the
higher chance. Whether the day was good or bad is nothing that an airline's code could tell.
"""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler, TargetEncoder

from training.evaluation.bootstrap import difference
from training.model.estimators import PARAMETERS, choose_parameters
from training.studies.ablation import RARE
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, ORANGE, SKY, VERMILION

OTHERS = "others"
SLICES = (BLUE, ORANGE, GREEN, VERMILION, SKY)

CODES = ["carrier", "destination"]
PLAIN = ["hour", "weekday", "block_min"]
FITTED_ON = 60_000
"""Flights: enough to tell the encodings apart, few enough to wait for."""
MODELS = {"boosted trees": BLUE, "linear": ORANGE}
"""By name, the colour they are drawn in."""


class FrequencyEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Transformer that turns each category into its share of the training rows; 0 if unknown."""

    def fit(self, rows: pd.DataFrame, _outcome: object = None) -> Self:
        """Learn each column's shares."""
        self.shares_ = {name: rows[name].value_counts(normalize=True) for name in rows}
        return self

    def transform(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the shares in place of the categories."""
        known = {name: rows[name].map(shares).fillna(0) for name, shares in self.shares_.items()}
        return pd.DataFrame(known)


CODE = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
SHARE_LATE = TargetEncoder(cv=StratifiedKFold())
ENCODINGS: Mapping[str, tuple[Any, ...]] = {
    "codes and shares late": (CODE, SHARE_LATE),
    "codes": (CODE,),
    "shares late": (SHARE_LATE,),
    "one-hot": (OneHotEncoder(handle_unknown="ignore", sparse_output=False),),
    "frequencies": (FrequencyEncoder(),),
}
"""Transformers whose results stand beside each other, by the name of the encoding."""


def grouped(shares: "pd.Series[float]") -> "pd.Series[float]":
    """Return shares, given the largest first, with the rare ones added up as "others" at the end.

    Examples
    --------
    >>> grouped(pd.Series({"UA": 0.6, "DL": 0.36, "HA": 0.02, "OO": 0.02})).to_dict()
    {'UA': 0.6, 'DL': 0.36, 'others': 0.04}
    """
    return shares.groupby(shares.index.where(shares >= RARE, OTHERS), sort=False).sum()


def categories_table(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a row for each column: how many categories, how many of them rare, with what share."""
    table = {}
    for name in columns:
        shares = rows[name].value_counts(normalize=True)
        rare = shares[shares < RARE]
        table[name] = {
            "categories": len(shares),
            f"under {RARE:.0%}": len(rare),
            "flights in those": f"{rare.sum():.1%}",
            "largest": f"{shares.index[0]}, {shares.iloc[0]:.1%}",
        }
    return pd.DataFrame.from_dict(table, orient="index")


def pies(column: "pd.Series[str]", title: str) -> canvas.Picture:
    """Draw the share of each category, and beside it the shares with the rare ones as one."""
    before = column.value_counts(normalize=True)
    after, rare = grouped(before), before[before < RARE]
    with canvas.styled_figure(4.3) as figure:
        left, right = figure.subplots(1, 2)
        for axes, drawn in ((left, before), (right, after)):
            axes.pie(
                drawn,
                labels=[f"{name} {one:.1%}" if one >= RARE else "" for name, one in drawn.items()],
                colors=SLICES,
                startangle=90,
                counterclock=False,
                wedgeprops={"edgecolor": "white"},
            )
        left.set_title(f"all {len(before)} (small ones without label)")
        right.set_title(f"those under {RARE:.0%} as one: {len(after)}")
    headline = (
        f"{len(rare)} of {len(before)} {title} have under {RARE:.0%} of the flights each,"
        f" {rare.sum():.1%} together"
    )
    return canvas.as_picture(figure, headline)


def compare_encodings(flights: pd.DataFrame) -> pd.DataFrame:
    """Return how well each model does with each encoding, on flights as `Explored` has them.

    A row tells the number of `inputs`, the mean `auc` of the days, and its `gain` on that of the
    first encoding, with `low` and `high` (95 % over days).
    """
    before, tested = _split_off_last_third(flights)
    fitted = before.sample(min(FITTED_ON, len(before)), random_state=0)
    found = {}
    for model in MODELS:
        days: list[pd.Series[float]] = []
        for name in ENCODINGS:
            pipeline = make_model(model, name, len(fitted) / len(flights))
            pipeline.fit(fitted, fitted["late"])
            days.append(auc_of_days(pipeline.predict_proba(tested)[:, 1], tested))
            gain = difference(days[-1], days[0], days[0].index)
            found[model, name] = {
                "inputs": pipeline[-1].n_features_in_,
                "auc": days[-1].mean(),
                "gain": gain.value,
                "low": gain.low,
                "high": gain.high,
            }
    return pd.DataFrame(found).T.rename_axis(["model", "encoding"]).astype({"inputs": int})


def make_model(model: str, encoding: str, share: float) -> Pipeline:
    """Return an unfitted model of `MODELS` with an encoding, for a share of the flights."""
    encoders = ((encoder, CODES) for encoder in ENCODINGS[encoding])
    encoded = make_column_transformer(*encoders, ("passthrough", PLAIN))
    if model == "linear":
        linear = LogisticRegression(**PARAMETERS["logistic_regression"])
        return make_pipeline(encoded, StandardScaler(), linear)
    trees = choose_parameters("hist_gradient_boosting", {"max_features": 1.0}, share)
    return make_pipeline(encoded, HistGradientBoostingClassifier(**trees, random_state=0))


def auc_of_days(chance: NDArray[np.float64], flights: pd.DataFrame) -> "pd.Series[float]":
    """Return the AUC among the flights of each day that has both late ones and others."""
    days = flights.assign(chance=chance).groupby(flights["scheduled_departure"].dt.normalize())
    return pd.Series(
        {
            day: roc_auc_score(rows["late"], rows["chance"])
            for day, rows in days
            if rows["late"].nunique() == 2
        }
    )


def encoding_picture(found: pd.DataFrame) -> canvas.Picture:
    """Draw what each encoding gains on the first one, as `compare_encodings` found it."""
    encodings = list(found.index.unique("encoding"))
    with canvas.styled_figure(0.5 * len(encodings) + 1.2) as figure:
        panels = figure.subplots(1, len(MODELS), sharex=True, sharey=True)
        for axes, (model, colour) in zip(panels, MODELS.items(), strict=True):
            rows = 100 * found.loc[model]
            axes.hlines(encodings, rows["low"], rows["high"], color=colour, linewidth=1.4)
            axes.plot(rows["gain"], encodings, "o", color=colour, markersize=5)
            axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
            axes.set(title=model, xlabel="gain of AUC, hundredths (95 % over days)")
        panels[0].invert_yaxis()
    auc = found.groupby("model")["auc"].agg(["min", "max"])
    said = [f"{low:.3f} to {high:.3f} with {model}" for model, low, high in auc.itertuples()]
    headline = f"AUC among the flights of a day, by encoding: {' and '.join(said)}"
    return canvas.as_picture(figure, headline)


def _split_off_last_third(flights: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the newest year's last third of months, and before it all that comes before."""
    flights = flights[flights["block_min"].notna()]
    newest = flights["year"] == flights["year"].max()
    months = np.sort(flights.loc[newest, "month"].unique())
    first = months[len(months) - max(1, len(months) // 3)]
    tested = newest & (flights["month"] >= first)
    return flights[~tested], flights[tested]
