"""Figure of serving: the function beside the floor and what others would build."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION

PANELS = {
    "cold_start_ms": "cold start, ms",
    "one_p50_ms": "one flight, p50, ms",
    "busy_per_second": "16 connections, requests/s\n(more is better)",
    "busy_p99_ms": "16 connections, p99, ms",
    "thousand_ms": "1,000 flights, ms",
    "memory_mb": "memory (PSS), MB",
}
COLOURS = {
    "function": BLUE,
    "floor": GREY,
    "sklearn": VERMILION,
    "onnx": ORANGE,
    "async": GREEN,
    "async_floor": GREY,
    "litestar": ORANGE,
    "own": SKY,
    "litestar_own": SKY,
}


def serving_figure(content: Mapping[str, Any]) -> bytes:
    """Draw medians as bars, least and most of the rounds as whiskers.

    Parameters
    ----------
    content
        What `python -m tests.bench` wrote as serving.json.
    """
    with canvas.styled_figure(6.5, width=11) as figure:
        panels = figure.subplots(2, 3, sharey=True)
        for axes, (metric, title) in zip(panels.flat, PANELS.items(), strict=True):
            _bars(axes, content["contenders"], metric)
            axes.set_title(title)
    rounds, machine = content["plan"]["rounds"], content["machine"]
    about = (
        f"Median of {rounds} alternating rounds, whiskers: least to most; one worker on one core"
        f" each; {machine['processor']}"
    )
    return canvas.as_svg(figure, _headline(content["targets"]), about)


def _bars(axes: Axes, contenders: Mapping[str, Any], metric: str) -> None:
    rows = range(len(contenders))
    spreads = [contender[metric] for contender in contenders.values()]
    medians = [spread["median"] for spread in spreads]
    reach = [
        [spread["median"] - spread["low"] for spread in spreads],
        [spread["high"] - spread["median"] for spread in spreads],
    ]
    colours = [COLOURS[name] for name in contenders]
    axes.barh(rows, medians, xerr=reach, color=colours, error_kw={"ecolor": INK, "elinewidth": 0.8})
    for row, spread in zip(rows, spreads, strict=True):
        axes.annotate(
            f"{spread['median']:,.3g}" if spread["median"] < 1000 else f"{spread['median']:,.0f}",
            (spread["high"], row),
            (4, 0),
            textcoords="offset points",
            va="center",
        )
    axes.set_yticks(rows, [contender["title"] for contender in contenders.values()])
    axes.set_ylim(len(contenders) - 0.5, -0.5)
    axes.set_xlim(0, 1.3 * max(spread["high"] for spread in spreads))
    axes.tick_params(axis="y", length=0)


def _headline(targets: list[dict[str, Any]]) -> str:
    met = sum(target["is_met"] for target in targets)
    return f"The function meets {met} of its {len(targets)} targets for serving"
