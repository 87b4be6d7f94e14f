"""Readme: the figures that README.md shows, filled in from the bundle and the results.

What stands between `<!-- name -->` and `<!-- /name -->` is written by the function of that name
in `training.publishing.readme`, and by nobody's hand.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from pushback.validation import check_body
from training.config import RELEASE_FOLDER, RESULTS_FOLDER
from training.errors import MarkerUnknown, ResultsMissing
from training.evaluation.titles import METRICS
from training.publishing.hosting_costs import COPIES_OF, WRITTEN, costs
from training.results import table

# FROM readme_parts:
# Readme parts: what stands at each marker of README.md, from the bundle and the results.

CALL = re.compile(r"curl -s localhost:8000/predict .* -d '(.*)'")
WRITTEN_BY = {
    "evaluation": "python -m training evaluate",
    "comparison": "python -m training compare",
    "curves": "python -m training curves",
    "serving": "make bench",
    "batch": "make bench",
}
"""The command that writes each result."""
RIVALS = {"lightgbm": "LightGBM", "xgboost": "XGBoost", "catboost": "CatBoost"}
ROWS = {
    "full": "the model, all weather",
    "unseasoned": "the same, without the season",
    "forecast": "the model, forecast weather",
    "none": "the model, no weather",
    "seasonal_climatology": "climatology x season",
    "climatology": "climatology",
    "constant": "constant",
}


@dataclass(frozen=True)
class Figures:
    """What the README quotes from.

    Attributes
    ----------
    text
        The README itself, for the call that it shows.
    """

    text: str
    bundle: Bundle
    results: Path = RESULTS_FOLDER

    def result(self, name: str) -> Any:
        """Return what a study wrote.

        Raises
        ------
        ResultsMissing
            If it has not been run.
        """
        path = self.results / f"{name}.json"
        try:
            return json.loads(path.read_bytes())
        except FileNotFoundError:
            raise ResultsMissing(path, "was not found", WRITTEN_BY[name]) from None


def _answer(figures: Figures) -> str:
    """The answer to the call above it, laid out to be read."""
    found = CALL.search(figures.text)
    assert found, "README.md shows a call"  # noqa: S101 - the repository's own file
    predictor = Predictor(figures.bundle)
    checked = check_body(found[1].encode(), predictor.features)
    answer = msgspec.to_builtins(predictor.predict(checked.flights, checked.weather))
    (prediction,) = answer["predictions"]
    early, late = ("late", "cancelled"), [*prediction][2:]
    first = ", ".join(f'"{name}": {json.dumps(prediction[name])}' for name in early)
    rest = (f'   "{name}": {json.dumps(prediction[name])}' for name in late)
    lines = (
        f'{{"model": {json.dumps(answer["model"])},',
        ' "predictions": [{',
        ",\n".join((f"   {first}", *rest)) + "}]}",
    )
    return "\n```json\n" + "\n".join(lines) + "\n```\n"


def _rolling(figures: Figures) -> str:
    scores = figures.result("evaluation")
    rows = (
        [label, *(f"{scores[system][name]:.4f}" for name in METRICS)]
        for system, label in ROWS.items()
    )
    return _table(("April to December 2023", "log-loss", "Brier", "RPS", "AUC", "ECE"), rows)


def _released(figures: Figures) -> str:
    """Log-loss on the months after the released bundle's training."""
    full, none, climatology, seasonal = (
        f"{figures.bundle.contract.metrics[system]['log_loss']:.4f}"
        for system in ("full", "none", "climatology", "seasonal_climatology")
    )
    return (
        f"{full} with all weather and {none} without, against {climatology} for climatology"
        f" and {seasonal} for climatology x season"
    )


def _skill(figures: Figures) -> str:
    skill = figures.result("evaluation")["skill"]["full"]["climatology"]
    return f"{skill['value']:.1%} ({skill['low']:.1%} to {skill['high']:.1%})"


