"""Boxes: box plots of delays, with all that lies beyond the whiskers."""

import pandas as pd
from matplotlib.figure import Figure

from training.studies.exploration.lateness import delays_by
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.figures.canvas import BLUE, GREY, INK, SKY

MARKS = (-60, -30, -15, 0, 15, 30, 60, 120, 240, 480, 960)
"""Minutes marked on the axis, which is linear to half an hour and logarithmic from there on."""


def delay_boxes(flights: pd.DataFrame, key: str) -> Picture:
    """Draw a box plot of the arrival delay for each category, by median."""
    table = delays_by(flights, key).sort_values(["median", "three quarters"])
    delays = flights.dropna(subset=["arrival_delay_min"]).groupby(key)["arrival_delay_min"]
    columns = [delays.get_group(name).to_numpy() for name in table.index]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.boxplot(
            columns,
            orientation="horizontal",
            widths=0.6,
            patch_artist=True,
            boxprops={"facecolor": SKY, "edgecolor": BLUE},
            medianprops={"color": INK, "linewidth": 2},
            whiskerprops={"color": BLUE},
            capprops={"color": BLUE},
            flierprops={"marker": ".", "markersize": 2, "markeredgecolor": GREY, "alpha": 0.3},
        )
        axes.set_xscale("symlog", linthresh=30)
        axes.set_xticks(MARKS, [str(at) for at in MARKS])
        axes.set_xlim(-100, 2000)
        axes.axvline(15, color=INK, linestyle="--", linewidth=1, zorder=0)
        axes.set_yticks(range(1, len(table) + 1), [str(name) for name in table.index])
        axes.invert_yaxis()
        axes.set_xlabel("minutes late at the gate (dashes: 15, from where a flight counts as late)")

    every = delays_by(flights.assign(all="all"), "all").iloc[0]
    headline = (
        f"{every['beyond']:.1%} of arrivals lie beyond the upper whisker, with"
        f" {every['minutes']:.0%} of all minutes late"
    )
    return draw_picture(0.33 * len(table) + 1.4, headline, draw)
