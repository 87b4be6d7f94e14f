"""What the README says is so: its commands run, its figures are the contract's."""

import json
import re
import shlex
from pathlib import Path

import pytest
from werkzeug.test import Client

from pushback.bundle import Bundle
from tests.paths import REPOSITORY
from training.cli import make_parser
from training.errors import MarkerUnknown, ResultsMissing
from training.publishing.readme import CALL, PARTS, Figures, filled_text

README = (REPOSITORY / "README.md").read_text()
MAKEFILE = (REPOSITORY / "Makefile").read_text()


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_the_readme_stays_short() -> None:
    assert README.count("\n") < 180


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


def test_its_call_gets_the_answer_it_shows(client: Client) -> None:
    found = CALL.search(README)
    assert found
    (shown,) = re.findall(r"<!-- answer -->\n```json\n(.*?)```", README, re.DOTALL)
    answer = client.post("/predict", data=found[1], content_type="application/json").get_json()
    notes = answer["predictions"][0]["notes"]
    notes[:] = [note for note in notes if note["code"] != "past_departure"]  # one day it will be
    assert answer == json.loads(shown)


def test_its_get_call_is_answered(client: Client) -> None:
    (path,) = re.findall(r"`GET (/predict\?[^`]*)`", README)
    assert client.get(path).status_code == 200


def test_its_figures_are_those_of_the_bundle_and_the_results(released: Bundle) -> None:
    stale = [
        name
        for name in PARTS
        if name != "answer"  # tested by asking for it
        and shown(name) != PARTS[name](Figures(README, released))
    ]
    assert not stale, "fill them with: make readme"


def shown(name: str) -> str:
    (part,) = re.findall(rf"<!-- {name} -->(.*?)<!-- /{name} -->", README, re.DOTALL)
    return str(part)


def test_a_part_within_a_sentence_begins_no_line() -> None:
    """One that does is shown as a paragraph of its own, torn out of its sentence."""
    assert re.findall(r"^<!-- \w+ -->.+", README, re.MULTILINE) == []


def test_the_record_is_as_large_as_it_says(released: Bundle) -> None:
    record = released.contract.data.record
    years = f"{min(record.years)} to {max(record.years)}"
    assert f"{record.flights / 1e6:.1f} million US flights of {years}" in README


def test_filling_twice_changes_nothing(released: Bundle) -> None:
    once = filled_text(Figures(README, released))
    assert filled_text(Figures(once, released)) == once


def test_a_part_that_nothing_is_written_for_is_refused(released: Bundle) -> None:
    with pytest.raises(MarkerUnknown, match="answer, rolling"):
        filled_text(Figures("<!-- moon --><!-- /moon -->", released))


def test_a_study_that_was_not_run_names_its_command(released: Bundle, tmp_path: Path) -> None:
    with pytest.raises(ResultsMissing, match="training evaluate"):
        filled_text(Figures("<!-- skill --><!-- /skill -->", released, tmp_path))


def test_every_folder_and_file_it_names_exists() -> None:
    for name in re.findall(r"`([a-z]+/[a-z/._]*)`", README):
        assert (REPOSITORY / name).exists(), name
