"""Evaluation of the day: the model that knows the departure's delay, beside what counting tells.

The departure's delay is the one that came true: what is announced earlier is less sure, and no
source of ours has it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from msgspec import to_builtins
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from pushback.contract_day import BANDS, DayScores
from pushback.day import band_of
from pushback.outcomes import ON_TIME
from training.evaluation.baselines import delay_alone, usual_recovery
from training.evaluation.bootstrap import skills
from training.evaluation.fold import Fold
from training.evaluation.metrics import Chances, log_losses
from training.model.day_model import DayModel

DAY_TITLES = {
    "day": "model of the day",
    "delay_alone": "by the delay alone",
    "usual_recovery": "less the route's usual recovery",
}
DAY, *BASELINES = SYSTEMS = tuple(DAY_TITLES)
MOST_FLIGHTS = 300_000
"""Flights that the model of the day is fitted on at most, drawn from all that left."""
DECIMALS = 5


def fit_day(fold: Fold, seed: int) -> DayModel:
    """Fit a model of the day on a fold's training flights that left."""
    left = np.flatnonzero(~np.isnan(fold.train.departure_delay))
    if len(left) > MOST_FLIGHTS:
        left = np.sort(np.random.default_rng(seed).choice(left, MOST_FLIGHTS, replace=False))
    flights = fold.train.take(left)
    return DayModel(seed).fit(
        fold.inputs[left],
        flights.departure_delay,
        flights.delay,
        fold.weight[left],
        flights.month,
    )


def predict_day(fold: Fold, model: DayModel) -> pd.DataFrame:
    """Return a row for each test flight that left: its outcome, and each system's chance and loss.

    The columns are departure, outcome, band, and for each of `SYSTEMS` late_SYSTEM and
    log_loss_SYSTEM.
    """
    has_left, had_left = (~np.isnan(one.departure_delay) for one in (fold.test, fold.train))
    test, train, weight = fold.test.take(has_left), fold.train.take(had_left), fold.weight[had_left]
    predictions: Mapping[str, Chances] = {
        DAY: model.predict_proba(fold.test_inputs[has_left], test.departure_delay),
        "delay_alone": delay_alone(train, weight, test),
        "usual_recovery": usual_recovery(train, weight, test),
    }
    columns: dict[str, NDArray[Any]] = {
        "departure": test.table.departure.astype("datetime64[s]"),
        "outcome": test.outcome,
        "band": band_of(test.departure_delay),
    }
    for system, chances in predictions.items():
        columns[f"late_{system}"] = 1 - chances[:, ON_TIME]
        columns[f"log_loss_{system}"] = log_losses(chances, test.outcome)
    return pd.DataFrame(columns)


def score_day(rows: pd.DataFrame) -> tuple[list[DayScores], dict[str, float]]:
    """Return the scores by band, and each system's AUC of late over all bands."""
    bands = [
        DayScores(
            from_minutes=BANDS[int(str(band))],
            flights=len(some),
            late_observed=_rounded((some["outcome"] != ON_TIME).mean()),
            late_predicted=_rounded(some[f"late_{DAY}"].mean()),
            log_loss={one: _rounded(some[f"log_loss_{one}"].mean()) for one in SYSTEMS},
        )
        for band, some in rows.groupby("band")
    ]
    was_late = rows["outcome"] != ON_TIME
    auc = {one: _rounded(roc_auc_score(was_late, rows[f"late_{one}"])) for one in SYSTEMS}
    return bands, auc


def summarise_day(rows: pd.DataFrame) -> dict[str, Any]:
    """Return, as plain JSON, scores by band and by month, with the skill and its intervals."""
    bands, auc = score_day(rows)
    month = rows["departure"].dt.strftime("%Y-%m")
    return {
        "flights": len(rows),
        "auc": auc,
        "skill": skills(rows, DAY, BASELINES),
        "bands": [
            to_builtins(one) | {"skill": skills(some, DAY, BASELINES)}
            for one, (_, some) in zip(bands, rows.groupby("band"), strict=True)
        ],
        "months": {
            str(name): to_builtins(score_day(some)[0]) for name, some in rows.groupby(month)
        },
    }


HEAD = (
    *("left late, minutes", ">flights", ">came late", ">said"),
    *(f">{title}" for title in DAY_TITLES.values()),
)
"""Of the columns of `table_rows`: log-loss by system comes last."""


def table_rows(bands: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return the bands of `summarise_day` as rows of a table."""
    return [
        [
            band_title(band["from_minutes"]),
            f"{band['flights']:,}",
            f"{band['late_observed']:.1%}",
            f"{band['late_predicted']:.1%}",
            *(f"{band['log_loss'][system]:.4f}" for system in SYSTEMS),
        ]
        for band in bands
    ]


def band_title(start: int) -> str:
    """Return what a band of departure delays is called, by its first minute.

    Examples
    --------
    >>> [band_title(start) for start in BANDS]
    ['0 or less', '1 to 14', '15 to 29', '30 to 59', '60 to 119', '120 or more']
    """
    at = BANDS.index(start)
    if at == 0:
        return f"{BANDS[1] - 1} or less"
    return f"{start} or more" if start == BANDS[-1] else f"{start} to {BANDS[at + 1] - 1}"


def _rounded(value: float) -> float:
    return round(float(value), DECIMALS)
