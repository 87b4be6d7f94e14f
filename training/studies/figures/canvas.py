"""Canvas: one look for all figures, as SVG for reports and as PNG for notebooks.

A figure's headline is worked out from what it shows, and each drawing is the same, byte for byte,
on every run. In an SVG, text is drawn as paths, so that it looks alike wherever it is shown. The
colours are those of Okabe and Ito (2008), told apart with any colour vision.
"""

import calendar
import io
import textwrap
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from PIL import Image

from training.evaluation.bootstrap import Estimate

BLUE, ORANGE, GREEN, VERMILION, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9"
INK, GREY = "#222222", "#8c8c8c"

STYLE: dict[str, Any] = {
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
MARGIN = 0.15
"""In inches."""
PICTURE_WIDTH = 9.0
"""In inches."""
PICTURE_DPI, PICTURE_COLOURS = 110, 128
HEADLINE_LETTERS = 92
"""That fit in a line of a picture's headline."""

Draw = Callable[[Figure], None]


def draw_svg(size: tuple[float, float], headline: str, about: str, draw: Draw) -> bytes:
    """Return a figure as SVG.

    Parameters
    ----------
    size
        Width and height in inches.
    headline
        What is seen.
    about
        Background: the flights, and what a reader must know of them.
    draw
        Draws on the figure, below the headline.
    """
    content = io.BytesIO()
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure)
        _head(figure, headline, about)
        _settle(figure)
        figure.savefig(content, format="svg", metadata=NO_DATE)
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


def draw_picture(height: float, headline: str, draw: Draw) -> Picture:
    """Return a figure as a picture; all pictures are equally wide.

    Parameters
    ----------
    height
        In inches.
    headline
        What is seen, in one sentence.
    draw
        Draws on the figure, below the headline.
    """
    content = io.BytesIO()
    with rc_context(STYLE):  # type: ignore[arg-type]
        # Not the constrained layout: its solver ends a hair elsewhere on each run.
        figure = Figure(figsize=(PICTURE_WIDTH, height), layout="tight")
        FigureCanvasAgg(figure)
        draw(figure)
        title = {"x": 0.01, "ha": "left", "fontsize": 11.5, "fontweight": "bold"}
        figure.suptitle(textwrap.fill(headline, HEADLINE_LETTERS), **title)
        figure.savefig(content, format="png", dpi=PICTURE_DPI)
    return Picture(_with_few_colours(content), headline)


def legend_below(figure: Figure, axes: Axes, columns: int) -> None:
    """Put the legend of one of the axes below the whole figure."""
    handles = axes.get_legend_handles_labels()
    figure.legend(*handles, loc="outside lower center", ncols=columns)


def legend_above(axes: Axes) -> None:
    """Put the legend above the axes on the right, where it hides nothing."""
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)


def in_per_cent(*axes: Axis) -> None:
    """Write the shares along an axis in whole per cent."""
    for axis in axes:
        axis.set_major_formatter(PercentFormatter(1, 0))


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Name the rows 0, 1, 2, ... on the left, in place of a line with ticks."""
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def reach(estimates: Sequence[Estimate]) -> NDArray[np.float64]:
    """Return how far each interval reaches below and above its value, shape (2, estimates)."""
    below_and_above = [(one.value - one.low, one.high - one.value) for one in estimates]
    return np.array(below_and_above).T


def bars(
    axes: Axes, estimates: Sequence[Estimate], colours: Sequence[str], **whiskers: float
) -> None:
    """Draw a bar for each estimate in rows 0, 1, 2, ..., with its interval as a whisker."""
    axes.barh(
        range(len(estimates)),
        [one.value for one in estimates],
        xerr=reach(estimates),
        color=colours,
        error_kw={"ecolor": INK, **whiskers},
    )


def months_in_words(first: int, last: int) -> str:
    """Return a span of months of one year.

    Examples
    --------
    >>> months_in_words(4, 9), months_in_words(4, 4)
    ('April to September', 'April')
    """
    names = calendar.month_name
    return names[first] if first == last else f"{names[first]} to {names[last]}"


def _head(figure: Figure, headline: str, about: str) -> None:
    """Write the headline and the background, and keep the rest of the figure below them."""
    width, height = figure.get_size_inches()
    left, line = MARGIN / width, 0.22 / height
    top = 1 - MARGIN / height
    figure.text(left, top, headline, va="top", fontsize=12, fontweight="bold")
    figure.text(left, top - 1.25 * line, about, va="top", fontsize=9)
    layout = figure.get_layout_engine()
    assert layout is not None  # noqa: S101 - asked for above
    layout.set(rect=(left, left, 1 - 2 * left, top - 2.6 * line - left))  # type: ignore[call-arg]


def _settle(figure: Figure) -> None:
    """Lay the axes out once and round where they lie.

    The layout's solver ends a hair elsewhere on each run, and names in the SVG are hashes of it.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_position(Bbox(axes.get_position().get_points().round(4)))


def _with_few_colours(png: io.BytesIO) -> bytes:
    """Return a PNG that is half as large, and without a note on what wrote it."""
    content = io.BytesIO()
    with Image.open(png) as image:
        image.convert("RGB").quantize(PICTURE_COLOURS).save(content, format="png", optimize=True)
    return content.getvalue()
