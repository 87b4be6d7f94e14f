"""Figure of curves: log-loss by flights and days fitted on, by rounds and by leaf size."""

import calendar
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator, PercentFormatter

from training.studies.curves import Curves, Point
from training.studies.figures.canvas import BLUE, GREY, ORANGE, SKY, VERMILION, draw_svg

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
        handles = panels[1, 0].get_legend_handles_labels()
        figure.legend(*handles, loc="outside lower center", ncols=3)

    return draw_svg((10, 7.6), f"The model {found.evidence.verdict}", _about(found), draw)


def _learning(axes: Axes, points: Sequence[Point], what: str, how: str) -> None:
    _curve(axes, points)
    _logarithmic(axes, points)
    axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_title(f"more {what}, {how}")
    axes.set_xlabel(f"share of the training {what}")


def _rounds(axes: Axes, found: Curves) -> None:
    _curve(axes, found.by_rounds)
    axes.axvline(found.released["max_iter"], color=GREY, linewidth=1, zorder=0)
    axes.set_title("more rounds")
    axes.set_xlabel("rounds of boosting; grey: as released")


def _leaf(axes: Axes, found: Curves) -> None:
    _curve(axes, found.by_leaf)
    _logarithmic(axes, found.by_leaf)
    axes.invert_xaxis()
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
    axes.axvline(found.released["min_samples_leaf"], color=GREY, linewidth=1, zorder=0)
    axes.set_title("smaller leaves")
    axes.set_xlabel("flights a leaf needs; grey: as released")


def _curve(axes: Axes, points: Sequence[Point]) -> None:
    marker = "o" if len(points) < 10 else ""
    for name, (title, colour, style) in LINES.items():
        losses = [getattr(point, name) for point in points]
        if None not in losses:
            axes.plot(
                [point.at for point in points],
                losses,
                color=colour,
                linestyle=style,
                marker=marker,
                markersize=4,
                label=title,
            )


def _logarithmic(axes: Axes, points: Sequence[Point]) -> None:
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator([point.at for point in points]))
    axes.xaxis.set_minor_locator(NullLocator())


def _about(found: Curves) -> str:
    months = ", ".join(calendar.month_name[month] for month in found.months)
    over, drift = found.evidence.over_fit, found.evidence.drift
    return (
        f"{found.test_flights:,} test flights of {months}; rounds and leaves at {found.share:.0%}"
        f" of the flights; over-fit {over.value:+.4f}"
        f" ({over.low:+.4f} to {over.high:+.4f}), drift {drift:+.4f}"
    )
