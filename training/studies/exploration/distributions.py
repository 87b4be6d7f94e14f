"""Distributions: how numbers are spread, whether Gaussian or not, and how extreme delays are.

A shape is judged by how far it is from a Gaussian's, not by a p-value. With hundreds of thousands
of rows a test rejects any real column, however near: its p-value tells the number of rows. So the
test is asked of many small draws, and its rejections are counted: of draws from a Gaussian it
rejects one in twenty. Which other shape a column has is told by its moments and its tail.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.stats import kurtosis, norm, normaltest, skew

from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, INK, ORANGE, SKY

Floats = NDArray[np.float64]

LEVEL = 0.05
DRAWS, DRAW_SIZE = 400, 200
SPIKE = 0.5
"""From this share on, one value is most of the column, and no curve fits it."""
SKEWED, KURTIC = 0.5, 0.5
"""Skewness and excess kurtosis below which a shape may pass for a Gaussian's in practice."""
HEAVY = 3.0
"""Excess kurtosis from which on a tail that is not shorter than an exponential's is heavy."""

ACROSS = 4
"""Panels beside each other."""
BINS = 30
MOST = (0.001, 0.999)
"""Quantiles beyond which a histogram is cut off: a tail would leave no room for the rest."""
POINTS = (np.arange(400) + 0.5) / 400
YEARS = (ORANGE, BLUE)
"""Colours of the years, the newest last."""
MINUTES = (-60, -30, -15, 0, 15, 30, 60, 120, 240, 480, 960)
"""Marked on the axis of delays, which is linear to half an hour and logarithmic beyond."""


@dataclass(frozen=True)
class Verdict:
    """How far a column is from a Gaussian.

    Attributes
    ----------
    skewness, kurtosis
        Both 0 for a Gaussian.
    commonest
        Share of the commonest value.
    tail
        Mean excess over the 99th percentile as a multiple of that over the 90th, on the side of
        the skew: 1 for an exponential, below for lighter tails, above for heavier ones.
    rejected
        Share of draws of 200 values that D'Agostino's and Pearson's test rejects at 5 %.
    p_all
        The same test's p-value on all values.
    """

    values: int
    skewness: float
    kurtosis: float
    commonest: float
    tail: float
    rejected: float
    p_all: float

    @property
    def words(self) -> str:
        """The verdict."""
        side = "right" if self.skewness > 0 else "left"
        if self.commonest > SPIKE:
            return f"one value mostly, {side} tail"
        if self.rejected <= 2 * LEVEL:
            return "Gaussian"
        if abs(self.skewness) >= SKEWED:
            heavy = self.tail > 1 and self.kurtosis > HEAVY
            return f"heavy {side} tail" if heavy else f"skewed to the {side}"
        if abs(self.kurtosis) < KURTIC:
            return "nearly Gaussian"
        return "symmetric, heavy tails" if self.kurtosis > 0 else "symmetric, flat"


def judge(column: "pd.Series[float]", seed: int = 0) -> Verdict:
    """Return the verdict on a column of numbers; what is missing is left out."""
    values: Floats = np.asarray(column.dropna(), np.float64)
    skewness = float(skew(values))
    commonest = float(pd.Series(values).value_counts(normalize=True).iloc[0])
    return Verdict(
        values=len(values),
        skewness=skewness,
        kurtosis=float(kurtosis(values)),
        commonest=commonest,
        tail=_tail(values if skewness > 0 else -values),
        rejected=1.0 if commonest > SPIKE else _rejected(values, seed),
        p_all=float(normaltest(values).pvalue),
    )


