"""Picture: a figure as PNG for a notebook, the same, byte for byte, on every run.

The look is that of all the project's figures. Each has a headline that is worked out from what it
shows, and that is its alternative text as well.
"""

import io
import textwrap
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from training.studies.figures.canvas import STYLE

DPI = 110
WIDTH = 9.0
"""In inches."""
COLOURS = 128
"""Of a picture: more cannot be told apart in it."""
LETTERS = 10.2
"""Of a headline, to an inch."""


@dataclass(frozen=True)
class Picture:
    """A drawn figure; a notebook shows it."""

    png: bytes
    headline: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """Return what Jupyter asks of a thing that can be shown."""
        content = {"image/png": b64encode(self.png).decode(), "text/plain": self.headline}
        return content, {"image/png": {"alt": self.headline}}


def draw_picture(height: float, headline: str, draw: Callable[[Figure], None]) -> Picture:
    """Return a figure with a headline.

    Parameters
    ----------
    height
        In inches; all figures are equally wide.
    headline
        What is seen, in one sentence.
    draw
        Draws on the figure, below the headline.
    """
    content = io.BytesIO()
    lines = textwrap.wrap(headline, round(WIDTH * LETTERS))
    with rc_context(STYLE):  # type: ignore[arg-type]
        # Not the constrained layout: its solver ends a hair elsewhere on each run.
        figure = Figure(figsize=(WIDTH, height), layout="tight")
        FigureCanvasAgg(figure)
        draw(figure)
        title = {"x": 0.01, "ha": "left", "fontsize": 11.5, "fontweight": "bold"}
        figure.suptitle("\n".join(lines), **title)
        figure.savefig(content, format="png", dpi=DPI)
    return Picture(_smaller(content), headline)


def _smaller(png: io.BytesIO) -> bytes:
    """Return a PNG with few colours, half as large, and without a note on what wrote it."""
    content = io.BytesIO()
    with Image.open(png) as image:
        image.convert("RGB").quantize(COLOURS).save(content, format="png", optimize=True)
    return content.getvalue()
