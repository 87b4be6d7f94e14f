"""Canvas: one look for all figures, as SVG for reports and as PNG for notebooks.

A figure's headline is worked out from what it shows, and each drawing is the same, byte for byte,
on every run. In an SVG, text is drawn as paths, so that it looks alike wherever it is shown. The
colours are those of Okabe and Ito (2008), told apart with any colour vision.
"""

import io
import textwrap
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from PIL import Image

from training.evaluation.bootstrap import Estimate

BLUE, ORANGE, GREEN, VERMILION, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9"
INK, GREY = "#222222", "#8c8c8c"
YEARS = (ORANGE, BLUE)
"""Of two groups that are compared, the newest or right one last."""

STYLE: dict[Any, Any] = {
    "svg.hashsalt": "pushback",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "font.size": 10,
    "text.color": INK,
    "text.parse_math": False,  # a dollar is a dollar
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
}
NO_DATE = {"Date": None, "Creator": None}
PICTURE_WIDTH = 9.0
"""In inches."""
PICTURE_DPI, PICTURE_COLOURS = 110, 128
HEADLINE_LETTERS = 92
"""That fit in a line of a picture's headline."""

Looks = Mapping[str, tuple[str, str, str]]
"""Label, colour and format (such as "o-"), by which series can be told apart without colours."""
STATES: Looks = {
    "full": ("all weather", BLUE, "o"),
    "forecast": ("forecast weather", ORANGE, "s"),
    "none": ("no weather", VERMILION, "^"),
}
"""By what is known of the weather."""
INTERVALS = "lines: 95 % intervals, thick over days, thin over months"
"""What `intervals` draws, in words."""

Series = Mapping[str, "pd.Series[float]"] | pd.DataFrame
Estimates = Mapping[str, Mapping[str, Estimate]]
"""By the name of the row, and then by look."""


@contextmanager
def styled_figure(height: float, width: float = PICTURE_WIDTH) -> Iterator[Figure]:
    """Give a figure to draw on, of a size in inches; headline, legend and margins may add to it."""
    with rc_context(STYLE):
        # Not the constrained layout: its solver ends a hair elsewhere on each run.
        yield Figure(figsize=(width, height), layout="tight")


@rc_context(STYLE)
def as_svg(figure: Figure, headline: str, about: str) -> bytes:
    """Return a figure as SVG: what is seen, what it is about, the drawing, and its legend below.

    The legend names what any of the axes shows, once.
    """
    content = io.BytesIO()
    figure.text(0.01, 1, headline, va="bottom", fontsize=12, fontweight="bold")
    figure.suptitle(about, x=0.01, ha="left", fontsize=9)
    handles: dict[str, Artist] = {}
    for axes in figure.axes:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            handles.setdefault(label, handle)
    below: dict[str, Any] = {"loc": "upper center", "bbox_to_anchor": (0.5, 0), "ncols": 3}
    figure.legend(handles.values(), handles.keys(), **below)
    figure.savefig(content, format="svg", metadata=NO_DATE, bbox_inches="tight")
    return content.getvalue()


@dataclass(frozen=True)
class Picture:
    """A figure as PNG, which a notebook shows with its headline as the alternative text."""

    png: bytes
    headline: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """Return what Jupyter asks of an object that can be shown."""
        content = {"image/png": b64encode(self.png).decode(), "text/plain": self.headline}
        return content, {"image/png": {"alt": self.headline}}


@rc_context(STYLE)
def as_picture(figure: Figure, headline: str) -> Picture:
    """Return a figure as a picture: half as large as drawn, without a note on what wrote it."""
    drawn, png = io.BytesIO(), io.BytesIO()
    title = {"x": 0.01, "ha": "left", "fontsize": 11.5, "fontweight": "bold"}
    figure.suptitle(textwrap.fill(headline, HEADLINE_LETTERS), **title)
    figure.savefig(drawn, format="png", dpi=PICTURE_DPI)
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(PICTURE_COLOURS).save(png, format="png", optimize=True)
    return Picture(png.getvalue(), headline)


def in_per_cent(*axes: Axis) -> None:
    """Write the shares along an axis in whole per cent."""
    for axis in axes:
        axis.set_major_formatter(PercentFormatter(1, 0))


def lines(axes: Axes, series: Series, looks: Looks, **labels: Any) -> None:
    """Draw each of the series, or columns, that has a look over its index, and label the axes."""
    for name, (label, colour, form) in looks.items():
        if name in series:
            axes.plot(series[name], form, color=colour, label=label, markersize=5, linewidth=1.2)
    axes.set(**labels)


def heat_map(axes: Axes, found: pd.DataFrame, top: float) -> None:
    """Draw a table as colours, with the numbers in the cells; what would read 0 is left blank.

    The colours read the same with any colour vision, and in grey.
    """
    axes.imshow(found, cmap="cividis", vmin=0, vmax=top, aspect="auto")
    axes.set_xticks(range(found.shape[1]), list(found.columns), fontsize=8)
    axes.set_yticks(range(len(found)), list(found.index), fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(found.to_numpy()):
        if value >= 0.5:
            text = axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=7)
            text.set_color("white" if value < 0.55 * top else INK)


def intervals(axes: Axes, estimates: Estimates, looks: Looks, **labels: Any) -> None:
    """Draw a mark and its 95 % intervals for each estimate in the rows, and label the axes.

    The thick line is the interval over days, the thin one that over months.
    """
    for at, (key, (label, colour, form)) in enumerate(looks.items()):
        rows = np.arange(len(estimates)) + 0.2 * (at - (len(looks) - 1) / 2)
        shown = [one[key] for one in estimates.values()]
        values = [one.value for one in shown]
        axes.plot(values, rows, form[0], color=colour, label=label, markersize=5)
        days = [(one.low, one.high) for one in shown]
        for ends, width in ((days, 2.4), ([one.months or (None, None) for one in shown], 0.8)):
            low, high = np.array(ends, np.float64).T
            axes.hlines(rows, low, high, color=colour, linewidth=width)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(estimates)), list(estimates))
    axes.set_ylim(len(estimates) - 0.5, -0.5)
    axes.set(**labels)
