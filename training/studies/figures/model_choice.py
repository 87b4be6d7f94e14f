"""Figures of how the model was chosen: ablation, selection of features, and curves."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.studies.ablation import Variation
from training.studies.curves import Curves, Point
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, ORANGE, SKY, VERMILION, Looks
from training.studies.selection import Judged, Selection

RISE = "rise of log-loss, nats a flight"
STATES: Looks = {
    "full": ("all weather", BLUE, "o"),
    "forecast": ("forecast weather", ORANGE, "s"),
    "none": ("no weather", VERMILION, "^"),
}
FEW = 10
"""Points, each a multiple of the one before, that are drawn on a logarithmic axis."""
SHUFFLED: Looks = {"shuffled": ("", BLUE, "o")}
LOSSES: Looks = {
    "test_none": ("test months, no weather", SKY, "^:"),
    "test": ("test months, weather as for fitting", BLUE, "o-"),
    "test_full": ("test months, all weather", SKY, "s--"),
    "left_out": ("days left out of the fit", VERMILION, "D-"),
    "fitted": ("flights fitted on", ORANGE, "v-"),
}


def ablation_figure(found: Sequence[Variation], share: float) -> bytes:
    """Draw each variation's rise of log-loss in each weather state, with its interval.

    Parameters
    ----------
    found
        The model first, as `training.studies.ablation.ablate` returns them.
    share
        Share of the training flights that all were fitted on.
    """
    varied = {one.name: one.rise for one in found[1:]}

    def draw(figure: Figure) -> None:
        canvas.intervals(figure.subplots(), varied, STATES, xlabel=RISE)

    worse = sum(rise["full"].is_above_zero for rise in varied.values())
    headline = f"Of {len(varied)} variations {worse} are worse for sure, {_better(found)} better"
    about = (
        f"fitted on {share:.0%} of the flights, tested on April to September; {canvas.INTERVALS}"
    )
    return canvas.draw_svg((9, 0.5 * len(varied)), headline, about, draw)


def selection_figure(found: Selection) -> bytes:
    """Draw the features by importance, and the selections' rise of log-loss on both spans."""
    (judged_on, _), (unseen, scored) = found.months.items()

    def draw(figure: Figure) -> None:
        panels = figure.subplot_mosaic([["features", span] for span in found.months])
        panels[judged_on].sharex(panels[unseen])
        panels[unseen].locator_params(axis="x", nbins=4)
        rises = {_titled(one): {"shuffled": one.rise} for one in found.judged}
        canvas.intervals(panels["features"], rises, SHUFFLED, xlabel=f"when shuffled: {RISE}")
        panels["features"].tick_params(axis="y", labelsize=7)
        for span, selections in found.months.items():
            varied = {one.name: one.rise for one in selections[1:]}
            canvas.intervals(panels[span], varied, STATES, title=f"months {span}", xlabel=RISE)

    gone = sum(one.is_twin or one.is_idle for one in found.judged)
    headline = (
        f"{gone} of {len(found.judged)} features could go; {_better(scored)} of the"
        f" {len(scored) - 1} selections are better for sure on months {unseen}"
    )
    fitted = f"judged on months {judged_on}; fitted on {found.share:.0%} of the flights"
    about = f"{fitted}; {canvas.INTERVALS}"
    return canvas.draw_svg((12, 9), headline, about, draw)


def curves_figure(found: Curves) -> bytes:
    """Draw the two learning curves above the two validation curves."""

    def draw(figure: Figure) -> None:
        (flights, days), (rounds, leaf) = figure.subplots(2, 2, sharey=True)
        _draw_losses(flights, found.by_flights, "share of the flights, drawn at random")
        _draw_losses(days, found.by_days, "share of the days, drawn whole")
        _draw_losses(rounds, found.by_rounds, "rounds of boosting; grey: as released")
        _draw_losses(leaf, found.by_leaf, "flights a leaf needs; grey: as released")
        rounds.axvline(found.released["max_iter"], color=GREY)
        leaf.axvline(found.released["min_samples_leaf"], color=GREY)
        leaf.invert_xaxis()

    months = ", ".join(canvas.months_in_words(month, month) for month in found.months)
    over, drift = found.evidence.over_fit, found.evidence.drift
    about = (
        f"{found.test_flights:,} test flights of {months}; rounds and leaves at {found.share:.0%}"
        f" of the flights; over-fit {over:+.4f}, drift {drift:+.4f}"
    )
    return canvas.draw_svg((10, 7), f"The model {found.evidence.verdict}", about, draw)


def _draw_losses(axes: Axes, points: Sequence[Point], label: str) -> None:
    losses = pd.DataFrame(map(asdict, points)).set_index("at").dropna(axis="columns")
    canvas.lines(axes, losses, LOSSES, xlabel=label, ylabel="log-loss, nats a flight")
    if len(points) < FEW:
        axes.set_xscale("log")
        axes.set_xticks(losses.index, [f"{at:,g}" for at in losses.index])
        axes.minorticks_off()


def _better(found: Sequence[Variation]) -> int:
    """Count the variations that lower the log-loss with all weather for sure."""
    return sum(one.rise["full"].is_below_zero for one in found)


def _titled(one: Judged) -> str:
    """Say why a feature could go."""
    if one.is_twin:
        return f"{one.name} (twin of {one.twin})"
    return f"{one.name} (idle)" if one.is_idle else one.name
