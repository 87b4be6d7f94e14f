"""Canvas: one look for all figures, and SVG that is the same, byte for byte, on every run.

Text is drawn as paths, so that a figure looks alike wherever it is shown. The colours are those
of Okabe and Ito (2008), told apart with any colour vision.
"""

import io
from collections.abc import Callable
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

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


def draw_svg(
    size: tuple[float, float], headline: str, about: str, draw: Callable[[Figure], None]
) -> bytes:
    """Return a figure as SVG.

    Parameters
    ----------
    size
        Width and height in inches.
    headline
        What is seen.
    about
        On what it is seen: the flights, and what a reader must know of them.
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


def _head(figure: Figure, headline: str, about: str) -> None:
    """Write the headline in two lines, and keep the rest of the figure below them."""
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
