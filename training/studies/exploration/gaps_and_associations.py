"""Gaps and associations: what is missing, and how strongly columns hang together.

The measure of association is phi-k: the correlation that a two-dimensional Gaussian would need to
give the same chi-squared over the cells of two binned columns. It runs from 0 to 1, needs no order
among the categories, sees relations that are not monotonous, and is a correlation's size where
both columns are Gaussian. It has no sign.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from phik import phik_matrix  # type: ignore[import-untyped]

from training.studies.figures import canvas
from training.studies.figures.canvas import INK

SAMPLE = 30_000
BINS = 10
COLOURS = "cividis"
"""Reads the same with any colour vision, and in grey."""
CELL = 0.27
"""Height of a row, in inches."""


def gap_shares(rows: pd.DataFrame, by: "Sequence[pd.Series[str]]") -> pd.DataFrame:
    """Return the share missing of each column that has gaps (rows) in each group (columns).

    Parameters
    ----------
    by
        What the rows are grouped by, one value a row each.

    Examples
    --------
    >>> rows = pd.DataFrame({"wind": [None, 3.0, 2.0], "rain": [0.0, 0.0, 0.0]})
    >>> gap_shares(rows, [pd.Series(["JFK", "JFK", "LGA"], name="airport")])
    airport  JFK  LGA
    wind     0.5  0.0
    """
    missing = rows.loc[:, rows.isna().any()].isna()
    return missing.groupby(list(by)).mean().T


def explain_gaps(
    rows: pd.DataFrame, conditions: "Iterable[tuple[str, str, pd.Series[bool]]]"
) -> pd.DataFrame:
    """Return how often columns are missing where a condition holds, and where it does not.

    Were both alike, the gaps would have nothing to do with the condition.

    Parameters
    ----------
    conditions
        Column, the condition in words, and for which rows it holds.
    """
    found = {}
    for name, words, holds in conditions:
        missing = rows[name].isna()
        found[name, words] = [missing[holds].mean(), missing[~holds].mean()]
    heads = ["missing there", "missing elsewhere"]
    return pd.DataFrame(found, heads).T.rename_axis(index=["column", "where"])


def gap_maps(maps: Mapping[str, pd.DataFrame], headline: str) -> canvas.Picture:
    """Draw tables of shares missing, one below the other."""
    rows = [len(one) for one in maps.values()]

    def draw(figure: Figure) -> None:
        panels = figure.subplots(len(maps), 1, squeeze=False, height_ratios=[n + 2 for n in rows])
        for axes, (title, found) in zip(panels.ravel(), maps.items(), strict=True):
            _heat_map(axes, 100 * found, top=20)
            axes.set_title(title)

    return canvas.draw_picture(CELL * sum(rows) + 0.75 * len(rows) + 0.6, headline, draw)


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
    binned = {name: _tenths(drawn[name]) for name in numbers}
    names = {name: drawn[name].astype(str) for name in rows.columns if name not in numbers}
    found: pd.DataFrame = phik_matrix(
        drawn.assign(**binned, **names), interval_cols=[], njobs=1, verbose=False
    )
    return found.loc[list(rows.columns), list(rows.columns)]


def strongest(found: pd.DataFrame, of: str, count: int) -> "pd.Series[float]":
    """Return the columns that hang together most with one of them."""
    return found[of].drop(of).nlargest(count)


def association_map(found: pd.DataFrame, of: str, among: Sequence[str]) -> canvas.Picture:
    """Draw how strongly every two columns hang together.

    Parameters
    ----------
    of, among
        The headline tells which of the latter hang together most with the former.
    """
    closest = strongest(found.loc[[of, *among], [of, *among]], of, 3)
    named = ", ".join(f"{name} {value:.2f}" for name, value in closest.items())

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        _heat_map(axes, 100 * found, top=100)
        axes.tick_params(axis="x", rotation=90)
        axes.set_title("phi-k, in hundredths")

    headline = f"Known beforehand and tied to {of} most: {named}"
    return canvas.draw_picture(0.3 * len(found) + 2.4, headline, draw)


def _tenths(column: "pd.Series[float]") -> "pd.Series[str]":
    """Return each value's tenth as a label; equal values stay together, gaps stay gaps."""
    ranks = column.rank(pct=True, method="average")
    tenths = (ranks * BINS).clip(upper=BINS - 1) // 1
    return tenths.map("{:.0f}".format, na_action="ignore")


def _heat_map(axes: Axes, found: pd.DataFrame, top: float) -> None:
    """Draw a table as colours, with the numbers in the cells; what would read 0 is left blank."""
    axes.imshow(found, cmap=COLOURS, vmin=0, vmax=top, aspect="auto")
    axes.set_xticks(range(found.shape[1]), [_label(name) for name in found.columns], fontsize=8)
    axes.set_yticks(range(len(found)), list(found.index), fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(found.to_numpy()):
        if value >= 0.5:
            text = axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=7)
            text.set_color("white" if value < 0.55 * top else INK)


def _label(name: object) -> str:
    return "\n".join(str(part) for part in name) if isinstance(name, tuple) else str(name)
