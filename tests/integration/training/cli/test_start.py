"""The command line starts at once: a command loads what it needs, and help loads nothing."""

import subprocess
import sys

import pytest

from tests.paths import REPOSITORY
from training.lake import Lake

LARGE = {"pandas", "sklearn", "scipy", "numpy", "matplotlib", "pyarrow", "onnxruntime", "jinja2"}
NOT_OF_THE_LAKE = LARGE - {"numpy"}


def loaded(*arguments: str) -> set[str]:
    """Return the packages that a command has loaded when it is done."""
    code = (
        "import sys; from training.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('loaded', *{name.split('.')[0] for name in sys.modules})"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(result.stdout.rsplit("loaded ", 1)[1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["train", "--help"],
        ["costs", "--help"],
        ["nonsense"],
        ["train", "--model=nonsense"],
        ["importance", "--flights=1"],
        [],
    ],
    ids=" ".join,
)
def test_help_and_mistakes_load_no_large_library(arguments: list[str]) -> None:
    assert not loaded(*arguments) & LARGE


def test_what_the_lake_holds_is_told_from_its_manifest_alone(sampled_lake: Lake) -> None:
    assert not loaded("data", f"--lake={sampled_lake.folder}") & NOT_OF_THE_LAKE
