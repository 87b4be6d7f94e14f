"""Figures of the evaluation: chances against frequencies of late, and log-loss by month."""

import calendar
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from training.dataset.masking import WEATHER_STATES
from training.evaluation.titles import REFERENCES, UNSEASONED
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION

Study = dict[str, Any]
"""What `evaluate` wrote as evaluation.json."""
Look = tuple[str, str, str]
"""Label, colour and marker."""

WIDTH = 8.0
"""In inches: on a page of 700 pixels the text keeps about its size."""
FEW = 300
"""Flights below which luck alone may move a frequency of late by 5 points."""
HOLLOW = f"hollow: fewer than {FEW} flights"
UNSURE = 0.05
"""From this probability on, luck may explain what the season table changes."""
SYSTEMS: dict[str, Look] = {
    "full": ("model, all weather (as observed)", BLUE, "o"),
    "forecast": ("model, forecast fields (as observed)", SKY, "s"),
    "none": ("model, no weather", VERMILION, "^"),
    "climatology": ("climatology", GREEN, "D"),
    "seasonal_climatology": ("climatology x season", ORANGE, "v"),
}
STATES = {"full": "all weather", "forecast": "forecast\nfields", "none": "no weather"}
HAPPENED: Look = ("frequency: what happened", INK, "D")
CHANCE: Look = ("mean chance of late", BLUE, "o")
BEFORE: Look = ("chance before the season table", ORANGE, "s")
AFTER: Look = ("chance after it", BLUE, "o")


def reliability_figure(study: Study) -> bytes:
    """Draw how often flights were late against the chance they were given, and the gap."""
    curves = {name: reliability(study, name, "curve") for name in (*WEATHER_STATES, "climatology")}

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        for system, curve in curves.items():
            dots(left, curve, "chance", "frequency", SYSTEMS[system])
            dots(right, curve, "chance", "gap", SYSTEMS[system])
        _diagonal(left)
        left.set_title("frequency of late (dashes: as promised)")
        right.axhline(0, color=INK, linestyle="--", linewidth=1, zorder=0)
        right.set_title("gap: chance minus frequency, points")
        for axes in (left, right):
            axes.set_xlabel("mean chance in bins of about a tenth")
        canvas.in_per_cent(left.xaxis, left.yaxis, right.xaxis)
        canvas.legend_below(figure, left, 2)

    full, none = (mean_gap(curves[state], weighted=True) for state in ("full", "none"))
    headline = (
        f"Chances of late are on average {full:.1f} points off with all weather,"
        f" {none:.1f} with none"
    )
    gap = curves["full"]["gap"]
    high = f"all weather: too high in {(gap > 0).sum()} of {len(gap)} bins"
    return canvas.draw_svg(
        (WIDTH, 5), headline, f"{_flights_tested(study)}; {high}; {HOLLOW}", draw
    )


def skill_figure(study: Study) -> bytes:
    """Draw the log-loss of each test month, and how far it is below the climatologies'."""
    months = [fold["test_month"] for fold in study["folds"]]
    losses = {
        name: np.array([fold[name]["log_loss"] for fold in study["folds"]]) for name in SYSTEMS
    }

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
            _name_months(panels[name], months)
        _skills(panels["skill"], study["skill"])
        canvas.legend_below(figure, panels["loss"], 2)

    full, none = (_found(study["skill"][state]["climatology"]) for state in ("full", "none"))
    headline = f"Log-loss beside climatology's: all weather {full}, no weather {none}"
    about = f"{_flights_tested(study)}; level: the 95 % interval over days holds 0"
    return canvas.draw_svg((WIDTH, 6), headline, about, draw)


def seasons_figure(study: Study) -> bytes:
    """Draw each month's chance before and after the season table beside what happened."""
    before, after = (reliability(study, system, "month") for system in (UNSEASONED, "full"))

    def draw(figure: Figure) -> None:
        above, below = figure.subplots(2, 1, sharex=True)
        dots(above, after, "month", "frequency", HAPPENED)
        for months, look in ((before, BEFORE), (after, AFTER)):
            dots(above, months, "month", "chance", look, joined=False)
            dots(below, months, "month", "gap", look, joined=False)
        below.vlines(after["month"], before["gap"], after["gap"], color=GREY, linewidth=2)
        below.axhline(0, color=INK, linewidth=1.2, zorder=0)
        above.set_title("chance and frequency of late")
        below.set_title("gap: chance minus frequency, points")
        above.set_ylim(0, 1.05 * above.get_ylim()[1])
        canvas.in_per_cent(above.yaxis)
        _name_months(below, list(after["month"]))
        canvas.legend_below(figure, above, 3)

    gains = _gains(before, after)
    about = (
        f"{_flights_tested(study)}; months nearer: {(gains > 0).sum()} of {len(gains)} (sign-flip"
        f" p = {luck(gains):.2f}); log-loss {before['log_loss'].mean():.3f} before,"
        f" {after['log_loss'].mean():.3f} after"
    )
    return canvas.draw_svg((WIDTH, 5.6), _season_verdict(before, after), about, draw)


def slices_figure(study: Study) -> bytes:
    """Draw chance and frequency of late by hour of departure and by airline, all weather."""
    hours, carriers = (reliability(study, "full", by) for by in ("hour", "carrier"))

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        _by_hour(left, hours)
        _by_carrier(right, carriers.sort_values(["frequency", "carrier"], ignore_index=True))
        canvas.legend_below(figure, left, 2)

    by_hour, by_carrier = (mean_gap(rows, weighted=True) for rows in (hours, carriers))
    headline = (
        f"With all weather, chances are {by_hour:.1f} points off by hour,"
        f" {by_carrier:.1f} by airline"
    )
    about = f"{_flights_tested(study)}; means over flights; weather as observed; {HOLLOW}"
    return canvas.draw_svg((WIDTH, 5), headline, about, draw)


