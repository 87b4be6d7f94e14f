"""Tests of the command line: help, examples, and mistakes in one line."""

import shlex
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from tests.paths import REPOSITORY
from training import config
from training.cli import MODULES, main, make_parser
from training.cli.commands import COMMANDS
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.lake import Lake
from training.model.estimators import PARAMETERS
from training.sources import FILE_SOURCES, PUBLISHED, SOURCES
from training.studies import importance

NAMES = list(COMMANDS)


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as exit_:
        main([*arguments, "--help"])
    assert exit_.value.code == 0
    return capsys.readouterr().out


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of(capsys)
    listed = [line.split()[0] for line in text.splitlines() if line.startswith("    ")]
    files = {path.stem for path in (REPOSITORY / "training" / "cli").glob("*.py")}
    shared = {"__init__", "commands", "console", "options", "study_commands"}
    assert set(NAMES) <= set(listed)
    assert files - {MODULES.get(name, name) for name in NAMES} == shared


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_an_example_that_parses(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = help_of(capsys, name)
    examples = [line.strip() for line in text.split("Example:")[1].splitlines() if line.strip()]
    assert examples
    for example in examples:
        words = shlex.split(example)
        assert words[:3] == ["python", "-m", "training"]
        make_parser().parse_args(words[3:])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_module_that_runs_it(name: str) -> None:
    module = import_module(f"training.cli.{MODULES.get(name, name)}")
    assert list(signature(getattr(module, f"run_{name}")).parameters) == ["options"]


def test_help_of_fetch_and_ingest_names_every_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert all(name in help_of(capsys, "fetch") for name in (*SOURCES, *PUBLISHED))
    assert all(name in help_of(capsys, "ingest") for name in FILE_SOURCES)


def test_the_fewest_flights_are_those_that_importance_explains() -> None:
    sizes = importance.Sizes(flights=0)
    fewest = sizes.background + sizes.explained
    assert make_parser().parse_args(["importance", f"--flights={fewest}"]).flights == fewest
    with pytest.raises(SystemExit):
        make_parser().parse_args(["importance", f"--flights={fewest - 1}"])


def test_models_are_those_of_the_room() -> None:
    assert tuple(PARAMETERS) == config.MODEL_NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_help(name: str) -> None:
    commands = make_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    for action in commands[name]._actions:  # type: ignore[index]
        assert action.help, action


def test_an_unknown_model_names_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["train", "--model=nonsense"])
    assert exit_.value.code == 2
    message = capsys.readouterr().err
    assert all(name in message for name in PARAMETERS)


def fails_in_one_line(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    return errors[0]


def test_an_empty_lake_says_how_to_fill_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "make fetch" in fails_in_one_line(capsys, "train", f"--lake={tmp_path}")


@pytest.mark.parametrize("split", ["0", "1", "2", "-0.5", "nan"])
def test_an_unusable_split_says_what_is_allowed(
    split: str, sampled_lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", f"--split={split}", f"--lake={sampled_lake.folder}"]
    assert "between 0 and 1" in fails_in_one_line(capsys, *arguments)


def test_months_out_of_order_say_what_is_allowed(
    sampled_lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", "--first=9", "--last=4", f"--lake={sampled_lake.folder}"]
    assert "in order" in fails_in_one_line(capsys, *arguments)


def test_an_evaluation_has_the_seed_that_it_is_given(
    tmp_path: Path, sampled_lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def interrupted(_: Dataset, config: TrainingConfig, *__: object, **___: object) -> None:
        asked.append(config.seed)
        raise KeyboardInterrupt

    monkeypatch.setattr("training.evaluation.rolling_origin.roll", interrupted)
    places = [f"--lake={sampled_lake.folder}", f"--output={tmp_path}"]
    for told in ([], ["--seed=7"]):
        assert main(["evaluate", *told, *places]) == 130
    assert asked == [TrainingConfig().seed, 7]


def test_an_unknown_source_names_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = fails_in_one_line(capsys, "fetch", "nyc1999", f"--lake={tmp_path}")
    assert "nyc2023" in message
    assert list(tmp_path.iterdir()) == []


def test_fetch_fills_the_lake_and_shows_what_was_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", "nyc2013", f"--lake={tmp_path}"]) == 0
    printed = capsys.readouterr().out
    assert "336,776" in printed
    assert "wind_speed_kmh" in printed
    manifest = Lake(tmp_path).manifest()
    assert sum(file.rows for file in manifest.files if file.table == "flights") == 336_776
