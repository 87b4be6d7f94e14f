"""Slices: how the model did by month, airline and airport, since a mean hides where it is wrong."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pushback.contract import SliceMetrics
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights
from training.dataset.splitting import Mask
from training.evaluation.metrics import Chances, log_losses, score

LEAST_SHARE = 0.01
"""Of the flights: what airlines and airports need for scores of their own."""
LEAST_FLIGHTS = 100

Slices = dict[str, SliceMetrics]


def score_months(flights: Flights, model: Chances, climatology: Chances) -> Slices:
    """Return each month's metrics, by month as "2023-10", in order.

    Parameters
    ----------
    model, climatology
        Chances for the flights, shape (flights, outcomes).
    """
    return {
        str(month): _score(flights, model, climatology, flights.month == month)
        for month in np.unique(flights.month)
    }


def score_carriers(flights: Flights, model: Chances, climatology: Chances) -> Slices:
    """Return each larger airline's metrics by code; as `score_months`."""
    return {
        code: _score(flights, model, climatology, rows)
        for code, rows in _larger(flights.table.carrier)
    }


def score_origins(flights: Flights, model: Chances, climatology: Chances) -> Slices:
    """Return each larger airport's metrics, of its departures; as `score_carriers`."""
    return {
        code: _score(flights, model, climatology, rows)
        for code, rows in _larger(flights.table.origin)
    }


def _larger(codes: NDArray[np.object_]) -> Iterator[tuple[str, Mask]]:
    for code in np.unique(codes):
        rows = codes == code
        if rows.sum() >= max(LEAST_FLIGHTS, LEAST_SHARE * len(codes)):
            yield str(code), rows


def _score(flights: Flights, model: Chances, climatology: Chances, rows: Mask) -> SliceMetrics:
    chances, outcome = model[rows], flights.outcome[rows]
    scores = score(chances, outcome)
    return SliceMetrics(
        flights=len(outcome),
        late_observed=round(float(np.mean(outcome != ON_TIME)), 5),
        late_predicted=round(float(np.mean(1 - chances[:, ON_TIME])), 5),
        log_loss=round(scores["log_loss"], 5),
        climatology_log_loss=round(float(log_losses(climatology[rows], outcome).mean()), 5),
        auc=round(scores["auc"], 5),
    )
