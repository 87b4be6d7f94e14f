"""Figures of importance: bars for what shuffling costs, curves, and swarms of Shapley values."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator, PercentFormatter
from numpy.typing import NDArray

from pushback.explanation import GROUPS
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION
from training.studies.importance import GROUP_OF, Dependence, Importance, Rise

SHOWN = 15
"""Features that the figure of permutation importance has room for."""
SWARM_BINS, SWARM_HEIGHT = 80, 0.8
COLOURS = {
    "airline": ORANGE,
    "route": SKY,
    "day": GREEN,
    "departure_time": VERMILION,
    "weather": BLUE,
}
QUANTITIES = {
    "departure_minute": ("time of departure", "scheduled departure, local time"),
    "wind_speed_kmh": ("wind", "wind speed, km/h"),
    "visibility_km": ("visibility", "visibility, km"),
}
Values = NDArray[np.float64]


def permutation_figure(found: Importance) -> bytes:
    """Draw the rise of log-loss for each group, and for the features that matter most."""
    groups, features = _largest_first(found.groups), _largest_first(found.features)[:SHOWN]

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
        _bars(left, groups, [rise.name for rise in groups])
        _bars(right, features, [GROUP_OF[rise.name] for rise in features])
        left.set_title("all features of a group shuffled together")
        right.set_title(f"one feature shuffled: the first {len(features)} of {len(GROUP_OF)}")
        left.set_yticks(range(len(groups)), [_words(rise.name) for rise in groups])

    headline = f"Without {_first(groups)} the model would lose most"
    about = f"{_about(found.flights, found)}; whiskers: 95 % interval over days"
    return canvas.draw_svg((10, 5), headline, about, draw)


def partial_figure(found: Importance) -> bytes:
    """Draw the chance of late against each feature: the means, and single flights."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(found.dependences), sharey=True)
        for panel, one in zip(panels, found.dependences, strict=True):
            _curves(panel, one)
        panels[0].set_ylabel("chance of late")
        canvas.in_per_cent(panels[0].yaxis)
        panels[0].set_ylim(bottom=0)
        canvas.legend_below(figure, panels[-1], 4)

    steepest = max(found.dependences, key=lambda one: np.ptp(one.late))
    low, high = steepest.late.min(), steepest.late.max()
    headline = (
        f"Of the three, {QUANTITIES[steepest.feature][0]} moves the chance of late most:"
        f" from {low:.0%} to {high:.0%} on average"
    )
    return canvas.draw_svg((10, 4.8), headline, _about(steepest.flights, found), draw)


def shapley_figure(found: Importance) -> bytes:
    """Draw each flight's Shapley values as a swarm for each group."""
    effects = pd.DataFrame(100 * found.shares.effects, columns=[_words(name) for name in GROUPS])
    size = effects.abs().mean().sort_values()

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
        _swarms(figure, axes, effects[size.index].to_numpy(), found.shares.late)
        canvas.name_rows(
            axes, [f"{name}\nmean size {points:.1f} points" for name, points in size.items()]
        )
        axes.set_xlabel("effect on the chance of late, in percentage points")

    first, second = size.index[:-3:-1]
    headline = f"{first.capitalize()} and {second} move single predictions most"
    about = (
        f"Shapley values of {len(effects)} flights of {_months(*found.tested_on)}, a dot each:"
        f" from the usual {found.shares.base:.0%} they add up to the flight's own chance"
    )
    return canvas.draw_svg((10, 5), headline, about, draw)


def _bars(axes: Axes, rises: Sequence[Rise], groups: Sequence[str]) -> None:
    """Draw a bar for each rise, in the colour of its group."""
    colours = [COLOURS[group] for group in groups]
    canvas.bars(axes, [one.rise for one in rises], colours, elinewidth=1, capsize=2)
    canvas.name_rows(axes, [one.name for one in rises])
    axes.invert_yaxis()
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlabel("rise of log-loss, nats a flight")


def _curves(axes: Axes, one: Dependence) -> None:
    axes.plot(one.values, one.single.T, color=GREY, linewidth=0.5, alpha=0.7)
    axes.lines[0].set_label(f"{len(one.single)} single flights")
    axes.plot(one.values, one.late, color=BLUE, linewidth=2.5, label="mean over flights")
    if one.together is not None:
        dashes: dict[str, Any] = {"color": VERMILION, "linestyle": (0, (3, 1))}
        label = "mean, the same in the hours around and all day"
        axes.plot(one.values, one.together, linewidth=2.5, label=label, **dashes)
    axes.plot(one.deciles, np.zeros(9), "|", color=INK, markersize=10, label="deciles of flights")
    axes.set_xlabel(QUANTITIES[one.feature][1])
    if one.feature.endswith("minute"):
        axes.xaxis.set_major_locator(MultipleLocator(240))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda minute, _: f"{minute // 60:.0f}:00"))


def _swarms(figure: Figure, axes: Axes, effects: Values, late: Values) -> None:
    """Draw a swarm for each column, dots shaded by the flight's chance of late."""
    edges = np.linspace(effects.min(), effects.max(), SWARM_BINS)
    bins = [pd.Series(np.digitize(column, edges)) for column in effects.T]
    fullest = max(place.value_counts().max() for place in bins)
    shade: dict[str, Any] = {"c": late, "cmap": "cividis_r", "norm": Normalize(0, late.max())}
    for row, (column, place) in enumerate(zip(effects.T, bins, strict=True)):
        steps = place.groupby(place).cumcount()
        aside = np.where(steps % 2, (steps + 1) / 2, -steps / 2)  # 0, 1, -1, 2, -2, ...
        height = row + SWARM_HEIGHT * aside / fullest
        dots = axes.scatter(column, height, s=16, linewidths=0, **shade)
    bar = figure.colorbar(dots, ax=axes, format=PercentFormatter(1, 0), pad=0.02)
    bar.set_label("the flight's chance of late")
    bar.outline.set_visible(False)


def _largest_first(rises: list[Rise]) -> list[Rise]:
    return sorted(rises, key=lambda one: one.rise.value, reverse=True)


def _first(rises: Sequence[Rise]) -> str:
    """Name the largest, and the next one too where days could put it first."""
    first, second = rises[:2]
    names = f"{_words(first.name)} or {_words(second.name)}"
    return _words(first.name) if first.rise.low > second.rise.high else names


def _words(name: str) -> str:
    return name.replace("_", " ")


def _about(flights: int, found: Importance) -> str:
    return (
        f"{flights:,} flights of {_months(*found.tested_on)}, all weather known;"
        f" model fitted on flights to {_months(found.trained_to, found.trained_to)}"
    )


def _months(first: str, last: str) -> str:
    """Return months of one year, written like 2023-07, in words."""
    year, month = last.split("-")
    return f"{canvas.months_in_words(int(first.split('-')[1]), int(month))} {year}"
