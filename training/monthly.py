"""Monthly: how the model did in each month, since a mean hides the months that it got wrong."""

import numpy as np

from pushback.contract import MonthMetrics
from pushback.outcomes import ON_TIME
from training.dataset import Flights
from training.metrics import Chances, log_losses, score
from training.splitting import Mask


def score_months(flights: Flights, model: Chances, climatology: Chances) -> dict[str, MonthMetrics]:
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


def _score(flights: Flights, model: Chances, climatology: Chances, month: Mask) -> MonthMetrics:
    chances, outcome = model[month], flights.outcome[month]
    scores = score(chances, outcome)
    return MonthMetrics(
        flights=len(outcome),
        late_observed=round(float(np.mean(outcome != ON_TIME)), 5),
        late_predicted=round(float(np.mean(1 - chances[:, ON_TIME])), 5),
        log_loss=round(scores["log_loss"], 5),
        climatology_log_loss=round(float(log_losses(climatology[month], outcome).mean()), 5),
        auc=round(scores["auc"], 5),
    )