def _comparison(figures: Figures) -> str:
    """How far the rivals' log-loss is above ours."""
    rivals = list(figures.result("comparison")["contenders"].items())[1:]
    return ", ".join(
        "{} ({value:+.4f}, {low:+.4f} to {high:+.4f})".format(RIVALS[name], **rival["behind"])
        for name, rival in rivals
    )


def _fit(figures: Figures) -> str:
    """The verdict of the curves, and whether more days or flights would help."""
    verdict, *_, days, flights = figures.result("curves")["sentences"]
    return f"{verdict} {days} {flights}"


def _serving(figures: Figures) -> str:
    """What the function is to reach, and what it reached."""
    rows = (
        [
            one["title"],
            f"{one['sense']} {one['bound']:g}",
            f"{one['reached']['median']:.3g}",
            "met" if one["is_met"] else "**missed**",
        ]
        for one in figures.result("serving")["targets"]
    )
    return _table(("", "target", "median", ""), rows)


def _asynchronous(figures: Figures) -> str:
    """What the framework's asynchronous mode would change, as ratios."""
    contenders = figures.result("serving")["contenders"]
    metrics = ("busy_per_second", "one_p50_ms", "cold_start_ms", "memory_mb")
    many, one, start, memory = (
        f"{contenders['async'][name]['median'] / contenders['function'][name]['median']:.2f}"
        for name in metrics
    )
    return (
        f"{many} times the throughput and {one} times the time for one flight,"
        f" but {start} times the cold start and {memory} times the memory"
    )


def _batch(figures: Figures) -> str:
    """What a million flights take, and how near that is to onnxruntime alone."""
    million, most = (
        next(
            case
            for case in figures.result("batch")["cases"]
            if case["workers"] == 2 and case["rows"] == rows
        )
        for rows in (1_000_000, 4_000_000)
    )
    return (
        f"a million flights take {million['seconds']:.1f} s and {million['memory_mb']:.0f} MB,"
        f" at {million['share']:.0%} of the speed of onnxruntime alone on rows in memory;"
        f" four million take {most['memory_mb']:.0f} MB, at {most['share']:.0%}"
    )


def _hosting(figures: Figures) -> str:
    """What a million predictions a month cost, summed up."""
    answered = figures.result("serving")["contenders"]["function"]["busy_per_second"]["median"]
    _, free, paid, *_ = costs(answered)
    return (
        f"{paid.sums} = ${paid.dollars}, ${free.dollars} within the free part"
        f" (prices of {COPIES_OF}, written {WRITTEN})"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"\n{table(head, rows)}\n"


PARTS: Mapping[str, Callable[[Figures], str]] = {
    "answer": _answer,
    "rolling": _rolling,
    "released": _released,
    "skill": _skill,
    "comparison": _comparison,
    "fit": _fit,
    "serving": _serving,
    "asynchronous": _asynchronous,
    "batch": _batch,
    "hosting": _hosting,
}


MARKED = re.compile(r"(<!-- (\w+) -->)(.*?)(<!-- /\2 -->)", re.DOTALL)


def fill(path: Path) -> bool:
    """Bring README.md in line with the bundle and the results; return whether it changed.

    Raises
    ------
    MarkerUnknown
        If a marker has a name that nothing is written for.
    ResultsMissing
        If a study has not been run.
    """
    text = path.read_text()
    filled = filled_text(Figures(text, Bundle.load(RELEASE_FOLDER)))
    if filled != text:
        path.write_text(filled)
    return filled != text


def filled_text(figures: Figures) -> str:
    """Return the README with every marked part written anew; as `fill`."""

    def part(found: re.Match[str]) -> str:
        opening, name, _, closing = found.groups()
        if name not in PARTS:
            raise MarkerUnknown(name, list(PARTS))
        return f"{opening}{PARTS[name](figures)}{closing}"

    return MARKED.sub(part, figures.text)
