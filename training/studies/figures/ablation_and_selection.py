"""Figures of ablation and selection: how far varied models lie above or below the model."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from training.studies.ablation import Variation
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, ORANGE, SKY, VERMILION
from training.studies.selection import TWINS, Judged, Selection

STATES = {
    "full": ("all weather", BLUE),
    "forecast": ("forecast weather", ORANGE),
    "none": ("no weather", VERMILION),
}
APART = 0.22
"""Between the states of one variation; variations are 1 apart."""
KEPT, TWIN, IDLE = "stays", f"has a twin (rank correlation {TWINS:g})", "idle (no rise)"
COLOURS = {KEPT: BLUE, TWIN: SKY, IDLE: ORANGE}


def ablation_figure(found: Sequence[Variation], share: float) -> bytes:
    """Draw each variation's rise of log-loss in each weather state, with its interval.

    Parameters
    ----------
    found
        The model first, as `training.studies.ablation.ablate` returns them.
    share
        Share of the training flights that all were fitted on.
    """
    varied = found[1:]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        _forest(axes, varied)
        canvas.legend_below(figure, axes, 3)

    worse = sum(one.rise["full"].low > 0 for one in varied)
    better = sum(_is_better(one) for one in varied)
    headline = (
        f"Of {len(varied)} variations {worse} are worse for sure with all weather, {better} better"
    )
    about = (
        "right of 0: worse than the model; bars: 95 % interval over days;"
        f" fitted on {share:.0%} of the flights, tested on April to September"
    )
    return canvas.draw_svg((9, 1.8 + 0.42 * len(varied)), headline, about, draw)


def selection_figure(found: Selection) -> bytes:
    """Draw the features by importance, and the selections' rise of log-loss on both spans."""

    def draw(figure: Figure) -> None:
        halves = figure.add_gridspec(1, 2)
        _features(figure.add_subplot(halves[0]), found.judged)
        rows = halves[1].subgridspec(len(found.months), 1)
        shared: Axes | None = None
        for row, (months, scored) in enumerate(found.months.items()):
            axes = figure.add_subplot(rows[row], sharex=shared)
            _forest(axes, scored[1:])
            axes.set_title(f"the model without some, months {months}")
            shared = axes
        assert shared is not None  # noqa: S101 - there are two spans
        figure.legend(*shared.get_legend_handles_labels(), loc="outside lower right", ncols=3)

    gone = sum(one.is_twin or one.is_idle for one in found.judged)
    judged_on, _ = found.months
    about = (
        f"{gone} of {len(found.judged)} features could go, judged on months {judged_on};"
        f" fitted on {found.share:.0%} of the flights; bars: 95 % interval over days"
    )
    return canvas.draw_svg((12, 10), _selection_headline(found), about, draw)


def _forest(axes: Axes, varied: Sequence[Variation]) -> None:
    """Draw a line for each variation, a dot with its interval for each weather state."""
    for at, (state, (title, colour)) in enumerate(STATES.items()):
        rises = [one.rise[state] for one in varied]
        values = [rise.value for rise in rises]
        rows = np.arange(len(rises)) + (at - 1) * APART
        look: dict[str, Any] = {"fmt": "o", "markersize": 4, "color": colour, "elinewidth": 1.2}
        axes.errorbar(values, rows, xerr=canvas.reach(rises), label=title, **look)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    canvas.name_rows(axes, [one.name for one in varied])
    axes.invert_yaxis()
    axes.set_xlabel("rise of log-loss, nats a flight")


def _features(axes: Axes, judged: Sequence[Judged]) -> None:
    colours = [COLOURS[_verdict(one)] for one in judged]
    canvas.bars(axes, [one.rise for one in judged], colours, elinewidth=0.8)
    axes.set_yticks(range(len(judged)), [one.name for one in judged], fontsize=7)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(judged) - 0.5, -0.5)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlabel("rise of log-loss when shuffled, nats a flight")
    handles = [Patch(color=colour, label=title) for title, colour in COLOURS.items()]
    axes.legend(handles=handles, loc="lower right")


def _verdict(one: Judged) -> str:
    if one.is_idle:
        return IDLE
    return TWIN if one.is_twin else KEPT


def _selection_headline(found: Selection) -> str:
    """Say whether a selection is better on the months that had no say in choosing it."""
    unseen = list(found.months.values())[-1][1:]
    better = [one for one in unseen if _is_better(one)]
    if not better:
        return "No selection beats the model for sure on the months that had no say in it"
    best = min(better, key=lambda one: one.rise["full"].value)
    return f"On the months that had no say in it the model {best.name} is better"


def _is_better(one: Variation) -> bool:
    """Whether a variation lowers the log-loss with all weather for sure."""
    return one.rise["full"].high < 0
