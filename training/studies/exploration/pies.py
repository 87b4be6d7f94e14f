"""Pies: shares of categories before and after the rare ones are taken together."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.studies.ablation import RARE
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.exploration.shares import OTHERS, grouped
from training.studies.figures.canvas import BLUE, GREEN, GREY, ORANGE, SKY, VERMILION

COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY)
PALE = "#ffffff"


def pies(found: "pd.Series[float]", title: str, below: float = RARE) -> Picture:
    """Draw the shares, and beside them the shares with the rare ones as one."""
    after = grouped(found, below)
    rare = found[found < below]
    colours = {name: COLOURS[at % len(COLOURS)] for at, name in enumerate(found.index)}
    colours[OTHERS] = GREY

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        _pie(left, found, colours, f"all {len(found)} (small ones without label)", below)
        _pie(right, after, colours, f"those under {below:.0%} as one: {len(after)}", below)

    headline = (
        f"{len(rare)} of {len(found)} {title} have under {below:.0%} of the flights each,"
        f" {rare.sum():.1%} together"
    )
    return draw_picture(4.3, headline, draw)


def _pie(
    axes: Axes, found: "pd.Series[float]", colours: dict[str, str], title: str, below: float
) -> None:
    axes.pie(
        found,
        labels=[f"{name} {share:.1%}" if share >= below else "" for name, share in found.items()],
        colors=[colours[str(name)] for name in found.index],
        startangle=90,
        counterclock=False,
        wedgeprops={"edgecolor": PALE, "linewidth": 1},
        textprops={"fontsize": 9},
    )
    axes.set_title(title)
