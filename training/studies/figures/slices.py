"""Figures of slices: chance and frequency of late by month, by hour and by airline."""

from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator, PercentFormatter

from training.evaluation.titles import UNSEASONED
from training.studies.figures.canvas import BLUE, GREY, INK, ORANGE, draw_svg
from training.studies.figures.evaluation import (
    HOLLOW,
    WIDTH,
    Floats,
    Look,
    Records,
    Study,
    about_flights,
    column,
    dots,
    gaps,
    mean_gap,
    month_axis,
)

UNSURE = 0.05
"""From this probability on, luck may explain what the season table changes."""
HAPPENED: Look = ("frequency: what happened", INK, "D")
CHANCE: Look = ("mean chance of late", BLUE, "o")
BEFORE: Look = ("chance before the season table", ORANGE, "s")
AFTER: Look = ("chance after it", BLUE, "o")


def seasons_figure(study: Study) -> bytes:
    """Draw each month's chance before and after the season table beside what happened."""
    before, after = (study["reliability"][system]["month"] for system in (UNSEASONED, "full"))
    at = column(after, "month")

    def draw(figure: Figure) -> None:
        above, below = figure.subplots(2, 1, sharex=True)
        dots(above, at, column(after, "frequency"), after, HAPPENED)
        for months, look in ((before, BEFORE), (after, AFTER)):
            dots(above, at, column(months, "chance"), months, look, joined=False)
            dots(below, at, 100 * gaps(months), months, look, joined=False)
        below.vlines(at, 100 * gaps(before), 100 * gaps(after), color=GREY, linewidth=2)
        below.axhline(0, color=INK, linewidth=1.2, zorder=0)
        above.set_title("chance and frequency of late")
        below.set_title("gap: chance minus frequency, points")
        above.set_ylim(0, 1.05 * above.get_ylim()[1])
        above.yaxis.set_major_formatter(PercentFormatter(1, 0))
        month_axis(below, [one["month"] for one in after])
        figure.legend(*above.get_legend_handles_labels(), loc="outside lower center", ncols=3)

    gains = _gains(before, after)
    about = (
        f"{about_flights(study)}; months nearer: {np.sum(gains > 0)} of {len(gains)} (sign-flip"
        f" p = {luck(gains):.2f}); log-loss {_loss(before):.3f} before, {_loss(after):.3f} after"
    )
    return draw_svg((WIDTH, 5.6), _verdict(before, after), about, draw)


def slices_figure(study: Study) -> bytes:
    """Draw chance and frequency of late by hour of departure and by airline, all weather."""
    hours, carriers = (study["reliability"]["full"][by] for by in ("hour", "carrier"))

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        _by_hour(left, hours)
        _by_carrier(right, sorted(carriers, key=lambda one: (one["frequency"], one["carrier"])))
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2)

    by_hour, by_carrier = (mean_gap(records, weighted=True) for records in (hours, carriers))
    headline = (
        f"With all weather, chances are {by_hour:.1f} points off by hour,"
        f" {by_carrier:.1f} by airline"
    )
    about = f"{about_flights(study)}; means over flights; weather as observed; {HOLLOW}"
    return draw_svg((WIDTH, 5), headline, about, draw)


def luck(gains: Floats) -> float:
    """Return how often luck would move the mean as far, were each month's sign a coin's toss.

    With five months or fewer it is never below 0.05: they are too few to be sure by.

    Examples
    --------
    >>> luck(np.array([0.01, 0.02, 0.03]))
    0.25
    """
    signs = np.array(list(product((-1, 1), repeat=len(gains))))
    return float(np.mean(np.abs(signs @ gains) >= abs(gains.sum()) - 1e-12))


def _verdict(before: Records, after: Records) -> str:
    """Say whether the season table paid: for sure only where gap and log-loss bear it out."""
    first, last = (f"{mean_gap(months, weighted=False):.1f}" for months in (before, after))
    if first == last:
        return f"The season table changed little: mean gap {last} points before it and after"
    gains = _gains(before, after)
    narrower, better = gains.sum() > 0, _loss(after) < _loss(before)
    if luck(gains) < UNSURE and narrower == better:
        verdict = "paid" if narrower else "did harm"
    else:
        verdict = "may have paid" if narrower else "may have done harm"
    return f"The season table {verdict}: mean gap {first} points before it, {last} after"


def _gains(before: Records, after: Records) -> Floats:
    """Return by how much each month's gap is narrower after than before."""
    return np.asarray(np.abs(gaps(before)) - np.abs(gaps(after)))


def _loss(months: Records) -> float:
    return float(column(months, "log_loss").mean())


def _by_hour(axes: Axes, hours: Records) -> None:
    at = column(hours, "hour")
    dots(axes, at, column(hours, "frequency"), hours, HAPPENED)
    dots(axes, at, column(hours, "chance"), hours, CHANCE)
    axes.set_title("by hour of departure, local time")
    axes.xaxis.set_major_locator(MultipleLocator(3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _: f"{hour:.0f}:00"))
    axes.set_xlim(at[0] - 0.7, at[-1] + 0.7)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))


def _by_carrier(axes: Axes, carriers: Records) -> None:
    rows = np.arange(len(carriers), dtype=np.float64)
    frequency, chance = (column(carriers, name) for name in ("frequency", "chance"))
    axes.hlines(rows, frequency, chance, color=GREY, linewidth=1.2)
    dots(axes, frequency, rows, carriers, HAPPENED, joined=False)
    dots(axes, chance, rows, carriers, CHANCE, joined=False)
    axes.set_title("by airline")
    axes.set_yticks(rows, [one["carrier"] for one in carriers])
    axes.set_ylim(-0.5, len(carriers) - 0.5)
    axes.tick_params(axis="y", length=0, pad=8)  # a dot at 0 reaches out of the axes
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
