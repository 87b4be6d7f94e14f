"""Verdicts: what shape a column has, judged by how far it is from a Gaussian, not by a p-value.

With hundreds of thousands of rows a test rejects any real column, however near: its p-value tells
the number of rows. So the test is asked of many small draws, and counted: of draws from a
Gaussian it rejects one in twenty. What kind of other shape it is, moments and the tail tell.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import kurtosis, normaltest, skew

Floats = NDArray[np.float64]

LEVEL = 0.05
DRAWS, DRAW_SIZE = 400, 200
SPIKE = 0.5
"""From this share on, one value is most of the column, and no curve fits it."""
SKEWED, KURTIC = 0.5, 0.5
"""Skewness and excess kurtosis below which a shape may pass for a Gaussian's in practice."""
HEAVY = 3.0
"""Excess kurtosis from which on a tail that is not shorter than an exponential's is heavy."""


@dataclass(frozen=True)
class Verdict:
    """How far a column is from a Gaussian.

    Attributes
    ----------
    skewness, kurtosis
        Both 0 for a Gaussian.
    commonest
        Share of the commonest value.
    tail
        Mean excess over the 99th percentile as a multiple of that over the 90th, on the side of
        the skew: 1 for an exponential, below for lighter tails, above for heavier ones.
    rejected
        Share of draws of 200 values that D'Agostino's and Pearson's test rejects at 5 %.
    p_all
        The same test's p-value on all values.
    """

    values: int
    skewness: float
    kurtosis: float
    commonest: float
    tail: float
    rejected: float
    p_all: float

    @property
    def words(self) -> str:
        """The verdict."""
        side = "right" if self.skewness > 0 else "left"
        if self.commonest > SPIKE:
            return f"one value mostly, {side} tail"
        if self.rejected <= 2 * LEVEL:
            return "Gaussian"
        if abs(self.skewness) >= SKEWED:
            heavy = self.tail > 1 and self.kurtosis > HEAVY
            return f"heavy {side} tail" if heavy else f"skewed to the {side}"
        if abs(self.kurtosis) < KURTIC:
            return "nearly Gaussian"
        return "symmetric, heavy tails" if self.kurtosis > 0 else "symmetric, flat"


def judge(column: "pd.Series[float]", seed: int = 0) -> Verdict:
    """Return the verdict on a column of numbers; what is missing is left out."""
    values: Floats = np.asarray(column.dropna(), np.float64)
    skewness = float(skew(values))
    commonest = float(pd.Series(values).value_counts(normalize=True).iloc[0])
    return Verdict(
        values=len(values),
        skewness=skewness,
        kurtosis=float(kurtosis(values)),
        commonest=commonest,
        tail=_tail(values if skewness > 0 else -values),
        rejected=1.0 if commonest > SPIKE else _rejected(values, seed),
        p_all=float(normaltest(values).pvalue),
    )


def verdicts_table(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return a row for each column: its moments, what the test says, the verdict."""
    found = {name: judge(rows[name]) for name in columns}
    table = pd.DataFrame({name: asdict(one) for name, one in found.items()}).T
    formats = dict.fromkeys(("skewness", "kurtosis", "tail"), "{:.2f}")
    formats |= {"values": "{:,.0f}", "commonest": "{:.1%}", "rejected": "{:.0%}", "p_all": "{:.2g}"}
    shown = {name: table[name].map(form.format) for name, form in formats.items()}
    return pd.DataFrame(shown)[list(table.columns)].assign(
        verdict=[one.words for one in found.values()]
    )


def _rejected(values: Floats, seed: int) -> float:
    draws = np.random.default_rng(seed).choice(values, (DRAWS, DRAW_SIZE))
    return float(np.mean(normaltest(draws, axis=1).pvalue < LEVEL))


def _tail(values: Floats) -> float:
    near, far = (_mean_excess(values, np.quantile(values, share)) for share in (0.90, 0.99))
    return far / near if near else 0.0


def _mean_excess(values: Floats, over: float) -> float:
    beyond = values[values > over]
    return float(beyond.mean() - over) if len(beyond) else 0.0