def verdicts_table(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return a row for each column: its moments, what the test says, the verdict."""
    found = {name: judge(rows[name]) for name in columns}
    table = pd.DataFrame({name: asdict(one) for name, one in found.items()}).T
    formats = {"values": "{:,.0f}", "commonest": "{:.1%}", "rejected": "{:.0%}", "p_all": "{:.2g}"}
    for name in table.columns:
        table[name] = table[name].map(formats.get(name, "{:.2f}").format)
    return table.assign(verdict=[one.words for one in found.values()])


def histograms(rows: pd.DataFrame, names: Sequence[str]) -> canvas.Picture:
    """Draw how the values of each column are spread, by year."""

    def draw(figure: Figure) -> None:
        for axes, name in _panels(figure, names):
            low, high = rows[name].quantile(list(MOST))
            edges = np.linspace(low, high, BINS + 1)
            for (year, part), colour in zip(rows.groupby("year"), YEARS, strict=False):
                look: dict[str, Any] = {"histtype": "step", "linewidth": 1.4, "color": colour}
                axes.hist(part[name], list(edges), density=True, label=str(year), **look)
            axes.set(title=name, yticks=[])
        figure.axes[0].legend()

    years = " and ".join(str(year) for year in sorted(rows["year"].unique()))
    headline = f"How the numbers are spread in {years} (without the last thousandth on each side)"
    return canvas.draw_picture(2.1 * ceil(len(names) / ACROSS) + 0.6, headline, draw)


def qq_plots(rows: pd.DataFrame, names: Sequence[str]) -> canvas.Picture:
    """Draw each column's quantiles against those of the Gaussian of its mean and deviation."""
    verdicts = {name: judge(rows[name]).words for name in names}

    def draw(figure: Figure) -> None:
        gaussian = norm.ppf(POINTS)
        for axes, name in _panels(figure, names):
            column = rows[name].dropna()
            scaled = (column.quantile(POINTS) - column.mean()) / column.std()
            axes.plot(gaussian[[0, -1]], gaussian[[0, -1]], color=GREY, linewidth=1)
            axes.plot(gaussian, scaled, ".", color=BLUE, markersize=3)
            axes.set_title(f"{name}\n{verdicts[name]}", fontsize=9)

    gaussian = sum(words == "Gaussian" for words in verdicts.values())
    headline = (
        f"{gaussian} of {len(names)} columns are Gaussian: quantiles, in standard deviations,"
        " against a Gaussian's (the line)"
    )
    return canvas.draw_picture(2.25 * ceil(len(names) / ACROSS) + 0.6, headline, draw)


def delay_tails(flights: pd.DataFrame) -> canvas.Picture:
    """Draw the share of flights that are later than so many hours, by year, with a Gaussian's."""
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby("year")["arrival_delay_min"]
    hours = np.arange(0, 24.1, 1 / 6)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for (year, delays), colour in zip(arrived, YEARS, strict=False):
            axes.ecdf(delays / 60, complementary=True, color=colour, label=str(year))
            bell = norm.sf(60 * hours, delays.mean(), delays.std())
            axes.plot(hours, bell, "--", color=colour, linewidth=1, label=f"{year}, if Gaussian")
        axes.set(yscale="log", xlim=(-1.2, 25.2), ylim=(1e-5, 1), xlabel="hours late")
        axes.set(xticks=range(0, 25, 2), title="share of flights that arrive later than this")
        axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g}%")
        axes.legend()

    newest = arrived.get_group(flights["year"].max())
    share, bell = (newest > 240).mean(), norm.sf(240, newest.mean(), newest.std())
    headline = (
        f"Four hours late: {share:.2%} of flights, {share / bell:,.0f} times as many as"
        " a Gaussian of the same mean and deviation would have"
    )
    return canvas.draw_picture(3.6, headline, draw)


def delays_by(flights: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return a row for each group, by median: quantiles of the arrival delay, and the whiskers.

    Delays are in minutes. A whisker reaches one and a half times the box beyond it; `beyond` is
    the share of flights above the upper one, `minutes` their share of all minutes late.
    """
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby(key)["arrival_delay_min"]
    table = pd.DataFrame({str(name): _box(minutes) for name, minutes in arrived}).T
    return table.sort_values(["median", "three quarters"])


def delay_boxes(flights: pd.DataFrame, key: str) -> canvas.Picture:
    """Draw a box plot of the arrival delay for each category, with all that lies beyond."""
    names = list(delays_by(flights, key).index)
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby(key)["arrival_delay_min"]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.boxplot(
            [arrived.get_group(name) for name in names],
            orientation="horizontal",
            tick_labels=names,
            widths=0.6,
            patch_artist=True,
            boxprops={"facecolor": SKY, "edgecolor": BLUE},
            medianprops={"color": INK, "linewidth": 2},
            whiskerprops={"color": BLUE},
            capprops={"color": BLUE},
            flierprops={"marker": ".", "markersize": 2, "markeredgecolor": GREY, "alpha": 0.3},
        )
        axes.set_xscale("symlog", linthresh=30)
        axes.set_xticks(MINUTES, [str(at) for at in MINUTES])
        axes.set_xlim(-100, 2000)
        axes.axvline(15, color=INK, linestyle="--", linewidth=1, zorder=0)
        axes.invert_yaxis()
        axes.set_xlabel("minutes late at the gate (dashes: 15, from where a flight counts as late)")

    every = delays_by(flights.assign(all="all"), "all").iloc[0]
    headline = (
        f"{every['beyond']:.1%} of arrivals lie beyond the upper whisker, with"
        f" {every['minutes']:.0%} of all minutes late"
    )
    return canvas.draw_picture(0.33 * len(names) + 1.4, headline, draw)


def _rejected(values: Floats, seed: int) -> float:
    draws = np.random.default_rng(seed).choice(values, (DRAWS, DRAW_SIZE))
    return float(np.mean(normaltest(draws, axis=1).pvalue < LEVEL))


def _tail(values: Floats) -> float:
    near, far = (_mean_excess(values, np.quantile(values, share)) for share in (0.90, 0.99))
    return far / near if near else 0.0


def _mean_excess(values: Floats, over: float) -> float:
    beyond = values[values > over]
    return float(beyond.mean() - over) if len(beyond) else 0.0


def _box(minutes: "pd.Series[float]") -> dict[str, float]:
    low, middle, high = minutes.quantile([0.25, 0.5, 0.75])
    whisker = high + 1.5 * (high - low)
    extreme, late = minutes[minutes > whisker], minutes.clip(lower=0).sum()
    return {
        "quarter": low,
        "median": middle,
        "three quarters": high,
        "whisker": whisker,
        "most": minutes.max(),
        "beyond": len(extreme) / len(minutes),
        "minutes": extreme.sum() / late if late else 0.0,
    }


def _panels(figure: Figure, names: Sequence[str]) -> Iterator[tuple[Axes, str]]:
    panels = figure.subplots(ceil(len(names) / ACROSS), ACROSS, squeeze=False).ravel()
    for empty in panels[len(names) :]:
        empty.set_visible(False)
    return zip(panels, names, strict=False)
