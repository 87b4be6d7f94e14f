"""Model of the day: what flights with a known departure delay recover, and how surely."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor

from pushback.contract_day import BANDS, DayBand
from pushback.day import ArrivalDelays, band_of, with_delay
from training.model.delay_model import with_a_value
from training.model.estimators import boosting_for

Floats = NDArray[np.float32]
Chances = NDArray[np.float64]
Rows = NDArray[np.bool_]

# Chosen on test months April to September 2023: of three sizes within noise of one another, the
# one with fewest leaves.
_TREES = {
    "max_leaf_nodes": 8,
    "learning_rate": 0.15,
    "min_samples_leaf": 2000,
    "max_features": 0.4,
    "early_stopping": False,
}
PARAMETERS: dict[str, dict[str, Any]] = {
    "recovery": {"max_iter": 100, **_TREES},
    "distance": {"max_iter": 50, **_TREES},
}
LEAST_RECOVERY, MOST_RECOVERY = -60, 90
"""Minutes that a recovery is cut to before it is learned: a few flights are no tendency."""
KNOTS = 41
"""Quantiles kept of the residuals of a band."""
FURTHEST = 0.002
"""Taken for the first, and its counterpart for the last: the ends of all are one flight's story."""
SHARES = np.clip(np.linspace(0, 1, KNOTS), FURTHEST, 1 - FURTHEST)
NEWEST = 4
"""Months that residuals are taken from: of 1, 2, 3, 4 and 6, the number with the lowest log-loss on
April to September 2023 of those with chances within 3 points in every band."""
FEWEST_RESIDUALS = 500
"""Flights of these months that a band's residuals are taken from; of fewer, from all months."""


class DayModel:
    """The distribution of arrival delays, from features and the delay of the departure.

    One boosted regression, `recovery_`, tells arrival delay minus departure delay; a second one,
    `distance_`, the logarithm of how far from it a flight comes in. How much is recovered drifts
    from month to month, so the residuals' quantiles in `bands_`, by band of departure delays, are
    those that the newest months leave to regressions fitted on the months before, as new flights
    are new to the model. `flights_` is how many it was fitted on.
    """

    def __init__(self, seed: int = 2023) -> None:
        self.seed = seed

    def fit(
        self,
        inputs: Floats,
        delay: Floats,
        arrival_delay: Floats,
        weight: NDArray[np.float64],
        month: NDArray[np.datetime64],
    ) -> Self:
        """Fit on flights that left: features, shape (flights, features), and delays in minutes.

        That of the arrival is NaN for flights that arrived nowhere.
        """
        self.flights_ = len(delay)
        arrived = ~np.isnan(arrival_delay)
        rows, recovery = with_delay(inputs, delay)[arrived], (arrival_delay - delay)[arrived]
        self._fit(rows, recovery, weight[arrived])
        found = self._residuals(rows, recovery)
        newest = month >= np.unique(month)[-NEWEST:][0]
        new = newest[arrived]
        if not new.all():
            before = DayModel(self.seed)._fit(rows[~new], recovery[~new], weight[arrived][~new])
            found[new] = before._residuals(rows[new], recovery[new])
        self.bands_ = _bands(delay, arrived, found, weight, newest)
        return self

    def expected(self, inputs: Floats, delay: Floats) -> Chances:
        """Return the recovery and the logarithm of the distance, shape (flights, 2)."""
        rows = with_delay(inputs, delay)
        return np.column_stack([self.recovery_.predict(rows), self.distance_.predict(rows)])

    def predict_proba(self, inputs: Floats, delay: Floats) -> Chances:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        return ArrivalDelays(self.bands_).chances(delay, self.expected(inputs, delay))

    def _fit(self, rows: Floats, recovery: Floats, weight: NDArray[np.float64]) -> Self:
        """Fit the regressions on flights that arrived; `rows` as `with_delay` returns them."""
        known = with_a_value(rows)
        self.recovery_, self.distance_ = (
            HistGradientBoostingRegressor(**boosting_for(one, len(rows)), random_state=self.seed)
            for one in PARAMETERS.values()
        )
        self.recovery_.fit(known, np.clip(recovery, LEAST_RECOVERY, MOST_RECOVERY), weight)
        off = recovery - self.recovery_.predict(known)
        self.distance_.fit(known, np.log(np.abs(off) + 1), weight)
        return self

    def _residuals(self, rows: Floats, recovery: Floats) -> NDArray[np.float64]:
        """Return by how many of the expected distances flights arrived later than expected."""
        off = recovery - self.recovery_.predict(rows)
        return np.asarray(off / np.exp(self.distance_.predict(rows)))


def _bands(
    delay: Floats, arrived: Rows, residual: Chances, weight: Chances, is_newest: Rows
) -> list[DayBand]:
    """Return the residuals' quantiles and the share that arrived nowhere, by band."""
    band, found = band_of(delay), []
    for at, start in enumerate(BANDS):
        rows = band[arrived] == at
        newest = rows & is_newest[arrived]
        usual = residual[newest if newest.sum() >= FEWEST_RESIDUALS else rows]
        quantiles = np.quantile(usual, SHARES) if len(usual) else np.zeros(KNOTS)
        of_band = weight * (band == at)
        never = float((of_band * ~arrived).sum() / max(of_band.sum(), 1))
        found.append(DayBand(start, quantiles.round(3).tolist(), round(never, 5)))
    return found
