"""Lateness: how often flights are late or cancelled, by anything, and how sure that is.

Flights of one day share their weather and their jams. So the interval of a share is worked out
from whole days, each a witness of its own: about three times as wide as if flights were.
"""

import calendar
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, ORANGE, VERMILION

SURE = 1.96
"""Standard errors in half of a 95 % interval."""
FEW = 200
"""Flights below which a group is left out: its share would be luck."""
YEARS = ((ORANGE, "s"), (BLUE, "o"))
"""Colours and markers of the years, the newest last."""
NAMES: Mapping[str, Callable[[Any], str]] = {
    "hour": lambda at: f"{at} h",
    "weekday": lambda at: calendar.day_abbr[at],
    "month": lambda at: calendar.month_abbr[at],
}
ACROSS = 3
"""Panels beside each other, and keys that a headline has room for."""
EDGES: Mapping[str, tuple[float, ...]] = {
    "precipitation_mm": (-0.001, 0, 0.1, 0.5, 1, 3, 100),
    "visibility_km": (-0.001, 2, 5, 10, 15, 100),
    "wind_speed_kmh": (-0.001, 10, 20, 30, 40, 200),
    "temperature_c": (-50, -5, 0, 10, 20, 30, 60),
    "humidity_pct": (-0.001, 40, 55, 70, 85, 100),
    "pressure_hpa": (900, 1005, 1015, 1025, 1100),
}
"""Between the classes of each column of the weather."""
READINGS = (
    ("hours in New York time", BLUE, "o"),
    ("hours in UTC, taken for local", VERMILION, "s"),
)
"""Of the weather's hours, the right one first."""


def late_by(flights: pd.DataFrame, *keys: str, what: str = "late") -> pd.DataFrame:
    """Return a row for each group of flights: how many, the share that are late, its interval.

    Parameters
    ----------
    what
        The column of yes and no whose share is asked for.

    Returns
    -------
    DataFrame
        `flights`, `share`, `low` and `high` (95 %, days being independent).
    """
    groups = list(keys)
    day = flights["scheduled_departure"].dt.normalize().rename("day")
    struck = flights.groupby([*(flights[key] for key in keys), day], observed=True)[what]
    days = struck.agg(["sum", "size"]).reset_index()
    totals = days.groupby(groups, observed=True)[["sum", "size"]].sum()
    share = totals["sum"] / totals["size"]
    usual = days.merge(share.rename("share").reset_index(), on=groups)["share"]
    square = (days["sum"] - usual * days["size"]) ** 2
    squares = square.groupby([days[key] for key in keys], observed=True).sum()
    reach = SURE * np.sqrt(squares) / totals["size"]
    ends = {"low": (share - reach).clip(0), "high": (share + reach).clip(upper=1)}
    return pd.DataFrame({"flights": totals["size"], "share": share, **ends})


def rates(flights: pd.DataFrame, keys: Sequence[str], what: str = "late") -> canvas.Picture:
    """Draw a panel for each key, with a line for each year; the keys have an order."""
    found = {key: _by_year(flights, key, what) for key in keys}
    deep = ceil(len(keys) / ACROSS)

    def draw(figure: Figure) -> None:
        panels = figure.subplots(deep, ACROSS, squeeze=False, sharey=True).ravel()
        for axes, (key, years) in zip(panels, found.items(), strict=False):
            _lines(axes, years, NAMES.get(key, str))
            axes.set_title(key)
        for empty in panels[len(keys) :]:
            empty.set_visible(False)
        panels[0].set_ylim(bottom=0)
        panels[0].legend(loc="upper left")

    return canvas.draw_picture(2.5 * deep + 0.7, _headline(found, what), draw)


def ranked_rates(flights: pd.DataFrame, keys: Mapping[str, Sequence[str]]) -> canvas.Picture:
    """Draw a panel for each key, its categories below each other, the newest year's worst on top.

    Parameters
    ----------
    keys
        Columns of the flights, and which of their categories to draw.
    """
    found = {
        key: _by_year(flights[flights[key].isin(names)], key, "late") for key, names in keys.items()
    }

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(keys), squeeze=False).ravel()
        for axes, (key, years) in zip(panels, found.items(), strict=True):
            _ranks(axes, years)
            axes.set_title(key)
        canvas.legend_above(panels[-1])

    longest = max(len(names) for names in keys.values())
    return canvas.draw_picture(0.24 * longest + 1.3, _headline(found, "late"), draw)


