"""Shapes: histograms, Q-Q plots and the tail of delays."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.stats import norm

from training.studies.exploration.picture import Picture, draw_picture
from training.studies.exploration.verdicts import judge
from training.studies.figures.canvas import BLUE, GREY, INK, ORANGE

COLUMNS = 4
BINS = 31
MOST = (0.001, 0.999)
"""Quantiles beyond which a histogram is cut off: a tail would leave no room for the rest."""
POINTS = (np.arange(400) + 0.5) / 400
COLOURS = (ORANGE, BLUE)
"""Of the years, the newest last."""


def histograms(rows: pd.DataFrame, names: Sequence[str]) -> Picture:
    """Draw how the values of each column are spread, by year."""

    def draw(figure: Figure) -> None:
        for axes, name in _panels(figure, names):
            known = rows[["year", name]].dropna()
            low, high = known[name].quantile(list(MOST))
            edges = np.linspace(low, high, BINS)
            for (year, part), colour in zip(known.groupby("year"), COLOURS, strict=False):
                look: dict[str, Any] = {
                    "histtype": "step",
                    "linewidth": 1.4,
                    "color": colour,
                    "density": True,
                }
                axes.hist(part[name], list(edges), label=str(year), **look)
            axes.set_title(name)
            axes.set_yticks([])
        figure.axes[0].legend()

    years = " and ".join(str(year) for year in sorted(rows["year"].unique()))
    headline = f"How the numbers are spread in {years} (without the last thousandth on each side)"
    return draw_picture(2.1 * ceil(len(names) / COLUMNS) + 0.6, headline, draw)


def qq_plots(rows: pd.DataFrame, names: Sequence[str]) -> Picture:
    """Draw each column's quantiles against those of the Gaussian of its mean and deviation."""
    verdicts = {name: judge(rows[name]) for name in names}

    def draw(figure: Figure) -> None:
        gaussian = norm.ppf(POINTS)
        for axes, name in _panels(figure, names):
            column = rows[name].dropna()
            scaled = (column.quantile(POINTS) - column.mean()) / column.std()
            axes.plot(gaussian[[0, -1]], gaussian[[0, -1]], color=GREY, linewidth=1)
            axes.plot(gaussian, scaled, ".", color=BLUE, markersize=3)
            axes.set_title(f"{name}\n{verdicts[name].words}", fontsize=9)

    gaussian = sum(one.words == "Gaussian" for one in verdicts.values())
    headline = (
        f"{gaussian} of {len(names)} columns are Gaussian: quantiles, in standard deviations,"
        " against a Gaussian's (the line)"
    )
    return draw_picture(2.25 * ceil(len(names) / COLUMNS) + 0.6, headline, draw)


def tails(columns: Mapping[str, "pd.Series[float]"]) -> Picture:
    """Draw the share of flights that are later than so many minutes, on a logarithmic scale.

    Parameters
    ----------
    columns
        Arrival delays by what to call them.
    """

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for (name, column), colour in zip(columns.items(), COLOURS, strict=False):
            minutes = np.arange(0, 1441, 10)
            later = [(column > at).mean() for at in minutes]
            axes.plot(minutes, later, color=colour, label=name)
            spread = column.std()
            bell = norm.sf(minutes, column.mean(), spread)
            axes.plot(minutes, bell, "--", color=colour, linewidth=1, label=f"{name}, if Gaussian")
        axes.set_yscale("log")
        axes.set_ylim(1e-5, 1)
        axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g}%")
        axes.set_xticks(range(0, 1441, 120), [str(hours) for hours in range(0, 25, 2)])
        axes.set_xlabel("hours late")
        axes.set_title("share of flights that arrive later than this", color=INK)
        axes.legend()

    newest = list(columns.values())[-1]
    share, bell = (newest > 240).mean(), norm.sf(240, newest.mean(), newest.std())
    headline = (
        f"Four hours late: {share:.2%} of flights, {share / bell:,.0f} times as many as"
        " a Gaussian of the same mean and deviation would have"
    )
    return draw_picture(3.6, headline, draw)


def _panels(figure: Figure, names: Sequence[str]) -> "list[tuple[Axes, str]]":
    panels = figure.subplots(ceil(len(names) / COLUMNS), COLUMNS, squeeze=False).ravel()
    for empty in panels[len(names) :]:
        empty.set_visible(False)
    return list(zip(panels, names, strict=False))
