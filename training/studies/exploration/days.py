"""Days: how unevenly cancellations fall on the days of a year."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.studies.exploration.lateness import concentration
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.exploration.rates import COLOURS
from training.studies.figures.canvas import GREY


def days_that_bear_half(borne: "pd.Series[float]") -> float:
    """Return the share of days that bear half of what `concentration` counted."""
    return float(borne.index[int((borne >= 0.5).to_numpy().argmax())])


def cancellation_days(flights: pd.DataFrame) -> Picture:
    """Draw each day's share of cancelled flights, and how few days bear most of them."""
    years: Sequence[int] = sorted(flights["year"].unique())
    borne = {year: concentration(flights[flights["year"] == year]) for year in years}

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(2, 1))
        for year, colour in zip(years, COLOURS, strict=False):
            rows = flights[flights["year"] == year]
            day = rows["scheduled_departure"].dt.day_of_year
            share = rows.groupby(day)["cancelled"].mean()
            left.vlines(share.index, 0, share, color=colour, linewidth=1.4, label=str(year))
            right.plot(borne[year].index, borne[year], color=colour, label=str(year))
        left.set_title("cancelled share of the flights of each day of the year")
        left.set_xlabel("day of the year")
        left.yaxis.set_major_formatter(PercentFormatter(1, 0))
        left.legend()
        right.axhline(0.5, color=GREY, linestyle="--", linewidth=1)
        right.set_title("share of all cancellations\non the worst days")
        right.set_xlabel("share of the days")
        for axis in (right.xaxis, right.yaxis):
            axis.set_major_formatter(PercentFormatter(1, 0))

    said = [f"{days_that_bear_half(borne[year]):.1%} of the days of {year}" for year in years]
    headline = f"Half of all cancellations fall on {' and '.join(said)}"
    return draw_picture(3.4, headline, draw)
