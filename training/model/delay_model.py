"""Model: a named estimator that tells the chances of the six outcomes."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import joblib
import numpy as np
from numpy.typing import NDArray

from pushback.features import DAYS
from pushback.outcomes import ON_TIME, OUTCOMES
from training.atomic_write import write_bytes
from training.errors import ModelUnreadable, OutcomesMissing
from training.model.estimators import make_estimator
from training.model.season import apply_season

PIECE = 4_000
"""Flights that chances are asked for at once. A tree reads them all before the next one does, so
they should stay in the processor's cache."""


@dataclass(eq=False)
class DelayModel:
    """The chances of the six outcomes, from the features of `pushback.features`.

    Name, seed, parameters and treatment are those of `training.model.estimators.make_estimator`.
    `estimator_` is the fitted scikit-learn pipeline; it sees all features but the last, the day of
    the season. `season_` are the factors that `training.model.season.learn_season` returns.
    """

    name: str = "hist_gradient_boosting"
    seed: int = 2023
    parameters: Mapping[str, Any] = field(default_factory=dict)
    treatment: Any = None

    def fit(
        self,
        inputs: NDArray[np.floating],
        outcome: NDArray[np.int64],
        weight: NDArray[np.float64] | None = None,
        season: NDArray[np.float64] | None = None,
    ) -> Self:
        """Fit on flights with known outcomes; without a season, all days are alike.

        Raises OutcomesMissing if an outcome has no flight: its chance could not be told.

        Parameters
        ----------
        inputs
            Features, shape (flights, features). Numbers that float32 can hold, as they are served:
            with others, thresholds fall between two of these and the exported graph disagrees.
        outcome
            Positions in `pushback.outcomes.OUTCOMES`, shape (flights,).
        """
        seen = len(np.unique(outcome))
        if seen < len(OUTCOMES):
            raise OutcomesMissing(seen, len(OUTCOMES))
        estimator = make_estimator(self.name, self.seed, self.parameters, self.treatment)
        features = with_a_value(inputs[:, :-1])
        self.estimator_ = estimator.fit(features, outcome, classify__sample_weight=weight)
        self.season_ = np.ones((2 * DAYS, len(OUTCOMES))) if season is None else season
        return self

    def predict_proba(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        chances = self.predict_unseasoned(inputs)
        return apply_season(chances, self.season_, inputs[:, -1].astype(np.int64))

    def predict_late(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chance of every outcome but on time, shape (flights,)."""
        return 1 - self.predict_proba(inputs)[:, ON_TIME]

    def predict_unseasoned(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chances before the season is applied, shape (flights, outcomes)."""
        # Piece by piece: scikit-learn makes a float64 copy of what it is asked about.
        pieces = range(0, len(inputs), PIECE) or [0]
        return np.concatenate(
            [self.estimator_.predict_proba(inputs[at : at + PIECE, :-1]) for at in pieces]
        ).astype(np.float64, copy=False)

    def save(self, path: Path) -> None:
        """Write the fitted model, for `load` by the same versions of the libraries."""
        content = io.BytesIO()
        joblib.dump(self, content, compress=3)
        write_bytes(path, content.getvalue())

    @classmethod
    def load(cls, path: Path) -> "DelayModel":
        """Read a model that `save` wrote. Only load files of your own: they can run code.

        Raises ModelUnreadable if the file is not there or is not such a model.
        """
        try:
            model = joblib.load(path)
        except Exception as error:  # noqa: BLE001 - unpickling can raise anything
            raise ModelUnreadable(path, f"{type(error).__name__}: {error}") from None
        if not isinstance(model, cls):
            raise ModelUnreadable(path, f"it holds a {type(model).__name__}")
        return model


def with_a_value(features: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the features with 0 in those that no flight knows, as in a lake without weather.

    Boosted trees cannot bin a column without a value; one with a single value splits nothing.
    """
    unknown = [at for at, column in enumerate(features.T) if np.isnan(column).all()]
    if unknown:
        features = features.copy()
        features[:, unknown] = 0
    return features
