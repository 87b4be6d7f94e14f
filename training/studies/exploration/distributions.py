"""Distributions: how numbers are spread, whether Gaussian or not, and how extreme delays are.

A shape is judged by how far it is from a Gaussian's, not by a p-value. With hundreds of thousands
of rows a test rejects any real column, however near: its p-value tells the number of rows. So the
test is asked of many small draws, and its rejections are counted: of draws from a Gaussian it
rejects one in twenty. Which other shape a column has is told by its moments and its tail.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm, normaltest

from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREY, INK, SKY, YEARS

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
MINUTES = (-60, -30, -15, 0, 15, 30, 60, 120, 240, 480, 960)
"""Marked on the axis of delays, which is linear to half an hour and logarithmic beyond."""


def judge(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how far each column of numbers is from a Gaussian; what is missing is left out.

    Returns
    -------
    DataFrame
        A row for each column, with the `verdict` in words.

        - `values`: how many there are.
        - `skewness`, `kurtosis`: both 0 for a Gaussian.
        - `commonest`: share of the commonest value.
        - `tail`: mean excess over the 99th percentile as a multiple of that over the 90th, on the
          side of the skew: 1 for an exponential, below for lighter tails, above for heavier ones.
        - `rejected`: share of draws of 200 values that D'Agostino's and Pearson's test rejects at
          5 %.
        - `p_all`: the same test's p-value on all values.
    """
    table = pd.DataFrame(
        {
            "values": rows.count(),
            "skewness": rows.skew(),
            "kurtosis": rows.kurt(),
            "commonest": rows.apply(lambda column: column.value_counts(normalize=True).max()),
            "tail": rows.apply(_tail),
            "rejected": rows.apply(_rejected),
            "p_all": rows.apply(lambda column: normaltest(column.dropna()).pvalue),
        }
    )
    return table.assign(verdict=table.apply(_verdict, axis=1))


def histograms(rows: pd.DataFrame, names: Sequence[str]) -> canvas.Picture:
    """Draw how the values of each column are spread, by year."""
    deep = ceil(len(names) / ACROSS)
    with canvas.styled_figure(2.1 * deep + 0.6) as figure:
        for at, name in enumerate(names, 1):
            axes = figure.add_subplot(deep, ACROSS, at, title=name, yticks=[])
            low, high = rows[name].quantile(list(MOST))
            for (year, part), colour in zip(rows.groupby("year"), YEARS, strict=False):
                look: dict[str, Any] = {"histtype": "step", "color": colour, "label": str(year)}
                axes.hist(part[name], BINS, range=(low, high), density=True, **look)
        figure.axes[0].legend(loc="upper right")
    years = " and ".join(str(year) for year in sorted(rows["year"].unique()))
    headline = f"How the numbers are spread in {years} (without the last thousandth on each side)"
    return canvas.as_picture(figure, headline)


def qq_plots(rows: pd.DataFrame) -> canvas.Picture:
    """Draw each column's quantiles against those of the Gaussian of its mean and deviation."""
    verdicts, deep = judge(rows)["verdict"], ceil(rows.shape[1] / ACROSS)
    scaled = ((rows - rows.mean()) / rows.std()).quantile(POINTS)
    with canvas.styled_figure(2.25 * deep + 0.6) as figure:
        gaussian = norm.ppf(POINTS)
        for at, name in enumerate(rows.columns, 1):
            axes = figure.add_subplot(deep, ACROSS, at)
            axes.plot(gaussian[[0, -1]], gaussian[[0, -1]], color=GREY, linewidth=1)
            axes.plot(gaussian, scaled[name], ".", color=BLUE, markersize=3)
            axes.set_title(f"{name}\n{verdicts[name]}", fontsize=9)
    headline = (
        f"{(verdicts == 'Gaussian').sum()} of {len(verdicts)} columns are Gaussian: quantiles, in"
        " standard deviations, against a Gaussian's (the line)"
    )
    return canvas.as_picture(figure, headline)


