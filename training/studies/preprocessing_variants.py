"""Treatments: ways to clean what the model sees, for the study of whether they pay.

The boosted trees take rare categories, extremes and gaps as they are; `ablate` shows what it
does to them to be fed the usual treatment of each first. None is part of the released model.
"""

from collections.abc import Callable, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OrdinalEncoder

from pushback.features import FEATURE_NAMES

Floats = NDArray[np.float32]

RARE = 0.03
"""Share of the flights under which an airline is rare."""
EXTREME = (0.005, 0.995)
"""Quantiles beyond which a value is extreme."""


class Clipper(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Brings each feature's extremes to its quantiles in training; NaN stays."""

    def __init__(self, quantiles: tuple[float, float] = EXTREME) -> None:
        self.quantiles = quantiles

    def fit(self, inputs: Floats, _outcome: object = None) -> Self:
        """Learn each feature's limits."""
        self.low_, self.high_ = np.nanquantile(inputs, self.quantiles, axis=0)
        return self

    def transform(self, inputs: Floats) -> Floats:
        """Return the inputs within the limits."""
        return np.clip(inputs, self.low_, self.high_).astype(np.float32)


def _rare_airlines() -> ColumnTransformer:
    encoder = OrdinalEncoder(
        min_frequency=RARE,
        handle_unknown="use_encoded_value",
        unknown_value=np.nan,
        dtype=np.float32,
    )
    carrier = [FEATURE_NAMES.index("carrier")]
    return ColumnTransformer([("carrier", encoder, carrier)], remainder="passthrough")


TREATMENTS: Mapping[str, Callable[[], Any]] = {
    "rare airlines as one": _rare_airlines,
    "extremes clipped": Clipper,
    "gaps filled with medians": lambda: SimpleImputer(strategy="median", keep_empty_features=True),
}
