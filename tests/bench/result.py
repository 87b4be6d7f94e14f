"""Result: what a run found, as JSON for the README, the report and the figure, and as tables."""

import datetime
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from tests.bench.contenders import Contender
from tests.bench.cores import Cores
from tests.bench.rounds import METRICS, Figures, Plan
from tests.bench.spread import Spread
from tests.bench.targets import Verdict, judge

INSTALLED = "installed_mb"
TITLES = {**METRICS, INSTALLED: "installed, MB"}


def as_json(
    contenders: Sequence[Contender],
    rounds: Mapping[str, Sequence[Figures]],
    plan: Plan,
    cores: Cores,
) -> dict[str, Any]:
    """Return medians and spreads by contender, and the verdicts."""
    return {
        "measured": datetime.date.today().isoformat(),
        "machine": {
            "processor": _processor(),
            "python": platform.python_version(),
            "client_core": "shared with the server" if cores.is_shared else "its own",
        },
        "plan": asdict(plan),
        "contenders": {
            one.name: {"title": one.title, **_spreads(rounds[one.name])} for one in contenders
        },
        "targets": [_verdict(verdict) for verdict in judge(rounds)],
    }


def figures_table(content: Mapping[str, Any]) -> Table:
    """Return a line for each figure, a column for each contender."""
    contenders = content["contenders"]
    table = Table(
        title=f"Median of {content['plan']['rounds']} rounds (least to most)",
        title_justify="left",
        caption=_caption(content),
        caption_justify="left",
    )
    table.add_column("")
    for name in contenders:
        table.add_column(name, justify="right")
    for metric, title in TITLES.items():
        spreads = [contender.get(metric) for contender in contenders.values()]
        table.add_row(title, *("" if spread is None else _shown(spread) for spread in spreads))
    return table


def targets_table(content: Mapping[str, Any]) -> Table:
    """Return a line for each target: what is asked, what was reached, met or missed."""
    table = Table(title="The function's targets", title_justify="left")
    table.add_column("")
    for column in ("target", "reached", ""):
        table.add_column(column, justify="right")
    for target in content["targets"]:
        table.add_row(
            target["title"],
            f"{target['sense']} {target['bound']:g}",
            _shown(target["reached"]),
            "met" if target["is_met"] else "missed",
        )
    return table


def _caption(content: Mapping[str, Any]) -> str:
    machine = content["machine"]
    names = "; ".join(f"{name}: {one['title']}" for name, one in content["contenders"].items())
    return (
        f"{names}. {machine['processor']}, Python {machine['python']}; every server has one"
        f" worker on one core, and the client's core is {machine['client_core']}. Cold start: from"
        " spawning to the first right answer, files in the page cache. Memory after the load."
        " Installed: packages alone, as they are here."
    )


def _spreads(rounds: Sequence[Figures]) -> dict[str, Any]:
    return {
        metric: _rounded(Spread.of([figures[metric] for figures in rounds]))
        for metric in TITLES
        if metric in rounds[0]
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    target = verdict.target
    return {
        "title": target.title,
        "metric": target.metric,
        "beside": target.beside,
        "sense": "at most" if target.is_most else "at least",
        "bound": target.bound,
        "reached": _rounded(verdict.reached),
        "is_met": verdict.is_met,
    }


def _rounded(spread: Spread) -> dict[str, float]:
    return {name: float(f"{value:.4g}") for name, value in asdict(spread).items()}


def _shown(spread: Mapping[str, float]) -> str:
    median, low, high = (_number(spread[name]) for name in ("median", "low", "high"))
    return median if low == high else f"{median} ({low}-{high})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())
