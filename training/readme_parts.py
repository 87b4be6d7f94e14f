"""Readme parts: what stands at each marker of README.md, from the bundle and the results."""

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
from training.config import RESULTS_FOLDER
from training.errors import ResultsMissing
from training.metrics import METRICS

CALL = re.compile(r"curl -s localhost:8000/predict .* -d '(.*)'")
WRITTEN_BY = {
    "evaluation": "python -m training evaluate",
    "comparison": "python -m training compare",
    "curves": "python -m training curves",
    "ablation": "python -m training ablate",
    "serving": "make bench",
}
"""The command that writes each result."""
HEAD = "| {} | log-loss | Brier | RPS | AUC | ECE |\n|---|---|---|---|---|---|"
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
    return _scores("April to December 2023", figures.result("evaluation"))


def _released(figures: Figures) -> str:
    return _scores("October to December 2023", figures.bundle.contract.metrics)


def _skill(figures: Figures) -> str:
    skill = figures.result("evaluation")["skill"]["full"]["climatology"]
    return f"{skill['value']:.1%} ({skill['low']:.1%} to {skill['high']:.1%})"


def _scores(title: str, scores: Mapping[str, Mapping[str, float]]) -> str:
    rows = (
        f"| {label} | " + " | ".join(f"{scores[system][name]:.4f}" for name in METRICS) + " |"
        for system, label in ROWS.items()
    )
    return "\n" + "\n".join([HEAD.format(title), *rows]) + "\n"


def _comparison(figures: Figures) -> str:
    """Our model and its rivals, a line each."""
    rows = (
        [
            name,
            f"{one['log_loss']['full']:.4f}",
            f"{one['log_loss']['none']:.4f}",
            f"{one['auc']:.4f}",
            "{value:+.4f} ({low:+.4f} to {high:+.4f})".format(**one["behind"]),
            f"{one['fit_seconds']:.0f} s",
            f"{one['kilobytes']:,.0f} kB",
            f"{one['microseconds']:,.0f} µs",
        ]
        for name, one in figures.result("comparison")["contenders"].items()
    )
    head = ("", "log-loss", "no weather", "AUC", "to ours (95 %)", "fit", "size", "one row")
    return _table(head, rows)


def _fit(figures: Figures) -> str:
    """The verdict of the curves, and whether more days or flights would help."""
    verdict, *_, days, flights = figures.result("curves")["sentences"]
    return f"{verdict} {days} {flights}"


def _ablation(figures: Figures) -> str:
    varied = list(figures.result("ablation")["variations"].values())[1:]
    worse = sum(one["rise"]["full"]["low"] > 0 for one in varied)
    better = sum(one["rise"]["full"]["high"] < 0 for one in varied)
    return f"of {len(varied)} variations {worse} are worse for sure, {better} better"


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


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


PARTS: Mapping[str, Callable[[Figures], str]] = {
    "answer": _answer,
    "rolling": _rolling,
    "released": _released,
    "skill": _skill,
    "comparison": _comparison,
    "fit": _fit,
    "ablation": _ablation,
    "serving": _serving,
}
