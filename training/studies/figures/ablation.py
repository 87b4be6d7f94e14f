"""Figure of ablation: how much each variation's log-loss lies above the model's."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.studies.ablation import Variation
from training.studies.figures.canvas import BLUE, GREY, ORANGE, VERMILION, draw_svg

STATES = {
    "full": ("all weather", BLUE),
    "forecast": ("forecast weather", ORANGE),
    "none": ("no weather", VERMILION),
}
APART = 0.22
"""Between the states of one variation; variations are 1 apart."""


def ablation_figure(found: Sequence[Variation], share: float) -> bytes:
    """Draw each variation's rise of log-loss in each weather state, with its interval.

    Parameters
    ----------
    found
        The model first, as `training.studies.ablation.ablate` returns them.
    share
        Of the training flights, that all were fitted on.
    """
    varied = found[1:]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        forest(axes, varied)
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3)

    worse = sum(one.rise["full"].low > 0 for one in varied)
    better = sum(one.rise["full"].high < 0 for one in varied)
    headline = (
        f"Of {len(varied)} variations {worse} are worse for sure with all weather, {better} better"
    )
    about = (
        "right of 0: worse than the model; bars: 95 % interval over days;"
        f" fitted on {share:.0%} of the flights, tested on April to September"
    )
    return draw_svg((9, 1.8 + 0.42 * len(varied)), headline, about, draw)


def forest(axes: Axes, varied: Sequence[Variation]) -> None:
    """Draw a line for each variation, a dot with its interval for each weather state."""
    for at, (state, (title, colour)) in enumerate(STATES.items()):
        rises = [one.rise[state] for one in varied]
        axes.errorbar(
            [rise.value for rise in rises],
            [row + (at - 1) * APART for row in range(len(rises))],
            xerr=[
                [rise.value - rise.low for rise in rises],
                [rise.high - rise.value for rise in rises],
            ],
            fmt="o",
            markersize=4,
            color=colour,
            elinewidth=1.2,
            label=title,
        )
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(varied)), [one.name for one in varied])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.invert_yaxis()
    axes.set_xlabel("rise of log-loss, nats a flight")
