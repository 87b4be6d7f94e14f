"""Readme: the figures that README.md shows, filled in from the bundle and the results.

What stands between `<!-- name -->` and `<!-- /name -->` is written by the function of that name
here, and by nobody's hand. A marker may stand within a sentence.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from pushback.bundle import Bundle
from pushback.http.validation import check_body
from pushback.predictor import Predictor
from training.atomic_write import write_changed
from training.config import RELEASE_FOLDER, RESULTS_FOLDER
from training.errors import MarkerUnknown
from training.evaluation import day as evaluation_of_day
from training.evaluation.bootstrap import Estimate
from training.evaluation.metrics import REFERENCES
from training.publishing import wording
from training.publishing.hosting_costs import COPIES_OF, WRITTEN, costs
from training.results import read_result

MARKED = re.compile(r"(<!-- (\w+) -->)(.*?)(<!-- /\2 -->)", re.DOTALL)
CALL = re.compile(r"curl -s localhost:8000/predict .* -d '(.*)'")


@dataclass(frozen=True)
class Figures:
    """What the README quotes from: its own text (for the call it shows), the bundle, results."""

    text: str
    bundle: Bundle
    results: Path = RESULTS_FOLDER

    def result(self, name: str) -> Any:
        """Return what a study wrote; as `training.results.read_result`."""
        return read_result(name, self.results)


def fill(path: Path) -> bool:
    """Bring README.md in line with the bundle and the results; return whether it changed.

    Raises MarkerUnknown if a marker has a name that nothing is written for, and ResultsMissing if a
    study has not been run.
    """
    text = path.read_text(encoding="utf-8")
    figures = Figures(text, Bundle.load(RELEASE_FOLDER))
    return write_changed(path, filled_text(figures).encode())


def fill_page(path: Path) -> bool:
    """Bring the page's figures of the nation in line with the results; as `fill`."""
    return write_changed(path, msgspec.json.encode(read_result("nation")) + b"\n")


def filled_text(figures: Figures) -> str:
    """Return the README with every marked part written anew; as `fill`."""

    def part(found: re.Match[str]) -> str:
        opening, name, _, closing = found.groups()
        if name not in PARTS:
            raise MarkerUnknown(name, list(PARTS))
        return f"{opening}{PARTS[name](figures)}{closing}"

    return MARKED.sub(part, figures.text)


def answer(figures: Figures) -> str:
    """Write the answer to the call above it, laid out to be read."""
    found = CALL.search(figures.text)
    assert found, "README.md shows a call"  # noqa: S101 - the repository's own file
    predictor = Predictor(figures.bundle)
    checked = check_body(found[1].encode(), predictor.features)
    answered = msgspec.to_builtins(predictor.predict(checked.flights, checked.weather))
    (prediction,) = answered["predictions"]
    late, cancelled, *others = (f'"{name}": {json.dumps(prediction[name])}' for name in prediction)
    fields = ",\n   ".join([f"{late}, {cancelled}", *others])
    model = json.dumps(answered["model"])
    return f'\n```json\n{{"model": {model},\n "predictions": [{{\n   {fields}}}]}}\n```\n'


def rolling(figures: Figures) -> str:
    """Write the scores of the rolling origin."""
    head = ("April to December 2023", "log-loss", "Brier", "RPS", "AUC", "ECE")
    return _table(head, wording.score_rows(figures.result("evaluation")))


def released(figures: Figures) -> str:
    """Write the log-loss on the months after the released bundle's training."""
    full, none, climatology, seasonal = (
        f"{figures.bundle.contract.metrics[system]['log_loss']:.4f}"
        for system in ("full", "none", "climatology", "seasonal_climatology")
    )
    return (
        f"{full} with all weather and {none} without, against {climatology} for climatology"
        f" and {seasonal} for climatology x season"
    )


def skill(figures: Figures) -> str:
    """Write how far the log-loss is below that of the two climatologies."""
    found = figures.result("evaluation")["skill"]["full"]
    usual, seasonal = (Estimate(**found[name]) for name in REFERENCES)
    return f"{usual:.1%} below climatology's and {seasonal:.1%} below climatology x season's"


def means(figures: Figures) -> str:
    """Write how near the mean chance came, by what was known of the weather."""
    found = figures.result("evaluation")["reliability"]
    months = {system: one["month"] for system, one in found.items()}
    said = {system: f"{wording.overall(rows, 'chance'):.1%}" for system, rows in months.items()}
    return (
        f"{said['full']} with all weather, {said['none']} without, {said['forecast_1_day']} with a"
        f" simulated forecast a day ahead and {said['forecast_3_days']} three days ahead, where"
        f" {wording.overall(months['full'], 'frequency'):.1%} came late"
    )


def nation(figures: Figures) -> str:
    """Write how the released bundle does on flights of the nation, in New York and away from it."""
    rows = wording.nation_rows(figures.result("nation"), with_years=False)
    return _table(wording.NATION_HEAD, rows)


def day(figures: Figures) -> str:
    """Write how the model of the day does, beside what counting tells."""
    bands = figures.result("evaluation")["day"]["bands"]
    head = [title.lstrip(">") for title in evaluation_of_day.HEAD]
    return _table(head, evaluation_of_day.table_rows(bands))


def off(figures: Figures) -> str:
    """Write how far the mean chance on the day was off at most, over all months and in one."""
    study = figures.result("evaluation")["day"]
    pooled, monthly = (
        abs(wording.points_off(wording.furthest_off(bands)))
        for bands in (study["bands"], chain.from_iterable(study["months"].values()))
    )
    return f"{pooled:.1f} points of what came, in single months up to {monthly:.1f} off"


def comparison(figures: Figures) -> str:
    """Write which rivals are better or worse than ours, and on how much they were fitted."""
    study = figures.result("comparison")
    return f"{wording.verdict(study)}; fitted on {study['share']:.0%} of the flights."


def serving(figures: Figures) -> str:
    """Write what the function is to reach, and what it reached."""
    rows = (
        [*wording.target_cells(target), "met" if target["is_met"] else "**missed**"]
        for target in figures.result("serving")["targets"]
    )
    return _table(("", "target", "median", "rounds", ""), rows)


def batch(figures: Figures) -> str:
    """Write what a million flights take, and how near that is to onnxruntime alone."""
    cases = figures.result("batch")["cases"]
    by_rows = {case["rows"]: case for case in cases if case["workers"] == 2}
    million, most = by_rows[1_000_000], by_rows[4_000_000]
    return (
        f"a million flights take {million['seconds']:.1f} s and {million['memory_mb']:.0f} MB,"
        f" at {million['share']:.0%} of the speed of onnxruntime alone on rows in memory;"
        f" four million take {most['memory_mb']:.0f} MB, at {most['share']:.0%}"
    )


def hosting(figures: Figures) -> str:
    """Write what a million predictions a month cost, summed up."""
    answered = figures.result("serving")["contenders"]["function"]["busy_per_second"]["median"]
    _, free, paid, *_ = costs(answered)
    return (
        f"{paid.sums} = ${paid.dollars}, ${free.dollars} within the free part"
        f" (prices of {COPIES_OF}, written {WRITTEN})"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, on lines of its own.

    Examples
    --------
    >>> _table(["", "AUC"], [["ours", "0.7"]]).splitlines()
    ['', '|  | AUC |', '| --- | --- |', '| ours | 0.7 |']
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


WRITERS = (
    *(answer, rolling, released, skill, means, nation, day, off, comparison),
    *(serving, batch, hosting),
)
PARTS = {writer.__name__: writer for writer in WRITERS}
"""What is written at a marker, by its name."""