def delay_tails(flights: pd.DataFrame) -> canvas.Picture:
    """Draw the share of flights that are later than so many hours, by year, with a Gaussian's."""
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby("year")["arrival_delay_min"]
    hours = np.arange(0, 24.1, 1 / 6)
    with canvas.styled_figure(3.6) as figure:
        axes = figure.subplots()
        for (year, delays), colour in zip(arrived, YEARS, strict=False):
            axes.ecdf(delays / 60, complementary=True, color=colour, label=str(year))
            bell = norm.sf(60 * hours, delays.mean(), delays.std())
            axes.plot(hours, bell, "--", color=colour, linewidth=1, label=f"{year}, if Gaussian")
        axes.set(yscale="log", xlim=(-1.2, 25.2), ylim=(1e-5, 1), xlabel="hours late")
        axes.set(xticks=range(0, 25, 2), title="share of flights that arrive later than this")
        axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g}%")
        axes.legend(loc="upper right")
    newest = arrived.get_group(flights["year"].max())
    share, bell = (newest > 240).mean(), norm.sf(240, newest.mean(), newest.std())
    headline = (
        f"Four hours late: {share:.2%} of flights, {share / bell:,.0f} times as many as"
        " a Gaussian of the same mean and deviation would have"
    )
    return canvas.as_picture(figure, headline)


def delays_by(flights: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return a row for each group, by median: quantiles of the arrival delay, and the whiskers.

    Delays are in minutes. A whisker reaches one and a half times the box beyond it; `beyond` is
    the share of flights above the upper one, `minutes` their share of all minutes late.
    """
    arrived = flights.dropna(subset=["arrival_delay_min"])
    delay, group = arrived["arrival_delay_min"], arrived[key]
    table = delay.groupby(group).describe()[["25%", "50%", "75%", "max"]]
    table["whisker"] = table["75%"] + 1.5 * (table["75%"] - table["25%"])
    extreme, late = delay > group.map(table["whisker"]), delay.clip(lower=0)
    table["beyond"] = extreme.groupby(group).mean()
    table["minutes"] = late[extreme].groupby(group).sum() / late.groupby(group).sum()
    return table.sort_values(["50%", "75%"])


def delay_boxes(flights: pd.DataFrame) -> canvas.Picture:
    """Draw a box plot of the arrival delay for each airline, with all that lies beyond."""
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby("carrier")["arrival_delay_min"]
    names = list(arrived.median().sort_values().index)
    with canvas.styled_figure(0.33 * len(names) + 1.4) as figure:
        axes = figure.subplots()
        axes.boxplot(
            [arrived.get_group(name) for name in names],
            orientation="horizontal",
            tick_labels=names,
            patch_artist=True,
            boxprops={"facecolor": SKY},
            medianprops={"color": INK, "linewidth": 2},
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
    return canvas.as_picture(figure, headline)


def _rejected(column: "pd.Series[float]") -> float:
    """Return the share of small draws that the test rejects."""
    draws = np.random.default_rng(0).choice(column.dropna(), (DRAWS, DRAW_SIZE))
    return float(np.mean(normaltest(draws, axis=1).pvalue < LEVEL))


def _tail(column: "pd.Series[Any]") -> float:
    """Return the mean excess over the 99th percentile by that over the 90th, on the skewed side."""
    skewness: Any = column.skew()
    values: Any = column if skewness > 0 else -column
    near, far = (values - values.quantile(share) for share in (0.90, 0.99))
    return float(far[far > 0].mean() / near[near > 0].mean())


def _verdict(found: "pd.Series[Any]") -> str:
    side = "right" if found["skewness"] > 0 else "left"
    if found["commonest"] > SPIKE:
        return f"one value mostly, {side} tail"
    if found["rejected"] <= 2 * LEVEL:
        return "Gaussian"
    if abs(found["skewness"]) >= SKEWED:
        heavy = found["tail"] > 1 and found["kurtosis"] > HEAVY
        return f"heavy {side} tail" if heavy else f"skewed to the {side}"
    if abs(found["kurtosis"]) < KURTIC:
        return "nearly Gaussian"
    return "symmetric, heavy tails" if found["kurtosis"] > 0 else "symmetric, flat"
