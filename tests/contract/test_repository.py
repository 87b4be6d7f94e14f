"""The repository holds nothing that belongs to one machine, and no secret."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

FORBIDDEN = {
    "a package registry's host": re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.com"),
    "a home folder": re.compile(r"/(?:home|Users)/\w+|/root/"),
    "a private key": re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|\"private_key\""),
}
TEXT = {".py", ".md", ".toml", ".txt", ".js", ".css", ".html", ".json", ".sh", ".yml", ".svg", ""}


def tracked() -> list[Path]:
    result = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = (REPOSITORY / line for line in result.stdout.splitlines())
    return [path for path in paths if path.is_file() and path.suffix in TEXT]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        str(path.relative_to(REPOSITORY))
        for path in tracked()
        if path != Path(__file__) and FORBIDDEN[what].search(path.read_text(errors="replace"))
    ]
    assert found == []


def test_source_files_stay_short() -> None:
    long = {
        str(path.relative_to(REPOSITORY)): lines
        for path in tracked()
        if path.suffix in {".py", ".js", ".css", ".sh"}
        and path.parent.name != "notebooks"  # mostly text
        and (lines := path.read_text().count("\n")) > 300
    }
    assert long == {}
