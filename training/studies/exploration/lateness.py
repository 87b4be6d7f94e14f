"""Lateness: how often flights are late or cancelled, by anything, and what is tied to it.

Flights of one day share their weather and their jams. So the interval of a share is worked out
from whole days, each a witness of its own: about three times as wide as if flights were.

The measure of association is phi-k: the correlation that a two-dimensional Gaussian would need to
give the same chi-squared over the cells of two binned columns. It runs from 0 to 1, needs no order
among the categories, sees relations that are not monotonous, and is a correlation's size where
both columns are Gaussian. It has no sign.
"""

import calendar
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from phik import phik_matrix  # type: ignore[import-untyped]

from training.studies.figures import canvas
from training.studies.figures.canvas import GREY, YEARS

SURE = 1.96
"""Standard errors in half of a 95 % interval."""
FEW = 200
"""Flights below which a group is left out: its share would be luck."""
MOST = 20
"""Categories that a panel has room for: those with most flights."""
MARKS = "so"
"""Of the two groups that are compared, as `YEARS` has their colours."""
NAMES = {
    "hour": {at: f"{at} h" for at in range(24)},
    "weekday": dict(enumerate(calendar.day_abbr)),
    "month": dict(enumerate(calendar.month_abbr)),
}
ACROSS = 3
"""Panels beside each other, and keys that a headline has room for."""
EDGES: Mapping[str, tuple[float, ...]] = {
    "precipitation_mm": (0, 0.1, 0.5, 1, 3),
    "visibility_km": (2, 5, 10, 15),
    "wind_speed_kmh": (10, 20, 30, 40),
    "temperature_c": (-5, 0, 10, 20, 30),
    "humidity_pct": (40, 55, 70, 85),
    "pressure_hpa": (1005, 1015, 1025),
}
"""Between the classes of each column of the weather."""
SAMPLE, BINS = 30_000, 10
"""Rows that associations are measured on, and bins that their numbers are cut into."""


def late_by(flights: pd.DataFrame, *keys: str, what: str = "late") -> pd.DataFrame:
    """Return a row for each group of flights: how many there are, and the share that are late.

    The share is that of any column of yes and no. The columns are `flights`, `share`, and the
    ends of its 95 % interval, `low` and `high`.
    """
    groups, day = list(keys), flights["scheduled_departure"].dt.normalize().rename("day")
    days = flights.groupby([*groups, day], observed=True)[what].agg(["sum", "size"])
    whole = days.groupby(groups, observed=True).transform("sum")
    days["square"] = (days["sum"] - days["size"] * whole["sum"] / whole["size"]) ** 2
    totals = days.groupby(groups, observed=True).sum()
    share = totals["sum"] / totals["size"]
    reach = SURE * np.sqrt(totals["square"]) / totals["size"]
    ends = {"low": (share - reach).clip(0), "high": (share + reach).clip(upper=1)}
    return pd.DataFrame({"flights": totals["size"], "share": share, **ends})


def rates(
    flights: pd.DataFrame, keys: Sequence[str], what: str = "late", by: str = "year"
) -> canvas.Picture:
    """Draw a panel for each key, with a line for each of two years, or of what else is compared.

    The groups of a key have an order.
    """
    found = {key: _shares(flights, key, by, what) for key in keys}
    deep = ceil(len(keys) / ACROSS)
    with canvas.styled_figure(2.5 * deep + 0.7) as figure:
        for at, (key, shares) in enumerate(found.items(), 1):
            first = figure.axes[0] if figure.axes else None
            _lines(figure.add_subplot(deep, ACROSS, at, sharey=first, title=key), shares)
        figure.axes[0].set_ylim(bottom=0)
        figure.axes[0].legend(loc="upper left")
    return canvas.as_picture(figure, _headline(found, what))


def ranked_rates(flights: pd.DataFrame, keys: Sequence[str]) -> canvas.Picture:
    """Draw a panel for each key, its categories below each other, the newest year's worst on top.

    Only the categories with most flights are drawn.
    """
    found = {}
    for key in keys:
        common = flights[key].value_counts().index[:MOST]
        found[key] = _shares(flights[flights[key].isin(common)], key, "year", "late")
    longest = max(len(shares) for shares in found.values())
    with canvas.styled_figure(0.24 * longest + 1.3) as figure:
        for at, (key, shares) in enumerate(found.items(), 1):
            _ranks(figure.add_subplot(1, len(keys), at, title=key), shares)
        figure.axes[-1].legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    return canvas.as_picture(figure, _headline(found, "late"))


def in_classes(joined: pd.DataFrame) -> pd.DataFrame:
    """Return flights joined with the weather, each column of it cut into its ordered classes."""
    classes = {}
    for name, edges in EDGES.items():
        between = [f"{low:g}-{high:g}" for low, high in pairwise(edges)]
        labels = [f"to {edges[0]:g}", *between, f"over {edges[-1]:g}"]
        classes[name] = pd.cut(joined[name], [-np.inf, *edges, np.inf], labels=labels)
    return joined.assign(**classes)


def concentration(flights: pd.DataFrame) -> "pd.Series[float]":
    """Return the share of all cancellations that fall on the worst days, by the share of days."""
    day = flights["scheduled_departure"].dt.normalize()
    counts = flights.groupby(day)["cancelled"].sum().sort_values(ascending=False)
    borne = np.concatenate([[0], counts.cumsum() / counts.sum()])
    return pd.Series(borne, index=np.linspace(0, 1, len(borne)))


