"""Figures of importance: bars for what shuffling costs, curves, and swarms of Shapley values."""

import calendar
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator, PercentFormatter
from numpy.typing import NDArray

from pushback.explanation import GROUPS
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION, draw_svg
from training.studies.importance import GROUP_OF, Dependence, Importance, Rise

SHOWN = 15
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
        _bars(left, groups, lambda name: name)
        _bars(right, features, GROUP_OF.__getitem__)
        left.set_title("all features of a group shuffled together")
        right.set_title(f"one feature shuffled: the first {len(features)} of {len(GROUP_OF)}")
        left.set_yticks(range(len(groups)), [_words(rise.name) for rise in groups])

    headline = f"Without {_first(groups)} the model would lose most"
    about = f"{_about(found.flights, found)}; whiskers: 95 % interval over days"
    return draw_svg((10, 5), headline, about, draw)


def partial_figure(found: Importance) -> bytes:
    """Draw the chance of late against each feature: the means, and single flights."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(found.dependences), sharey=True)
        for panel, one in zip(panels, found.dependences, strict=True):
            _curves(panel, one)
        panels[0].set_ylabel("chance of late")
        panels[0].yaxis.set_major_formatter(PercentFormatter(1, 0))
        panels[0].set_ylim(bottom=0)
        figure.legend(*panels[-1].get_legend_handles_labels(), loc="outside lower center", ncols=4)

    steepest = max(found.dependences, key=lambda one: np.ptp(one.late))
    low, high = steepest.late.min(), steepest.late.max()
    headline = (
        f"Of the three, {QUANTITIES[steepest.feature][0]} moves the chance of late most:"
        f" from {low:.0%} to {high:.0%} on average"
    )
    return draw_svg((10, 4.8), headline, _about(steepest.flights, found), draw)


def shapley_figure(found: Importance) -> bytes:
    """Draw each flight's Shapley values as a swarm for each group."""
    effects, names = 100 * found.shares.effects, list(GROUPS)
    mean = np.abs(effects).mean(axis=0)
    order = mean.argsort()
    labels = [f"{_words(names[at])}\nmean size {mean[at]:.1f} points" for at in order]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
        _swarms(figure, axes, effects[:, order], found.shares.late)
        axes.set_yticks(range(len(labels)), labels)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("effect on the chance of late, in percentage points")

    first, second = (_words(names[at]) for at in order[:-3:-1])
    headline = f"{first.capitalize()} and {second} move single predictions most"
    about = (
        f"Shapley values of {len(effects)} flights of {_months(found.tested_on)}, a dot each:"
        f" from the usual {found.shares.base:.0%} they add up to the flight's own chance"
    )
    return draw_svg((10, 5), headline, about, draw)


def _bars(axes: Axes, rises: Sequence[Rise], group_of: Callable[[str], str]) -> None:
    values = np.array([[one.rise.value, one.rise.low, one.rise.high] for one in rises]).T
    reach = np.abs(values[1:] - values[0])
    colours = [COLOURS[group_of(one.name)] for one in rises]
    whiskers = {"ecolor": INK, "elinewidth": 1, "capsize": 2}
    axes.barh(range(len(rises)), values[0], xerr=reach, color=colours, error_kw=whiskers)
    axes.set_yticks(range(len(rises)), [one.name for one in rises])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.invert_yaxis()
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlabel("rise of log-loss, nats a flight")


def _curves(axes: Axes, one: Dependence) -> None:
    axes.plot(one.values, one.single.T, color=GREY, linewidth=0.5, alpha=0.7)
    axes.lines[0].set_label(f"{len(one.single)} single flights")
    axes.plot(one.values, one.late, color=BLUE, linewidth=2.5, label="mean over flights")
    if one.together is not None:
        axes.plot(
            one.values,
            one.together,
            color=VERMILION,
            linewidth=2.5,
            linestyle=(0, (3, 1)),
            label="mean, the same in the hours around and all day",
        )
    axes.plot(one.deciles, np.zeros(9), "|", color=INK, markersize=10, label="deciles of flights")
    axes.set_xlabel(QUANTITIES[one.feature][1])
    if one.feature.endswith("minute"):
        axes.xaxis.set_major_locator(MultipleLocator(240))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda minute, _: f"{minute // 60:.0f}:00"))


def _swarms(figure: Figure, axes: Axes, effects: Values, late: Values) -> None:
    """Draw a swarm for each column, dots shaded by the flight's chance of late."""
    edges = np.linspace(effects.min(), effects.max(), SWARM_BINS)
    places = [np.digitize(column, edges) for column in effects.T]
    fullest = max(np.bincount(place).max() for place in places)
    shade = Normalize(0, float(late.max()))
    for row, (column, place) in enumerate(zip(effects.T, places, strict=True)):
        height = row + SWARM_HEIGHT * _spread(place) / fullest
        dots = axes.scatter(
            column, height, s=16, c=late, cmap="cividis_r", norm=shade, linewidths=0
        )
    bar = figure.colorbar(dots, ax=axes, format=PercentFormatter(1, 0), pad=0.02)
    bar.set_label("the flight's chance of late")
    bar.outline.set_visible(False)


def _spread(place: NDArray[np.int64]) -> Values:
    """Return heights that set the dots of one place apart: 0, 1, -1, 2, -2, ... halved."""
    rank = np.empty(len(place))
    for one in np.unique(place):
        members = np.flatnonzero(place == one)
        steps = np.arange(len(members))
        rank[members] = np.where(steps % 2, (steps + 1) / 2, -steps / 2)
    return rank


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
        f"{flights:,} flights of {_months(found.tested_on)}, all weather known;"
        f" model fitted on flights to {_month(found.trained_to)}"
    )


def _months(months: tuple[str, str]) -> str:
    """Return months of one year in words."""
    first, last = (_month(month) for month in months)
    return last if first == last else f"{first.split()[0]} to {last}"


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{calendar.month_name[int(number)]} {year}"
