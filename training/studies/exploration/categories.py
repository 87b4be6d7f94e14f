"""Categories: how they divide the flights, the rare ones grouped, and which encoding serves best.

The encodings are compared in a study that is small enough to run while one reads: whether a
flight is late, from its schedule alone, by boosted trees and by a linear model, fitted on a sample
of the months before and tested on the last ones. The measure is the AUC among the flights of one
day: of two that leave on the same day, one late and one not, how often the late one was given the
higher chance. Whether the day was good or bad is nothing that an airline's code could tell.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from training.dataset.lookups import history, history_of_other_months
from training.evaluation.bootstrap import Estimate, difference
from training.model.estimators import PARAMETERS
from training.studies.ablation import RARE
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, ORANGE, SKY, VERMILION

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Pair = tuple[Floats, Floats]
Encode = Callable[[pd.DataFrame, Rows, pd.DataFrame], Pair]
"""Turns airline and destination into numbers.

It learns from all flights before, and returns the numbers of those of them that are fitted on
(given by their positions) and of those that are tested on.
"""

OTHERS = "others"
SLICES = (BLUE, ORANGE, GREEN, VERMILION, SKY)

CODES = ["carrier", "destination"]
PLAIN = ["hour", "weekday", "block_min"]
FITTED_ON = 60_000
"""Flights: enough to tell the encodings apart, few enough to wait for."""
MODELS = ("boosted trees", "linear")
LOOKS = ((BLUE, "o", -0.15), (ORANGE, "s", 0.15))
"""Colour and marker of each model, and how far it is drawn aside."""


def shares(column: "pd.Series[str]") -> "pd.Series[float]":
    """Return each category's share of the rows that have one, the largest first.

    Examples
    --------
    >>> shares(pd.Series(["JFK", "LGA", "JFK", "JFK"])).to_dict()
    {'JFK': 0.75, 'LGA': 0.25}
    """
    return column.value_counts(normalize=True)


def grouped(found: "pd.Series[float]", below: float = RARE) -> "pd.Series[float]":
    """Return the shares with those under `below` added up as "others", which comes last.

    Examples
    --------
    >>> grouped(pd.Series({"UA": 0.6, "DL": 0.35, "HA": 0.03, "OO": 0.02}), below=0.05).to_dict()
    {'UA': 0.6, 'DL': 0.35, 'others': 0.05}
    """
    rare = found < below
    if not rare.any():
        return found
    return pd.concat([found[~rare], pd.Series({OTHERS: found[rare].sum()})])


def categories_table(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a row for each column: how many categories, how many of them rare, with what share."""
    table = {}
    for name in columns:
        found = shares(rows[name])
        rare = found[found < RARE]
        table[name] = {
            "categories": len(found),
            f"under {RARE:.0%}": len(rare),
            "flights in those": f"{rare.sum():.1%}",
            "largest": f"{found.index[0]}, {found.iloc[0]:.1%}",
        }
    return pd.DataFrame.from_dict(table, orient="index")


def pies(found: "pd.Series[float]", title: str) -> canvas.Picture:
    """Draw the shares, and beside them the shares with the rare ones as one."""
    after, rare = grouped(found), found[found < RARE]
    colours = {name: SLICES[at % len(SLICES)] for at, name in enumerate(found.index)}

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, 2)
        for axes, drawn in zip(panels, (found, after), strict=True):
            axes.pie(
                drawn,
                labels=[f"{name} {one:.1%}" if one >= RARE else "" for name, one in drawn.items()],
                colors=[colours.get(name, GREY) for name in drawn.index],
                startangle=90,
                counterclock=False,
                wedgeprops={"edgecolor": "white", "linewidth": 1},
                textprops={"fontsize": 9},
            )
        panels[0].set_title(f"all {len(found)} (small ones without label)")
        panels[1].set_title(f"those under {RARE:.0%} as one: {len(after)}")

    headline = (
        f"{len(rare)} of {len(found)} {title} have under {RARE:.0%} of the flights each,"
        f" {rare.sum():.1%} together"
    )
    return canvas.draw_picture(4.3, headline, draw)


