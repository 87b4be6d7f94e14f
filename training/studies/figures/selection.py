"""Figure of selection: what each feature is worth, and the model without those that could go."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from training.studies.ablation import Variation
from training.studies.figures.ablation import forest
from training.studies.figures.canvas import BLUE, GREY, INK, ORANGE, SKY, draw_svg
from training.studies.selection import TWINS, Judged, Selection

KEPT, TWIN, IDLE = "stays", f"has a twin (rank correlation {TWINS:g})", "idle (no rise)"
COLOURS = {KEPT: BLUE, TWIN: SKY, IDLE: ORANGE}


def selection_figure(found: Selection) -> bytes:
    """Draw the features by importance, and the selections' rise of log-loss on both spans."""

    def draw(figure: Figure) -> None:
        halves = figure.add_gridspec(1, 2)
        _features(figure.add_subplot(halves[0]), found.judged)
        rows = halves[1].subgridspec(len(found.months), 1)
        shared: Axes | None = None
        for row, (months, scored) in enumerate(found.months.items()):
            axes = figure.add_subplot(rows[row], sharex=shared)
            forest(axes, scored[1:])
            axes.set_title(f"the model without some, months {months}")
            shared = axes
        assert shared is not None  # noqa: S101 - there are two spans
        figure.legend(*shared.get_legend_handles_labels(), loc="outside lower right", ncols=3)

    return draw_svg((12, 10), _headline(found), _about(found), draw)


def _features(axes: Axes, judged: Sequence[Judged]) -> None:
    rows = range(len(judged))
    values = [one.rise.value for one in judged]
    reach = [
        [one.rise.value - one.rise.low for one in judged],
        [one.rise.high - one.rise.value for one in judged],
    ]
    colours = [COLOURS[_verdict(one)] for one in judged]
    axes.barh(rows, values, xerr=reach, color=colours, error_kw={"ecolor": INK, "elinewidth": 0.8})
    axes.set_yticks(rows, [one.name for one in judged], fontsize=7)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(judged) - 0.5, -0.5)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlabel("rise of log-loss when shuffled, nats a flight")
    handles = [Patch(color=colour, label=title) for title, colour in COLOURS.items()]
    axes.legend(handles=handles, loc="lower right")


def _verdict(one: Judged) -> str:
    if one.is_idle:
        return IDLE
    return TWIN if one.is_twin else KEPT


def _headline(found: Selection) -> str:
    """Say whether a selection helps on the months that had no say in it, and none is a choice."""
    unseen = list(found.months.values())[-1][1:]
    helped = [one for one in unseen if _helps(one)]
    if not helped:
        return "No selection beats the model for sure on the months that had no say in it"
    best = min(helped, key=lambda one: one.rise["full"].value)
    return f"On the months that had no say in it the model {best.name} is better"


def _helps(one: Variation) -> bool:
    return one.rise["full"].high < 0


def _about(found: Selection) -> str:
    gone = sum(one.is_twin or one.is_idle for one in found.judged)
    judged_on, _ = found.months
    return (
        f"{gone} of {len(found.judged)} features could go, judged on months {judged_on};"
        f" fitted on {found.share:.0%} of the flights; bars: 95 % interval over days"
    )
