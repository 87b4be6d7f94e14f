"""Association: how strongly columns hang together, numbers and categories alike.

The measure is phi-k: the correlation that a two-dimensional Gaussian would need to give the same
chi-squared over the cells of two binned columns. It runs from 0 to 1, needs no order among the
categories, sees relations that are not monotonous, and is a correlation's size where both columns
are Gaussian. It has no sign.
"""

import pandas as pd
from phik import phik_matrix  # type: ignore[import-untyped]

SAMPLE = 30_000
BINS = 10


def association(rows: pd.DataFrame, numbers: list[str], seed: int = 0) -> pd.DataFrame:
    """Return phi-k of every two columns, on a sample of the rows.

    Parameters
    ----------
    rows
        The columns to compare and no others.
    numbers
        Those that are numbers: cut into tenths by their ranks, so that a tail is not one bin.
    """
    drawn = rows.sample(min(SAMPLE, len(rows)), random_state=seed)
    ranked = drawn.assign(
        **{name: _tenths(drawn[name]) for name in numbers},
        **{name: drawn[name].astype(str) for name in rows.columns if name not in numbers},
    )
    found: pd.DataFrame = phik_matrix(ranked, interval_cols=[], njobs=1, verbose=False)
    return found.loc[list(rows.columns), list(rows.columns)]


def strongest(found: pd.DataFrame, of: str, count: int) -> "pd.Series[float]":
    """Return the columns that hang together most with one of them."""
    return found[of].drop(of).nlargest(count)


def _tenths(column: "pd.Series[float]") -> "pd.Series[str]":
    """Return each value's tenth as a label; equal values stay together, gaps stay gaps."""
    ranks = column.rank(pct=True, method="average")
    tenths = (ranks * BINS).clip(upper=BINS - 1) // 1
    return tenths.map("{:.0f}".format, na_action="ignore")
