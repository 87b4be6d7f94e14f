"""Tests of notebooks/EDA.ipynb as it is kept: it defines nothing and reads what it shows."""

import ast
import json
import re
from typing import Any

import pytest

from tests.paths import REPOSITORY

NOTEBOOK = REPOSITORY / "notebooks" / "EDA.ipynb"
DEFINED = re.compile(r"\b(?:3|5|95) %|\b0 for|\b1 for|100 \$")
"""Limits and levels, which are decided and not measured."""
MEASURED = re.compile(r"\d+\.\d+|\d+ ?%|\d{1,3},\d{3}")


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_bytes())["cells"]
    return found


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def has_picture(cell: dict[str, Any]) -> bool:
    return any("image/png" in output.get("data", {}) for output in cell.get("outputs", []))


def test_the_notebook_defines_nothing(cells: list[dict[str, Any]]) -> None:
    code = "\n".join(text(cell) for cell in cells if cell["cell_type"] == "code")
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)]


def test_every_picture_is_followed_by_a_reading(cells: list[dict[str, Any]]) -> None:
    pictures = [at for at, cell in enumerate(cells) if has_picture(cell)]
    readings = [
        next(text(cell) for cell in cells[at + 1 :] if cell["cell_type"] == "markdown")
        for at in pictures
    ]
    assert len(pictures) > 12
    assert all(reading.startswith("**Reading.**") for reading in readings)


def test_no_measured_figure_is_typed_into_the_text(cells: list[dict[str, Any]]) -> None:
    written = "\n".join(text(cell) for cell in cells if cell["cell_type"] == "markdown")
    assert MEASURED.findall(DEFINED.sub("", written)) == []


def test_every_cell_was_executed_without_an_error_or_a_stray_message(
    cells: list[dict[str, Any]],
) -> None:
    kinds = {output["output_type"] for cell in cells for output in cell.get("outputs", [])}
    assert kinds == {"execute_result"}


def test_the_notebook_is_small_and_names_no_place_of_the_machine(
    cells: list[dict[str, Any]],
) -> None:
    assert NOTEBOOK.stat().st_size < 2_000_000
    assert not re.search(r"/(?:home|work|tmp|root)/", json.dumps(cells))
