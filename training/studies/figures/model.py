"""Figures of the model: its ablation, selection of features, curves, and their importance.

Each draws what the study of its name in `training.studies` returns.
"""

import calendar
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from pushback.explanation import GROUPS
from training.evaluation.bootstrap import Estimate
from training.studies.ablation import Variation
from training.studies.curves import Point
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, INK, ORANGE, SKY, STATES, VERMILION, Looks
from training.studies.importance import GROUP_OF, Dependence, Importance
from training.studies.selection import Feature

RISE = "rise of log-loss, nats a flight"
FEW = 10
"""Points, each a multiple of the one before, that are drawn on a logarithmic axis."""
SHUFFLED: Looks = {"rise": ("", BLUE, "o")}
LOSSES: Looks = {
    "test_none": ("test months, no weather", SKY, "^:"),
    "test": ("test months, weather as for fitting", BLUE, "o-"),
    "test_full": ("test months, all weather", SKY, "s--"),
    "left_out": ("days left out of the fit", VERMILION, "D-"),
    "fitted": ("flights fitted on", ORANGE, "v-"),
}
SHOWN = 15
"""Features that the figure of permutation importance has room for."""
QUANTITIES = {
    "departure_minute": "scheduled departure, local hour",
    "wind_speed_kmh": "wind speed, km/h",
    "visibility_km": "visibility, km",
}
MEANS: Looks = {
    "late": ("mean over flights", BLUE, "o-"),
    "together": ("mean, the same in the hours around and all day", VERMILION, "^-"),
}


def ablation_figure(found: Sequence[Variation], share: float) -> bytes:
    """Draw each variation's rise of log-loss in each weather state, with its interval.

    The first of those found is the model; all were fitted on a share of the training flights.
    """
    varied = {one.name: one.rise for one in found[1:]}
    with canvas.styled_figure(0.5 * len(varied)) as figure:
        canvas.intervals(figure.subplots(), varied, STATES, xlabel=RISE)
    worse = sum(rise["full"].is_above_zero for rise in varied.values())
    headline = f"Of {len(varied)} variations {worse} are worse for sure, {_better(found)} better"
    about = (
        f"fitted on {share:.0%} of the flights, tested on April to September; {canvas.INTERVALS}"
    )
    return canvas.as_svg(figure, headline, about)


def selection_figure(study: dict[str, Any]) -> bytes:
    """Draw the features by importance, and the selections' rise of log-loss on both spans."""
    features, months = study["features"], study["months"]
    (judged_on, _), (unseen, scored) = months.items()
    with canvas.styled_figure(9, width=12) as figure:
        panels = figure.subplot_mosaic([["features", span] for span in months])
        panels[judged_on].sharex(panels[unseen])
        panels[unseen].locator_params(axis="x", nbins=4)
        rises = {_why_it_could_go(one): {"rise": one["rise"]} for one in features}
        canvas.intervals(panels["features"], rises, SHUFFLED, xlabel=f"when shuffled: {RISE}")
        panels["features"].tick_params(axis="y", labelsize=7)
        for span, selections in months.items():
            varied = {one.name: one.rise for one in selections[1:]}
            canvas.intervals(panels[span], varied, STATES, title=f"months {span}", xlabel=RISE)
    gone = sum(one["is_twin"] or one["is_idle"] for one in features)
    headline = (
        f"{gone} of {len(features)} features could go; {_better(scored)} of the"
        f" {len(scored) - 1} selections are better for sure on months {unseen}"
    )
    fitted = f"judged on months {judged_on}; fitted on {study['share']:.0%} of the flights"
    return canvas.as_svg(figure, headline, f"{fitted}; {canvas.INTERVALS}")


def curves_figure(study: dict[str, Any]) -> bytes:
    """Draw the two learning curves above the two validation curves."""
    with canvas.styled_figure(7, width=10) as figure:
        (flights, days), (rounds, leaf) = figure.subplots(2, 2, sharey=True)
        _draw_losses(flights, study["by_flights"], "share of the flights, drawn at random")
        _draw_losses(days, study["by_days"], "share of the days, drawn whole")
        _draw_losses(rounds, study["by_rounds"], "rounds of boosting; grey: as released")
        _draw_losses(leaf, study["by_leaf"], "flights a leaf needs; grey: as released")
        rounds.axvline(study["released"]["max_iter"], color=GREY)
        leaf.axvline(study["released"]["min_samples_leaf"], color=GREY)
        leaf.invert_xaxis()
    months = ", ".join(calendar.month_name[month] for month in study["months"])
    optimism, drift = Estimate(**study["evidence"]["optimism"]), study["evidence"]["drift"]
    about = (
        f"{study['test_flights']:,} test flights of {months}; rounds and leaves at"
        f" {study['share']:.0%} of the flights; optimism {optimism:+.4f}, drift {drift:+.4f}"
    )
    return canvas.as_svg(figure, f"The model {study['verdict']}", about)


