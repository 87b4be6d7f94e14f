"""Figures of the evaluation: reliability curves, and log-loss by month with its skill."""

import calendar
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from training.dataset.masking import WEATHER_STATES
from training.evaluation.titles import REFERENCES
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION, draw_svg

Study = dict[str, Any]
Records = list[dict[str, Any]]
Floats = NDArray[np.float64]
Look = tuple[str, str, str]
"""Label, colour and marker."""

WIDTH = 8.0
"""In inches: on a page of 700 pixels the text keeps about its size."""
FEW = 300
"""Flights below which luck alone may move a frequency of late by 5 points."""
HOLLOW = f"hollow: fewer than {FEW} flights"
SYSTEMS: dict[str, Look] = {
    "full": ("model, all weather (as observed)", BLUE, "o"),
    "forecast": ("model, forecast fields (as observed)", SKY, "s"),
    "none": ("model, no weather", VERMILION, "^"),
    "climatology": ("climatology", GREEN, "D"),
    "seasonal_climatology": ("climatology x season", ORANGE, "v"),
}
STATES = {"full": "all weather", "forecast": "forecast\nfields", "none": "no weather"}


def reliability_figure(study: Study) -> bytes:
    """Draw how often flights were late against the chance they were given, and the gap."""
    systems = (*WEATHER_STATES, "climatology")
    curves = {system: study["reliability"][system]["curve"] for system in systems}

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        for system, curve in curves.items():
            chance = column(curve, "chance")
            dots(left, chance, column(curve, "frequency"), curve, SYSTEMS[system])
            dots(right, chance, 100 * gaps(curve), curve, SYSTEMS[system])
        _diagonal(left)
        left.set_title("frequency of late (dashes: as promised)")
        left.yaxis.set_major_formatter(PercentFormatter(1, 0))
        right.axhline(0, color=INK, linestyle="--", linewidth=1, zorder=0)
        right.set_title("gap: chance minus frequency, points")
        for axes in (left, right):
            axes.set_xlabel("mean chance in bins of about a tenth")
            axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2)

    full = gaps(curves["full"])
    gap = {system: mean_gap(curve, weighted=True) for system, curve in curves.items()}
    headline = (
        f"Chances of late are on average {gap['full']:.1f} points off with all weather,"
        f" {gap['none']:.1f} with none"
    )
    high = f"all weather: too high in {np.sum(full > 0)} of {len(full)} bins"
    return draw_svg((WIDTH, 5), headline, f"{about_flights(study)}; {high}; {HOLLOW}", draw)


def skill_figure(study: Study) -> bytes:
    """Draw the log-loss of each test month, and how far it is below the climatologies'."""
    folds = study["folds"]
    months = [fold["test_month"] for fold in folds]
    losses = {name: np.array([fold[name]["log_loss"] for fold in folds]) for name in SYSTEMS}

    def draw(figure: Figure) -> None:
        panels = figure.subplot_mosaic([["loss", "skill"], ["below", "skill"]], width_ratios=(2, 1))
        for name, (label, colour, marker) in SYSTEMS.items():
            line: dict[str, Any] = {"color": colour, "markersize": 5, "label": label}
            below = 100 * (1 - losses[name] / losses["climatology"])
            panels["loss"].plot(months, losses[name], marker, ls="-", **line)
            panels["below"].plot(months, below, marker, ls="-", **line)
        panels["loss"].set_title("log-loss, nats a flight")
        panels["below"].set_title("below climatology's, %")
        for name in ("loss", "below"):
            month_axis(panels[name], months)
        _skills(panels["skill"], study["skill"])
        handles = panels["loss"].get_legend_handles_labels()
        figure.legend(*handles, loc="outside lower center", ncols=2)

    full, none = (_found(study["skill"][state]["climatology"]) for state in ("full", "none"))
    headline = f"Log-loss beside climatology's: all weather {full}, no weather {none}"
    about = f"{about_flights(study)}; level: the 95 % interval over days holds 0"
    return draw_svg((WIDTH, 6), headline, about, draw)


def dots(
    axes: Axes, across: Floats, height: Floats, records: Records, look: Look, *, joined: bool = True
) -> None:
    """Draw a dot for each record, hollow where there are too few flights to judge by."""
    label, colour, marker = look
    line = "-" if joined else "none"
    faces = [colour if one["flights"] >= FEW else "white" for one in records]
    axes.plot(across, height, ls=line, color=colour, linewidth=1.2)
    axes.plot([], [], marker, ls=line, color=colour, markersize=5, label=label)
    outline: dict[str, Any] = {"edgecolors": colour, "marker": marker, "clip_on": False}
    axes.scatter(across, height, s=26, c=faces, zorder=3, **outline)


def column(records: Records, name: str) -> Floats:
    """Return one figure of all records."""
    return np.array([one[name] for one in records], np.float64)


def gaps(records: Records) -> Floats:
    """Return by how much the chance is above the frequency in each record."""
    return np.asarray(column(records, "chance") - column(records, "frequency"))


def mean_gap(records: Records, *, weighted: bool) -> float:
    """Return the mean absolute gap in percentage points.

    Parameters
    ----------
    weighted
        Whether each flight counts as one, or each record.
    """
    weights = column(records, "flights") if weighted else None
    return float(100 * np.average(np.abs(gaps(records)), weights=weights))


def about_flights(study: Study) -> str:
    """Return how many flights of which months were tested, in words."""
    months = study["reliability"]["full"]["month"]
    names = [calendar.month_name[one["month"]] for one in months]
    span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    return f"{sum(one['flights'] for one in months):,} flights of {span}"


def month_axis(axes: Axes, months: Sequence[int]) -> None:
    """Name the months below the axes, with room for one alone."""
    axes.set_xticks(months, [calendar.month_abbr[month] for month in months])
    axes.set_xlim(months[0] - 0.5, months[-1] + 0.5)


def _diagonal(axes: Axes) -> None:
    top = max(axes.get_xlim()[1], axes.get_ylim()[1])
    axes.plot([0, top], [0, top], color=INK, linestyle="--", linewidth=1, zorder=0)
    axes.set_xlim(0, top)
    axes.set_ylim(0, top)


def _skills(axes: Axes, skills: dict[str, dict[str, dict[str, float]]]) -> None:
    """Draw each weather state's skill against both climatologies, one above the other."""
    for row, state in enumerate(STATES):
        for reference, aside in zip(REFERENCES, (-0.12, 0.12), strict=True):
            found = skills[state][reference]
            _, colour, marker = SYSTEMS[reference]
            axes.hlines(row + aside, 100 * found["low"], 100 * found["high"], color=colour)
            axes.plot(100 * found["value"], row + aside, marker, color=colour, markersize=6)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(STATES)), list(STATES.values()))
    axes.set_ylim(len(STATES) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_title("all months: below each\nclimatology's, %")


def _found(skill: dict[str, float]) -> str:
    """Say how far a log-loss is below the reference's, as far as its interval allows."""
    if skill["low"] <= 0 <= skill["high"]:
        return "level"
    return f"{abs(skill['value']):.1%} {'below' if skill['value'] > 0 else 'above'}"