def cancellation_days(flights: pd.DataFrame) -> canvas.Picture:
    """Draw each day's share of cancelled flights, and how few days bear most of them."""
    years: dict[Any, pd.DataFrame] = dict(list(flights.groupby("year")))
    borne = {year: concentration(rows) for year, rows in years.items()}
    with canvas.styled_figure(3.4) as figure:
        left, right = figure.subplots(1, 2, width_ratios=(2, 1))
        for (year, rows), colour in zip(years.items(), YEARS, strict=False):
            share = rows.groupby(rows["scheduled_departure"].dt.day_of_year)["cancelled"].mean()
            left.vlines(share.index, 0, share, color=colour, linewidth=1.4, label=str(year))
            right.plot(borne[year], color=colour)
        left.set(title="cancelled share of the flights of each day", xlabel="day of the year")
        left.legend(loc="upper right")
        right.axhline(0.5, color=GREY, linestyle="--", linewidth=1)
        right.set(title="share of all cancellations\non the worst days", xlabel="share of the days")
        canvas.in_per_cent(left.yaxis, right.xaxis, right.yaxis)
    said = [f"{(share >= 0.5).idxmax():.1%} of the days of {year}" for year, share in borne.items()]
    headline = f"Half of all cancellations fall on {' and '.join(said)}"
    return canvas.as_picture(figure, headline)


def association(rows: pd.DataFrame, numbers: list[str]) -> pd.DataFrame:
    """Return phi-k of every two columns, on a sample of the rows.

    The columns that are numbers are cut into tenths by their ranks, so that a tail is not one bin.
    """
    drawn = rows.sample(min(SAMPLE, len(rows)), random_state=0)
    drawn[numbers] = np.ceil(BINS * drawn[numbers].rank(pct=True))
    found: pd.DataFrame = phik_matrix(drawn, interval_cols=[], njobs=1, verbose=False)
    return found.loc[list(rows.columns), list(rows.columns)]


def association_map(found: pd.DataFrame, known: list[str]) -> canvas.Picture:
    """Draw how strongly every two columns hang together.

    The headline tells which of the columns known beforehand tell most of `late`.
    """
    closest = found.loc[known, "late"].nlargest(3)
    named = ", ".join(f"{name} {value:.2f}" for name, value in closest.items())
    with canvas.styled_figure(0.3 * len(found) + 2.4) as figure:
        axes = figure.subplots()
        canvas.heat_map(axes, 100 * found, top=100)
        axes.tick_params(axis="x", rotation=90)
        axes.set_title("phi-k, in hundredths")
    headline = f"Known beforehand and tied to late most: {named}"
    return canvas.as_picture(figure, headline)


def _shares(flights: pd.DataFrame, key: str, by: str, what: str) -> pd.DataFrame:
    """Return `late_by` with a row for each group and columns by year, without groups of few."""
    found = late_by(flights, key, by, what=what)
    table: pd.DataFrame = found[found["flights"] >= FEW].unstack(by)  # type: ignore[assignment]
    return table.rename(index=NAMES.get(key, str))


def _headline(found: Mapping[str, pd.DataFrame], what: str) -> str:
    """Say between which groups of the newest year the shares reach furthest."""
    newest: Any = next(iter(found.values()))["share"].columns[-1]
    shares: dict[str, Any] = {key: one["share", newest] for key, one in found.items()}
    widest = sorted(shares.items(), key=lambda one: one[1].min() - one[1].max())
    said = [
        f"{key} {share.min():.0%} ({share.idxmin()}) to {share.max():.0%} ({share.idxmax()})"
        for key, share in widest[:ACROSS]
    ]
    return f"Share {what}, {newest}: {'; '.join(said)}"


def _lines(axes: Axes, shares: pd.DataFrame) -> None:
    """Draw the shares of each year as a line, and their intervals as a band."""
    names = list(shares.index)
    for year, colour, mark in zip(shares["share"], YEARS, MARKS, strict=False):
        one = shares.xs(year, axis=1, level=1)
        axes.fill_between(names, one["low"], one["high"], color=colour, alpha=0.2, linewidth=0)
        axes.plot(names, one["share"], f"{mark}-", color=colour, markersize=4, label=str(year))
    axes.set_xticks(range(0, len(names), max(1, round(len(names) / 7))))
    axes.tick_params(axis="x", labelsize=8)
    canvas.in_per_cent(axes.yaxis)


def _ranks(axes: Axes, shares: pd.DataFrame) -> None:
    """Draw the shares as dots: the newest year's worst on top, categories that are gone below."""
    newest_first: list[Any] = [("share", year) for year in shares["share"].columns[::-1]]
    ranked = shares.sort_values(newest_first, ascending=False)
    for year, colour, mark in zip(ranked["share"], YEARS, MARKS, strict=False):
        one = ranked.xs(year, axis=1, level=1)
        axes.hlines(list(one.index), one["low"], one["high"], color=colour, linewidth=1.4)
        axes.plot(one["share"], list(one.index), mark, color=colour, markersize=4, label=str(year))
    axes.tick_params(axis="y", labelsize=8)
    axes.set_ylim(len(ranked) - 0.5, -0.5)
    axes.set_xlim(left=0)
    canvas.in_per_cent(axes.xaxis)
