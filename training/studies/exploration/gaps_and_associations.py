"""Gaps and associations: what is missing, and how strongly columns hang together.

The measure of association is phi-k: the correlation that a two-dimensional Gaussian would need to
give the same chi-squared over the cells of two binned columns. It runs from 0 to 1, needs no order
among the categories, sees relations that are not monotonous, and is a correlation's size where
both columns are Gaussian. It has no sign.
"""

from collections.abc import Mapping

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


def gap_maps(maps: Mapping[str, pd.DataFrame]) -> canvas.Picture:
    """Draw the shares of values that are missing, one table below the other.

    Parameters
    ----------
    maps
        By title, the share missing of each column (rows) in each group (columns). Columns that
        miss nothing are left out.
    """
    gaps = {title: found[found.any(axis=1)] for title, found in maps.items()}
    rows = [len(found) for found in gaps.values()]

    def draw(figure: Figure) -> None:
        panels = figure.subplots(len(gaps), 1, squeeze=False, height_ratios=[n + 2 for n in rows])
        for axes, (title, found) in zip(panels.ravel(), gaps.items(), strict=True):
            _heat_map(axes, 100 * found, top=20)
            axes.set_title(title)

    headline = (
        "Missing values in per cent; columns without any are left out, and what would read 0 is"
        " blank"
    )
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
    drawn[numbers] = np.ceil(BINS * drawn[numbers].rank(pct=True))
    found: pd.DataFrame = phik_matrix(drawn, interval_cols=[], njobs=1, verbose=False)
    return found.loc[list(rows.columns), list(rows.columns)]


def association_map(found: pd.DataFrame, known: list[str]) -> canvas.Picture:
    """Draw how strongly every two columns hang together.

    Parameters
    ----------
    known
        The columns known beforehand: the headline tells which of them tell most of `late`.
    """
    closest = found.loc[known, "late"].nlargest(3)
    named = ", ".join(f"{name} {value:.2f}" for name, value in closest.items())

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        _heat_map(axes, 100 * found, top=100)
        axes.tick_params(axis="x", rotation=90)
        axes.set_title("phi-k, in hundredths")

    headline = f"Known beforehand and tied to late most: {named}"
    return canvas.draw_picture(0.3 * len(found) + 2.4, headline, draw)


def _heat_map(axes: Axes, found: pd.DataFrame, top: float) -> None:
    """Draw a table as colours, with the numbers in the cells; what would read 0 is left blank."""
    axes.imshow(found, cmap=COLOURS, vmin=0, vmax=top, aspect="auto")
    axes.set_xticks(range(found.shape[1]), list(found.columns), fontsize=8)
    axes.set_yticks(range(len(found)), list(found.index), fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(found.to_numpy()):
        if value >= 0.5:
            text = axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=7)
            text.set_color("white" if value < 0.55 * top else INK)
