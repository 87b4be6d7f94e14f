"""Rates: how often flights are late, by year and by anything, with the interval over days."""

import calendar
from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.studies.exploration.lateness import late_by
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.figures.canvas import BLUE, ORANGE

COLOURS = (ORANGE, BLUE)
"""Of the years, the newest last."""
MARKERS = ("s", "o")
NAMES: Mapping[str, Callable[[Any], str]] = {
    "hour": lambda at: f"{at} h",
    "weekday": lambda at: calendar.day_abbr[at],
    "month": lambda at: calendar.month_abbr[at],
}
ABOVE: Mapping[str, Any] = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": 2}
"""Where a legend hides nothing."""
FEW = 200
"""Flights below which a group is left out: its share would be luck."""
ACROSS = 3
"""Panels beside each other."""
NAMED = 3
"""Keys that a headline has room for."""


def rates(flights: pd.DataFrame, keys: Sequence[str], what: str = "late") -> Picture:
    """Draw a panel for each key, with a line for each year; the keys have an order."""
    deep = ceil(len(keys) / ACROSS)

    def draw(figure: Figure) -> None:
        panels = figure.subplots(deep, ACROSS, squeeze=False, sharey=True).ravel()
        for axes, key in zip(panels, keys, strict=False):
            _lines(axes, flights, key, what)
            axes.set_title(key)
        for empty in panels[len(keys) :]:
            empty.set_visible(False)
        panels[0].set_ylim(bottom=0)
        panels[0].legend(loc="upper left")

    return draw_picture(2.5 * deep + 0.7, _headline(dict.fromkeys(keys, flights), what), draw)


def ranked_rates(
    flights: pd.DataFrame, keys: Mapping[str, Sequence[str]], what: str = "late"
) -> Picture:
    """Draw a panel for each key, its categories below each other, the newest year's worst on top.

    Parameters
    ----------
    keys
        Columns of the flights, and which of their categories to draw.
    """
    rows = {key: flights[flights[key].isin(names)] for key, names in keys.items()}

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(keys), squeeze=False).ravel()
        for axes, (key, drawn) in zip(panels, rows.items(), strict=True):
            _ranks(axes, drawn, key, what)
            axes.set_title(key)
        panels[-1].legend(**ABOVE)

    longest = max(len(names) for names in keys.values())
    headline = _headline(rows, what)
    return draw_picture(0.24 * longest + 1.3, headline, draw)


def by_year(flights: pd.DataFrame, key: str, what: str = "late") -> dict[int, pd.DataFrame]:
    """Return each year's `late_by`, without groups of few flights."""
    found = late_by(flights, ["year", key], what)
    found = found[found["flights"] >= FEW]
    return {int(str(year)): one.droplevel("year") for year, one in found.groupby("year")}


def _headline(rows: Mapping[str, pd.DataFrame], what: str) -> str:
    """Say between which groups of the newest year the shares reach furthest."""
    year = max(int(drawn["year"].max()) for drawn in rows.values())
    shares = {key: by_year(drawn, key, what)[year]["share"] for key, drawn in rows.items()}
    widest = sorted(shares, key=lambda key: shares[key].min() - shares[key].max())[:NAMED]
    said = [f"{key} {_reach(shares[key], NAMES.get(key, str))}" for key in widest]
    return f"Share {what} in {year}: {'; '.join(said)}"


def _reach(share: "pd.Series[float]", named: Callable[[Any], str]) -> str:
    ends = share.sort_values().iloc[[0, -1]]
    return " to ".join(f"{value:.0%} ({named(name)})" for name, value in ends.items())


def _lines(axes: Axes, flights: pd.DataFrame, key: str, what: str) -> None:
    years = by_year(flights, key, what)
    kept = set().union(*(found.index for found in years.values()))
    order = [name for name in late_by(flights, key, what).index if name in kept]
    for (year, found), colour, mark in zip(years.items(), COLOURS, MARKERS, strict=False):
        at = [order.index(name) for name in found.index]
        axes.fill_between(at, found["low"], found["high"], color=colour, alpha=0.2, linewidth=0)
        axes.plot(at, found["share"], color=colour, marker=mark, markersize=4, label=str(year))
    step, named = max(1, round(len(order) / 7)), NAMES.get(key, str)
    axes.set_xticks(range(0, len(order), step), [named(name) for name in order[::step]])
    axes.tick_params(axis="x", labelsize=8)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))


def _ranks(axes: Axes, flights: pd.DataFrame, key: str, what: str) -> None:
    years = by_year(flights, key, what)
    order = _worst_first(years)
    for (year, found), colour, mark in zip(years.items(), COLOURS, MARKERS, strict=False):
        at = [order.index(name) for name in found.index]
        axes.hlines(at, found["low"], found["high"], color=colour, linewidth=1.4)
        axes.plot(found["share"], at, mark, color=colour, markersize=4, label=str(year))
    axes.set_yticks(range(len(order)), order, fontsize=8)
    axes.set_ylim(len(order) - 0.5, -0.5)
    axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlim(left=0)


def _worst_first(years: dict[int, pd.DataFrame]) -> list[str]:
    """Return the newest year's categories, the worst first, then those of years before alone."""
    order: list[str] = []
    for year in sorted(years, reverse=True):
        worst = years[year]["share"].sort_values(ascending=False)
        order += [str(name) for name in worst.index if str(name) not in order]
    return order