def permutation_figure(found: Importance) -> bytes:
    """Draw the rise of log-loss for each group, and for the features that matter most."""
    groups, features = (
        sorted(rises, key=lambda one: one.rise.value, reverse=True)
        for rises in (found.groups, found.features)
    )
    with canvas.styled_figure(4.5, width=11) as figure:
        panels = figure.subplots(1, 2)
        for axes, rises in zip(panels, (groups, features[:SHOWN]), strict=True):
            rows = {_in_words(one.name): {"rise": one.rise} for one in rises}
            canvas.intervals(axes, rows, SHUFFLED, xlabel=RISE)
        panels[0].set_title("all features of a group shuffled together")
        panels[1].set_title(f"one feature shuffled: the first of {len(features)}")
    first, second = (f"{_words(one.name)} ({one.rise.value:+.3f})" for one in groups[:2])
    headline = f"Log-loss rises most without {first}, then without {second}"
    return canvas.as_svg(figure, headline, f"{_flights(found, found.flights)}; {canvas.INTERVALS}")


def partial_figure(found: Importance) -> bytes:
    """Draw the chance of late against each feature: the means, and single flights."""
    with canvas.styled_figure(4, width=11) as figure:
        panels = figure.subplots(1, len(found.dependences), sharey=True)
        for axes, one in zip(panels, found.dependences, strict=True):
            _draw_dependence(axes, one)
        panels[0].set(ylabel="chance of late", ylim=(0, None))
        canvas.in_per_cent(panels[0].yaxis)
    steepest = max(found.dependences, key=lambda one: np.ptp(one.late))
    low, high = steepest.late.min(), steepest.late.max()
    headline = f"Mean chance of late by {_words(steepest.feature)}: {low:.0%} to {high:.0%}"
    return canvas.as_svg(figure, headline, _flights(found, steepest.flights))


def shapley_figure(found: Importance) -> bytes:
    """Draw each flight's Shapley values as dots in a row for each group."""
    effects = pd.DataFrame(100 * found.shares.effects, columns=[_words(name) for name in GROUPS])
    sizes = effects.abs().mean().sort_values()
    aside = np.random.default_rng(0).uniform(-0.3, 0.3, len(effects))
    with canvas.styled_figure(5, width=11) as figure:
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
    return canvas.as_svg(figure, headline, about)


def _draw_losses(axes: Axes, points: Sequence[Point], label: str) -> None:
    losses = pd.DataFrame(points, dtype=float).set_index("at").dropna(axis="columns")
    canvas.lines(axes, losses, LOSSES, xlabel=label, ylabel="log-loss, nats a flight")
    if len(points) < FEW:
        axes.set_xscale("log")
        axes.set_xticks(losses.index, [f"{at:,g}" for at in losses.index])
        axes.minorticks_off()


def _better(found: Sequence[Variation]) -> int:
    """Count the variations that lower the log-loss with all weather for sure."""
    return sum(one.rise["full"].is_below_zero for one in found)


def _why_it_could_go(one: Feature) -> str:
    if one["is_twin"]:
        return f"{one['name']} (twin of {one['twin']})"
    return f"{one['name']} (idle)" if one["is_idle"] else str(one["name"])


def _draw_dependence(axes: Axes, one: Dependence) -> None:
    scale = 60 if one.feature.endswith("minute") else 1
    values = one.values / scale  # noqa: PD011 - an array
    axes.plot(values, one.single.T, color=GREY, linewidth=0.5, alpha=0.7)
    means = {"late": one.late, "together": one.together}
    table = pd.DataFrame(means, values).dropna(axis="columns")
    canvas.lines(axes, table, MEANS, xlabel=QUANTITIES[one.feature])
    look: dict[str, Any] = {"markersize": 14, "color": INK, "label": "deciles of the flights"}
    axes.plot(one.deciles / scale, np.zeros(9), "|", **look)
    axes.lines[0].set_label("single flights")


def _in_words(name: str) -> str:
    """Return the name of a group in words, and a feature's with its group's."""
    return f"{name} ({_words(GROUP_OF[name])})" if name in GROUP_OF else _words(name)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _flights(found: Importance, flights: int) -> str:
    first, last = found.tested_on
    return f"{flights:,} flights of {first} to {last} (fitted on those to {found.trained_to})"
