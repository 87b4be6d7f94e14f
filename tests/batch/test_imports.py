"""What batch imports: of this repository, the function's package and itself."""

import ast
from pathlib import Path

import pytest

import batch

FILES = sorted(Path(batch.__file__).parent.glob("*.py"))


def roots(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_batch_imports_nothing_of_training_nor_what_only_training_has(path: Path) -> None:
    assert not roots(path) & {"training", "tests", "main", "pandas", "sklearn", "rich"}


def test_errors_import_nothing_of_the_package() -> None:
    assert not roots(Path(batch.__file__).with_name("errors.py")) & {"batch", "pushback"}
