"""What the README says is so: its commands run, its figures are the contract's."""

import json
import re
import shlex

import pytest
from flask.testing import FlaskClient

from pushback.bundle import Bundle
from tests.paths import REPOSITORY
from training.cli import make_parser
from training.config import RESULTS_FOLDER
from training.metrics import METRICS

README = (REPOSITORY / "README.md").read_text()
MAKEFILE = (REPOSITORY / "Makefile").read_text()
EVALUATION = json.loads((RESULTS_FOLDER / "evaluation.json").read_text())
ROWS = {
    "full": "the model, all weather",
    "forecast": "the model, forecast weather",
    "none": "the model, no weather",
    "seasonal_climatology": "climatology x season",
    "climatology": "climatology",
    "constant": "constant",
}


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_the_readme_stays_short() -> None:
    assert README.count("\n") < 200


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"^make ([a-z-]+)", "\n".join(shell_lines()), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize("line", [line for line in shell_lines() if "-m training" in line])
def test_every_training_command_it_names_parses(line: str) -> None:
    words = shlex.split(line, comments=True)
    arguments = words[words.index("training") + 1 :]
    if arguments != ["--help"]:
        make_parser().parse_args(arguments)


def test_its_call_gets_the_answer_it_shows(client: FlaskClient) -> None:
    (body,) = re.findall(r"curl -s localhost:8000/predict .* -d '(.*)'", README)
    (shown,) = re.findall(r"<!-- answer -->\n```json\n(.*?)```", README, re.DOTALL)
    answer = client.post("/predict", data=body, content_type="application/json").get_json()
    notes = answer["predictions"][0]["notes"]
    notes[:] = [note for note in notes if note["code"] != "past_departure"]  # one day it will be
    assert answer == json.loads(shown)


def test_its_get_call_is_answered(client: FlaskClient) -> None:
    (path,) = re.findall(r"`GET (/predict\?[^`]*)`", README)
    assert client.get(path).status_code == 200


def shown(marker: str) -> list[list[str]]:
    (table,) = re.findall(rf"<!-- {marker} -->\n(?:\|.*\n){{2}}((?:\|.*\n)*)", README)
    return [line.strip("| ").split(" | ") for line in table.splitlines()]


def expected(scores: dict[str, dict[str, float]]) -> list[list[str]]:
    return [
        [ROWS[system], *(f"{scores[system][metric]:.4f}" for metric in METRICS)] for system in ROWS
    ]


def test_its_scores_of_the_bundle_are_the_contracts(released: Bundle) -> None:
    assert shown("released") == expected(released.contract.metrics)


def test_its_rolling_scores_are_those_that_evaluate_wrote() -> None:
    assert shown("rolling") == expected(EVALUATION)


def test_its_skill_is_the_one_that_evaluate_wrote() -> None:
    skill = EVALUATION["skill"]["full"]["climatology"]
    words = f"{skill['value']:.1%} ({skill['low']:.1%} to {skill['high']:.1%})"
    assert f"the log-loss is {words} below climatology's" in README


def test_every_folder_and_file_it_names_exists() -> None:
    for name in re.findall(r"`([a-z]+/[a-z/._]*)`", README):
        assert (REPOSITORY / name).exists(), name
