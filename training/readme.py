"""Readme: the figures that README.md shows, filled in from the bundle and the results.

What stands between `<!-- name -->` and `<!-- /name -->` is written by the function of that name
below, and by nobody's hand.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from pushback.validation import check_body
from training.config import RELEASE_FOLDER, RESULTS_FOLDER
from training.errors import MarkerUnknown, ResultsMissing
from training.metrics import METRICS

MARKED = re.compile(r"(<!-- (\w+) -->)(.*?)(<!-- /\2 -->)", re.DOTALL)
CALL = re.compile(r"curl -s localhost:8000/predict .* -d '(.*)'")
WRITTEN_BY = {"evaluation": "evaluate"}
"""The command that writes each result."""
HEAD = "| {} | log-loss | Brier | RPS | AUC | ECE |\n|---|---|---|---|---|---|"
ROWS = {
    "full": "the model, all weather",
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


PARTS: Mapping[str, Callable[[Figures], str]] = {
    "answer": _answer,
    "rolling": _rolling,
    "released": _released,
    "skill": _skill,
}
