"""Grids: tables of shares or strengths as colours, with the figures in the cells."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.studies.exploration.association import strongest
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.figures.canvas import INK

COLOURS = "cividis"
"""Reads the same with any colour vision, and in grey."""
CELL = 0.27
"""Height of a row, in inches."""


def gap_maps(maps: Mapping[str, pd.DataFrame], headline: str) -> Picture:
    """Draw tables of shares missing, one below the other."""
    rows = [len(one) for one in maps.values()]

    def draw(figure: Figure) -> None:
        panels = figure.subplots(len(maps), 1, squeeze=False, height_ratios=[n + 2 for n in rows])
        for axes, (title, found) in zip(panels.ravel(), maps.items(), strict=True):
            _grid(axes, 100 * found, "{:.0f}", top=20)
            axes.set_title(title)

    return draw_picture(CELL * sum(rows) + 0.75 * len(rows) + 0.6, headline, draw)


def heat_map(found: pd.DataFrame, of: str, among: Sequence[str]) -> Picture:
    """Draw how strongly every two columns hang together.

    Parameters
    ----------
    of, among
        The headline tells which of the latter hang together most with the former.
    """
    closest = strongest(found.loc[[of, *among], [of, *among]], of, 3)
    named = ", ".join(f"{name} {value:.2f}" for name, value in closest.items())

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        _grid(axes, 100 * found, "{:.0f}", top=100)
        axes.tick_params(axis="x", rotation=90)
        axes.set_title("phi-k, in hundredths")

    headline = f"Known beforehand and tied to {of} most: {named}"
    return draw_picture(0.3 * len(found) + 2.4, headline, draw)


def _grid(axes: Axes, found: pd.DataFrame, form: str, top: float) -> None:
    axes.imshow(found, cmap=COLOURS, vmin=0, vmax=top, aspect="auto")
    axes.set_xticks(range(found.shape[1]), [_label(name) for name in found.columns], fontsize=8)
    axes.set_yticks(range(len(found)), list(found.index), fontsize=8)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for row, values in enumerate(found.to_numpy()):
        for column, value in enumerate(values):
            if value >= 0.5:  # what would read 0 is left blank
                colour = "white" if value < 0.55 * top else INK
                text: dict[str, Any] = {
                    "ha": "center",
                    "va": "center",
                    "fontsize": 7,
                    "color": colour,
                }
                axes.text(column, row, form.format(value), **text)


def _label(name: object) -> str:
    return "\n".join(str(part) for part in name) if isinstance(name, tuple) else str(name)