def in_classes(joined: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Return each flight's class of a weather column, in the order of its edges."""
    edges = EDGES[name]
    labels = [_class(low, high, edges) for low, high in pairwise(edges)]
    return pd.cut(joined[name], list(edges), labels=labels)


def ends_of_classes(joined: pd.DataFrame) -> pd.DataFrame:
    """Return how often flights are late in the lowest and the highest class of each column."""
    shares = {name: _late_in_classes(joined, name)["share"] for name in EDGES}
    ends = {name: share.iloc[[0, -1]].to_list() for name, share in shares.items()}
    return pd.DataFrame(ends, index=["lowest class", "highest class"]).T


def clock_picture(
    weather: Sequence[pd.DataFrame], joined: Sequence[pd.DataFrame]
) -> canvas.Picture:
    """Draw the temperature of the day, and late by rain, with both readings of the hours.

    Parameters
    ----------
    weather
        With its hours read rightly, and with them read wrongly.
    joined
        The flights joined with each.
    """
    warmth = [rows.groupby(rows["time"].dt.hour)["temperature_c"].mean() for rows in weather]
    rain = [_late_in_classes(rows, "precipitation_mm") for rows in joined]

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        for hours, found, (label, colour, mark) in zip(warmth, rain, READINGS, strict=True):
            left.plot(hours, color=colour, marker=mark, markersize=4, label=label)
            left.axvline(hours.idxmax(), color=colour, linestyle="--", linewidth=1)
            _line(right, range(len(found)), found, colour, mark)
        left.set_title("mean temperature by hour of the day (dashes: warmest)")
        left.set_xticks([0, 6, 12, 18, 23])
        left.set_ylim(top=left.get_ylim()[1] + 1.8)
        left.legend(loc="upper left", fontsize=8)
        right.set_title("share late by mm of rain in the hour of departure")
        right.set_xticks(range(len(rain[0])), [str(name) for name in rain[0].index])
        canvas.in_per_cent(right.yaxis)

    warmest = [hours.idxmax() for hours in warmth]
    adds = [100 * (found["share"].iloc[-1] - found["share"].iloc[0]) for found in rain]
    headline = (
        f"The warmest hour is {warmest[0]} h read rightly, {warmest[1]} h read wrongly;"
        f" heavy rain adds {adds[0]:.0f} points of late, or seems to add {adds[1]:.0f}"
    )
    return canvas.draw_picture(3.7, headline, draw)


def concentration(flights: pd.DataFrame) -> "pd.Series[float]":
    """Return the share of all cancellations that fall on the worst days, by the share of days."""
    day = flights["scheduled_departure"].dt.normalize()
    counts = flights.groupby(day)["cancelled"].sum().sort_values(ascending=False)
    borne = np.concatenate([[0], counts.cumsum() / counts.sum()])
    return pd.Series(borne, index=np.linspace(0, 1, len(borne)))


def worst_days(flights: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the days on which the largest share of flights was cancelled."""
    day = flights["scheduled_departure"].dt.strftime("%a %Y-%m-%d").rename("day")
    struck = flights.groupby(day)["cancelled"]
    days = pd.DataFrame({"flights": struck.size(), "share": struck.mean()})
    return days.sort_values(["share", "flights"], ascending=False).head(count)


def cancellation_days(flights: pd.DataFrame) -> canvas.Picture:
    """Draw each day's share of cancelled flights, and how few days bear most of them."""
    years = {int(str(year)): rows for year, rows in flights.groupby("year")}
    borne = {year: concentration(rows) for year, rows in years.items()}

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(2, 1))
        for (year, rows), (colour, _) in zip(years.items(), YEARS, strict=False):
            share = rows.groupby(rows["scheduled_departure"].dt.day_of_year)["cancelled"].mean()
            left.vlines(share.index, 0, share, color=colour, linewidth=1.4, label=str(year))
            right.plot(borne[year], color=colour)
        left.set_title("cancelled share of the flights of each day of the year")
        left.set_xlabel("day of the year")
        left.legend()
        right.axhline(0.5, color=GREY, linestyle="--", linewidth=1)
        right.set_title("share of all cancellations\non the worst days")
        right.set_xlabel("share of the days")
        canvas.in_per_cent(left.yaxis, right.xaxis, right.yaxis)

    said = [f"{(share >= 0.5).idxmax():.1%} of the days of {year}" for year, share in borne.items()]
    headline = f"Half of all cancellations fall on {' and '.join(said)}"
    return canvas.draw_picture(3.4, headline, draw)


def _by_year(flights: pd.DataFrame, key: str, what: str) -> dict[int, pd.DataFrame]:
    """Return each year's `late_by`, without groups of few flights."""
    found = late_by(flights, "year", key, what=what)
    found = found[found["flights"] >= FEW]
    return {int(str(year)): one.droplevel("year") for year, one in found.groupby("year")}


def _headline(found: Mapping[str, dict[int, pd.DataFrame]], what: str) -> str:
    """Say between which groups of the newest year the shares reach furthest."""
    newest = max(year for years in found.values() for year in years)
    shares = {key: years[newest]["share"].sort_values() for key, years in found.items()}
    widest = sorted(shares, key=lambda key: shares[key].iloc[0] - shares[key].iloc[-1])[:ACROSS]
    said = []
    for key in widest:
        ends, named = shares[key].iloc[[0, -1]], NAMES.get(key, str)
        reach = " to ".join(f"{value:.0%} ({named(name)})" for name, value in ends.items())
        said.append(f"{key} {reach}")
    return f"Share {what} in {newest}: {'; '.join(said)}"


def _lines(axes: Axes, years: dict[int, pd.DataFrame], named: Callable[[Any], str]) -> None:
    order = list(pd.concat(years.values()).index.unique().sort_values())
    for (year, found), look in zip(years.items(), YEARS, strict=False):
        _line(axes, [order.index(name) for name in found.index], found, *look, label=str(year))
    step = max(1, round(len(order) / 7))
    axes.set_xticks(range(0, len(order), step), [named(name) for name in order[::step]])
    axes.tick_params(axis="x", labelsize=8)
    canvas.in_per_cent(axes.yaxis)


def _line(
    axes: Axes, at: Sequence[int], found: pd.DataFrame, colour: str, mark: str, label: str = ""
) -> None:
    """Draw the shares as a line, and their intervals as a band."""
    axes.fill_between(at, found["low"], found["high"], color=colour, alpha=0.2, linewidth=0)
    axes.plot(at, found["share"], color=colour, marker=mark, markersize=4, label=label)


def _ranks(axes: Axes, years: dict[int, pd.DataFrame]) -> None:
    """Draw the shares as dots: the newest year's worst on top, categories that are gone below."""
    newest_first = [
        years[year].sort_values("share", ascending=False) for year in sorted(years)[::-1]
    ]
    order = list(pd.concat(newest_first).index.unique())
    for (year, found), (colour, mark) in zip(years.items(), YEARS, strict=False):
        at = [order.index(name) for name in found.index]
        axes.hlines(at, found["low"], found["high"], color=colour, linewidth=1.4)
        axes.plot(found["share"], at, mark, color=colour, markersize=4, label=str(year))
    axes.set_yticks(range(len(order)), order, fontsize=8)
    axes.set_ylim(len(order) - 0.5, -0.5)
    axes.set_xlim(left=0)
    canvas.in_per_cent(axes.xaxis)


def _late_in_classes(joined: pd.DataFrame, name: str) -> pd.DataFrame:
    return late_by(joined.assign(**{name: in_classes(joined, name)}), name)


def _class(low: float, high: float, edges: tuple[float, ...]) -> str:
    if low == edges[0]:
        return f"{high:g}" if high == 0 else f"to {high:g}"
    return f"over {low:g}" if high == edges[-1] else f"{low:g}-{high:g}"