def reliability(study: Study, system: str, by: str) -> pd.DataFrame:
    """Return how a system's chances of late compare with what happened, by group of flights.

    Parameters
    ----------
    by
        "curve" (bins of the chance), "month", "hour" or "carrier".

    Returns
    -------
    DataFrame
        What the study wrote of each group, among it `chance`, `frequency` and `flights`; and
        `gap`, by how many percentage points the chance is above the frequency.
    """
    groups = pd.DataFrame(study["reliability"][system][by])
    return groups.assign(gap=100 * (groups["chance"] - groups["frequency"]))


def mean_gap(groups: pd.DataFrame, *, weighted: bool) -> float:
    """Return the mean absolute gap in percentage points.

    Parameters
    ----------
    weighted
        Whether each flight counts as one, or each group.
    """
    weights = groups["flights"] if weighted else None
    return float(np.average(groups["gap"].abs(), weights=weights))


def dots(
    axes: Axes, groups: pd.DataFrame, across: str, height: str, look: Look, *, joined: bool = True
) -> None:
    """Draw a dot for each group, hollow where there are too few flights to judge by.

    Parameters
    ----------
    across, height
        The columns that place the dots.
    """
    label, colour, marker = look
    line = "-" if joined else "none"
    faces = np.where(groups["flights"] >= FEW, colour, "white")
    axes.plot(groups[across], groups[height], ls=line, color=colour, linewidth=1.2)
    axes.plot([], [], marker, ls=line, color=colour, markersize=5, label=label)
    outline: dict[str, Any] = {"edgecolors": colour, "marker": marker, "clip_on": False}
    axes.scatter(groups[across], groups[height], s=26, c=faces, zorder=3, **outline)


def luck(gains: "pd.Series[float]") -> float:
    """Return how often luck would move the mean as far, were each month's sign a coin's toss.

    With five months or fewer it is never below 0.05: they are too few to be sure by.

    Examples
    --------
    >>> luck(pd.Series([0.01, 0.02, 0.03]))
    0.25
    """
    signs = np.array(list(product((-1, 1), repeat=len(gains))))
    return float(np.mean(np.abs(signs @ gains.to_numpy()) >= abs(gains.sum()) - 1e-12))


def _season_verdict(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Say whether the season table paid: for sure only where gap and log-loss bear it out."""
    first, last = (f"{mean_gap(months, weighted=False):.1f}" for months in (before, after))
    if first == last:
        return f"The season table changed little: mean gap {last} points before it and after"
    gains = _gains(before, after)
    narrower = gains.sum() > 0
    better = after["log_loss"].mean() < before["log_loss"].mean()
    if luck(gains) < UNSURE and narrower == better:
        verdict = "paid" if narrower else "did harm"
    else:
        verdict = "may have paid" if narrower else "may have done harm"
    return f"The season table {verdict}: mean gap {first} points before it, {last} after"


def _gains(before: pd.DataFrame, after: pd.DataFrame) -> "pd.Series[float]":
    """Return by how much each month's gap is narrower after than before."""
    return before["gap"].abs() - after["gap"].abs()


def _found(skill: dict[str, float]) -> str:
    """Say how far a log-loss is below the reference's, as far as its interval allows."""
    if skill["low"] <= 0 <= skill["high"]:
        return "level"
    return f"{abs(skill['value']):.1%} {'below' if skill['value'] > 0 else 'above'}"


def _flights_tested(study: Study) -> str:
    months = reliability(study, "full", "month")
    span = canvas.months_in_words(months["month"].iloc[0], months["month"].iloc[-1])
    return f"{months['flights'].sum():,} flights of {span}"


def _name_months(axes: Axes, months: Sequence[int]) -> None:
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
    canvas.name_rows(axes, list(STATES.values()))
    axes.set_ylim(len(STATES) - 0.5, -0.5)
    axes.set_title("all months: below each\nclimatology's, %")


def _by_hour(axes: Axes, hours: pd.DataFrame) -> None:
    for name, look in (("frequency", HAPPENED), ("chance", CHANCE)):
        dots(axes, hours, "hour", name, look)
    axes.set_title("by hour of departure, local time")
    axes.xaxis.set_major_locator(MultipleLocator(3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _: f"{hour:.0f}:00"))
    axes.set_xlim(hours["hour"].iloc[0] - 0.7, hours["hour"].iloc[-1] + 0.7)
    axes.set_ylim(bottom=0)
    canvas.in_per_cent(axes.yaxis)


def _by_carrier(axes: Axes, carriers: pd.DataFrame) -> None:
    carriers = carriers.rename_axis("row").reset_index()
    ends = carriers["frequency"], carriers["chance"]
    axes.hlines(carriers["row"], *ends, color=GREY, linewidth=1.2)
    for name, look in (("frequency", HAPPENED), ("chance", CHANCE)):
        dots(axes, carriers, name, "row", look, joined=False)
    axes.set_title("by airline")
    axes.set_yticks(carriers["row"], carriers["carrier"])
    axes.set_ylim(-0.5, len(carriers) - 0.5)
    axes.tick_params(axis="y", length=0, pad=8)  # a dot at 0 reaches out of the axes
    axes.set_xlim(left=0)
    canvas.in_per_cent(axes.xaxis)
