"""Figure of curves: log-loss by flights and days fitted on, by rounds and by leaf size."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from training.studies.curves import Curves, Point
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, ORANGE, SKY, VERMILION

LINES = {
    "test_none": ("test months, no weather", SKY, ":"),
    "test": ("test months, weather as for fitting", BLUE, "-"),
    "test_full": ("test months, all weather", SKY, "--"),
    "left_out": ("days left out of the fit", VERMILION, "-"),
    "fitted": ("flights fitted on", ORANGE, "-"),
}


def curves_figure(found: Curves) -> bytes:
    """Draw the two learning curves above the two validation curves."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(2, 2, sharey=True)
        _learning(panels[0, 0], found.by_flights, "flights", "drawn at random")
        _learning(panels[0, 1], found.by_days, "days", "drawn whole")
        _rounds(panels[1, 0], found)
        _leaf(panels[1, 1], found)
        for axes in panels[:, 0]:
            axes.set_ylabel("log-loss, nats a flight")
        canvas.legend_below(figure, panels[1, 0], 3)

    months = ", ".join(canvas.months_in_words(month, month) for month in found.months)
    over, drift = found.evidence.over_fit, found.evidence.drift
    about = (
        f"{found.test_flights:,} test flights of {months}; rounds and leaves at {found.share:.0%}"
        f" of the flights; over-fit {over.value:+.4f}"
        f" ({over.low:+.4f} to {over.high:+.4f}), drift {drift:+.4f}"
    )
    return canvas.draw_svg((10, 7.6), f"The model {found.evidence.verdict}", about, draw)


def _learning(axes: Axes, points: Sequence[Point], what: str, how: str) -> None:
    _lines(axes, points)
    _logarithmic(axes, points)
    canvas.in_per_cent(axes.xaxis)
    axes.set_title(f"more {what}, {how}")
    axes.set_xlabel(f"share of the training {what}")


def _rounds(axes: Axes, found: Curves) -> None:
    _lines(axes, found.by_rounds)
    axes.axvline(found.released["max_iter"], color=GREY, linewidth=1, zorder=0)
    axes.set_title("more rounds")
    axes.set_xlabel("rounds of boosting; grey: as released")


def _leaf(axes: Axes, found: Curves) -> None:
    _lines(axes, found.by_leaf)
    _logarithmic(axes, found.by_leaf)
    axes.invert_xaxis()
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
    axes.axvline(found.released["min_samples_leaf"], color=GREY, linewidth=1, zorder=0)
    axes.set_title("smaller leaves")
    axes.set_xlabel("flights a leaf needs; grey: as released")


def _lines(axes: Axes, points: Sequence[Point]) -> None:
    """Draw a line for each kind of log-loss that the points have."""
    losses = pd.DataFrame(map(asdict, points)).set_index("at").dropna(axis="columns")
    marker = "o" if len(points) < 10 else ""
    for name, (title, colour, style) in LINES.items():
        if name in losses:
            look: dict[str, Any] = {"color": colour, "linestyle": style, "label": title}
            axes.plot(losses[name], marker=marker, markersize=4, **look)


def _logarithmic(axes: Axes, points: Sequence[Point]) -> None:
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator([point.at for point in points]))
    axes.xaxis.set_minor_locator(NullLocator())
