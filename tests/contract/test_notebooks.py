"""The notebooks are what their sources say, executed, and fit to be shown to anyone."""

import ast
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.paths import REPOSITORY
from training.publishing.notebooks import find_sources, read

SOURCES = find_sources()
LARGEST = 1_200_000
"""Bytes: larger ones are no pleasure to open, nor to compare."""
PLACES = {
    str(REPOSITORY),
    str(Path.home()),
    tempfile.gettempdir(),
    sys.prefix,
    socket.gethostname(),
}
PICTURES = {"image/png", "image/svg+xml", "image/jpeg"}
TYPED_FIGURE = re.compile(r"\d\.\d\d")

pytestmark = pytest.mark.parametrize("source", SOURCES, ids=[source.stem for source in SOURCES])


def cells(source: Path) -> list[NotebookNode]:
    """Return the cells of the notebook beside a source."""
    text = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    return list(notebook.cells)


def code_cells(source: Path) -> list[NotebookNode]:
    return [cell for cell in cells(source) if cell.cell_type == "code"]


def texts(source: Path) -> Iterator[str]:
    """Yield all that a reader of the notebook may read, but not its pictures."""
    for cell in cells(source):
        yield cell.source
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            yield from (str(text) for kind, text in output.get("data", {}).items()
                        if kind not in PICTURES)  # fmt: skip


def has_plot(cell: NotebookNode) -> bool:
    return any(PICTURES & set(output.get("data", ())) for output in cell.get("outputs", ()))


def test_the_notebook_holds_the_cells_of_its_source(source: Path) -> None:
    assert [(cell.cell_type, cell.source) for cell in cells(source)] == [
        (cell.cell_type, cell.source) for cell in read(source).cells
    ]


def test_every_cell_was_executed_in_order(source: Path) -> None:
    counts = [cell.execution_count for cell in code_cells(source)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_cell_failed_or_warned(source: Path) -> None:
    outputs = [output for cell in code_cells(source) for output in cell.outputs]
    assert [one for one in outputs if "error" in (one.output_type, one.get("name"))] == []
    assert [one.text for one in outputs if one.get("name") == "stderr"] == []


def test_nothing_tells_of_the_machine_it_was_made_on(source: Path) -> None:
    found = {place for text in texts(source) for place in PLACES if place in text}
    assert found == set()


def test_the_notebook_defines_nothing(source: Path) -> None:
    defined = [
        node.name
        for cell in code_cells(source)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    assert defined == []


def test_every_plot_is_followed_by_a_reading(source: Path) -> None:
    """Between the two there may be a cell that shows figures, but no other plot."""
    told = [cell for cell in cells(source) if has_plot(cell) or cell.cell_type == "markdown"]
    plots = [at for at, cell in enumerate(told) if has_plot(cell)]
    assert plots
    assert [told[at].source for at in plots if has_plot(told[at + 1])] == []


def test_no_figure_is_typed_into_the_prose(source: Path) -> None:
    prose = [cell.source for cell in cells(source) if cell.cell_type == "markdown"]
    assert [figure for text in prose for figure in TYPED_FIGURE.findall(text)] == []


def test_the_notebook_is_small_enough_to_open(source: Path) -> None:
    assert source.with_suffix(".ipynb").stat().st_size < LARGEST