def with_encoder(encoder: OrdinalEncoder | OneHotEncoder) -> Encode:
    """Return the encoding that one of scikit-learn's encoders makes."""

    def encode(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
        encoder.fit(before[CODES])
        return encoder.transform(before[CODES].iloc[fitted]), encoder.transform(tested[CODES])

    return encode


def frequencies(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """Each code's share of the flights; 0 for the unknown."""
    known = {code: shares(before[code]) for code in CODES}
    first, second = (
        np.column_stack([rows[code].map(known[code]).fillna(0) for code in CODES])
        for rows in (before.iloc[fitted], tested)
    )
    return first, second


def histories(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """How much more often than others of its month a code was late that year; 0 for the unknown.

    As the released model has it. For flights fitted on, from other months than their own: with
    its own outcome in it, a flight of a rare code would be told what it should guess.
    """
    year = before["year"].astype(str)
    newest = year == year.max()
    first, second = [], []
    for code in CODES:
        past = history_of_other_months((before[code] + year).reset_index(drop=True), *_late(before))
        first.append(past[fitted])
        known = history(before.loc[newest, code].reset_index(drop=True), *_late(before[newest]))
        second.append(tested[code].map(known).fillna(0))
    return np.column_stack(first), np.column_stack(second)


def codes_and_histories(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """Both, as the released model has the airline."""
    first, second = (encode(before, fitted, tested) for encode in (CODES_ALONE, histories))
    return np.hstack([first[0], second[0]]), np.hstack([first[1], second[1]])


CODES_ALONE = with_encoder(OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1))
ENCODINGS: Mapping[str, Encode] = {
    "codes and histories": codes_and_histories,
    "codes": CODES_ALONE,
    "histories": histories,
    "one-hot": with_encoder(OneHotEncoder(handle_unknown="ignore", sparse_output=False)),
    "frequencies": frequencies,
}


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
    before, tested = _split_off_last_third(flights)
    size = min(FITTED_ON, len(before))
    fitted = np.random.default_rng(seed).choice(len(before), size, replace=False)
    found: dict[tuple[str, str], dict[str, float]] = {}
    for model in MODELS:
        days: list[pd.Series[float]] = []
        for name, encode in ENCODINGS.items():
            codes = encode(before, fitted, tested)
            inputs = _beside(codes[0], before.iloc[fitted]), _beside(codes[1], tested)
            estimator = _estimator(model, seed, size / len(flights))
            estimator.fit(inputs[0], before["late"].iloc[fitted])
            days.append(auc_of_days(estimator.predict_proba(inputs[1])[:, 1], tested))
            gain = _gain(days[-1], days[0])
            found[model, name] = {
                "inputs": inputs[0].shape[1],
                "auc": days[-1].mean(),
                "gain": gain.value,
                "low": gain.low,
                "high": gain.high,
            }
    table = pd.DataFrame(found).T.rename_axis(index=["model", "encoding"])
    return table.astype({"inputs": int})


def auc_of_days(chance: Floats, flights: pd.DataFrame) -> "pd.Series[float]":
    """Return the AUC among the flights of each day that has both late ones and others."""
    day = flights["scheduled_departure"].dt.normalize()
    rows = pd.DataFrame({"chance": chance, "late": flights["late"], "day": day})
    mixed = rows.groupby("day")["late"].transform("nunique") == 2
    return pd.Series(
        {day: roc_auc_score(one["late"], one["chance"]) for day, one in rows[mixed].groupby("day")}
    )


def encoding_picture(found: pd.DataFrame) -> canvas.Picture:
    """Draw what each encoding gains on the first one, as `compare_encodings` found it."""
    encodings = list(found.index.unique("encoding"))

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for model, (colour, mark, aside) in zip(MODELS, LOOKS, strict=True):
            rows = 100 * found.loc[model, ["gain", "low", "high"]]
            at = np.arange(len(rows)) + aside
            axes.hlines(at, rows["low"], rows["high"], color=colour, linewidth=1.4)
            axes.plot(rows["gain"], at, mark, color=colour, markersize=5, label=model)
        axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
        axes.set_yticks(range(len(encodings)), encodings)
        axes.invert_yaxis()
        axes.set_xlabel(f"gain of AUC on {encodings[0]}, hundredths (95 % over days)")
        canvas.legend_above(axes)

    auc = found.groupby("model")["auc"].agg(["min", "max"])
    said = [f"{low:.3f} to {high:.3f} with {model}" for model, low, high in auc.itertuples()]
    headline = f"AUC among the flights of a day, by encoding: {' and '.join(said)}"
    return canvas.draw_picture(0.5 * len(encodings) + 1.2, headline, draw)


def _split_off_last_third(flights: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the newest year's last third of months, and before it all that comes before."""
    flights = flights[flights["block_min"].notna()]
    newest = flights["year"] == flights["year"].max()
    months = np.sort(flights.loc[newest, "month"].unique())
    first = months[len(months) - max(1, len(months) // 3)]
    tested = newest & (flights["month"] >= first)
    return flights[~tested], flights[tested]


def _late(flights: pd.DataFrame) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    month = flights["scheduled_departure"].to_numpy("datetime64[M]")
    return month, flights["late"].to_numpy(bool)


def _gain(days: "pd.Series[float]", first: "pd.Series[float]") -> Estimate:
    ours, theirs = (np.asarray(one, np.float64) for one in (days, first))
    return difference(ours, theirs, days.index.to_series())


def _beside(codes: Floats, flights: pd.DataFrame) -> Floats:
    return np.hstack([codes, flights[PLAIN].to_numpy(np.float64)])


def _estimator(model: str, seed: int, share: float) -> Any:
    """Return a linear model, or the released trees with leaves for a share of the flights."""
    if model == "linear":
        linear = LogisticRegression(**PARAMETERS["logistic_regression"])
        return make_pipeline(StandardScaler(), linear)
    released = PARAMETERS["hist_gradient_boosting"]
    leaf = max(20, round(released["min_samples_leaf"] * share))
    changed = {"min_samples_leaf": leaf, "max_features": 1.0, "random_state": seed}
    return HistGradientBoostingClassifier(**{**released, **changed})
