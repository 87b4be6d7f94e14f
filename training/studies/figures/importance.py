"""Figures of importance: what shuffling costs, the chance by feature, and Shapley values."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from pushback.explanation import GROUPS
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, INK, VERMILION, Looks
from training.studies.importance import GROUP_OF, Dependence, Importance

SHOWN = 15
"""Features that the figure of permutation importance has room for."""
RISE: Looks = {"rise": ("", BLUE, "o")}
QUANTITIES = {
    "departure_minute": "scheduled departure, local hour",
    "wind_speed_kmh": "wind speed, km/h",
    "visibility_km": "visibility, km",
}
MEANS: Looks = {
    "late": ("mean over flights", BLUE, "o-"),
    "together": ("mean, the same in the hours around and all day", VERMILION, "^-"),
}


def permutation_figure(found: Importance) -> bytes:
    """Draw the rise of log-loss for each group, and for the features that matter most."""
    groups, features = (
        sorted(rises, key=lambda one: one.rise.value, reverse=True)
        for rises in (found.groups, found.features)
    )

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, 2)
        for axes, rises in zip(panels, (groups, features[:SHOWN]), strict=True):
            rows = {_titled(one.name): {"rise": one.rise} for one in rises}
            canvas.intervals(axes, rows, RISE, xlabel="rise of log-loss, nats a flight")
        panels[0].set_title("all features of a group shuffled together")
        panels[1].set_title(f"one feature shuffled: the first of {len(features)}")

    first, second = (f"{_words(one.name)} ({one.rise.value:+.3f})" for one in groups[:2])
    headline = f"Log-loss rises most without {first}, then without {second}"
    about = f"{_flights(found, found.flights)}; {canvas.INTERVALS}"
    return canvas.draw_svg((11, 4.5), headline, about, draw)


def partial_figure(found: Importance) -> bytes:
    """Draw the chance of late against each feature: the means, and single flights."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(found.dependences), sharey=True)
        for axes, one in zip(panels, found.dependences, strict=True):
            _draw_dependence(axes, one)
        panels[0].set(ylabel="chance of late", ylim=(0, None))
        canvas.in_per_cent(panels[0].yaxis)

    steepest = max(found.dependences, key=lambda one: np.ptp(one.late))
    low, high = steepest.late.min(), steepest.late.max()
    headline = f"Mean chance of late by {_words(steepest.feature)}: {low:.0%} to {high:.0%}"
    about = f"{_flights(found, steepest.flights)}"
    return canvas.draw_svg((11, 4), headline, about, draw)


def shapley_figure(found: Importance) -> bytes:
    """Draw each flight's Shapley values as dots in a row for each group."""
    effects = pd.DataFrame(100 * found.shares.effects, columns=[_words(name) for name in GROUPS])
    sizes = effects.abs().mean().sort_values()
    aside = np.random.default_rng(0).uniform(-0.3, 0.3, len(effects))

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        shade: dict[str, Any] = {"c": found.shares.late, "cmap": "cividis_r", "s": 14}
        for row, name in enumerate(sizes.index):
            dots = axes.scatter(effects[name], row + aside, **shade)
        axes.axvline(0, color=GREY, zorder=0)
        axes.set_yticks(range(len(sizes)), sizes.index + "\n" + sizes.map("{:.1f} points".format))
        axes.set_xlabel("effect on the chance of late, percentage points")
        figure.colorbar(dots, label="the flight's chance of late", format=PercentFormatter(1, 0))

    second, first = sizes.index[-2:]
    headline = f"{first} and {second} move single predictions most".capitalize()
    about = (
        f"{_flights(found, len(effects))}; on the left: mean size;"
        f" from the usual {found.shares.base:.0%} a flight's effects add up to its chance"
    )
    return canvas.draw_svg((11, 5), headline, about, draw)


def _draw_dependence(axes: Axes, one: Dependence) -> None:
    scale = 60 if one.feature.endswith("minute") else 1
    values = one.values / scale  # noqa: PD011 - an array
    axes.plot(values, one.single.T, color=GREY, linewidth=0.5, alpha=0.7)
    means = {"late": one.late, "together": one.together}
    table = pd.DataFrame(means, values).dropna(axis="columns")
    canvas.lines(axes, table, MEANS, xlabel=QUANTITIES[one.feature])
    axes.plot(
        one.deciles / scale,
        np.zeros(9),
        "|",
        markersize=14,
        color=INK,
        label="deciles of the flights",
    )
    axes.lines[0].set_label("single flights")


def _titled(name: str) -> str:
    """Return the name of a group in words, and a feature's with its group's."""
    return f"{name} ({_words(GROUP_OF[name])})" if name in GROUP_OF else _words(name)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _flights(found: Importance, flights: int) -> str:
    first, last = found.tested_on
    return f"{flights:,} flights of {first} to {last} (fitted on those to {found.trained_to})"
