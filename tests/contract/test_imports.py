"""The flow runs one way: what is served never imports what trains it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import FUNCTION, REPOSITORY

LEAVES = {
    FUNCTION / "pushback" / "problems.py",
    FUNCTION / "pushback" / "outcomes.py",
    FUNCTION / "pushback" / "contract.py",
    REPOSITORY / "training" / "errors" / "base.py",
}
NOT_SERVED = {"sklearn", "pandas", "scipy", "joblib", "skl2onnx", "onnx", "pyarrow"}


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", python_files(FUNCTION), ids=lambda path: path.name)
def test_the_function_imports_nothing_of_training(path: Path) -> None:
    assert not roots(path) & {"training", "batch", "tests", *NOT_SERVED}


@pytest.mark.parametrize("path", python_files(REPOSITORY / "training"), ids=lambda path: path.name)
def test_training_imports_no_tests_and_nothing_of_http(path: Path) -> None:
    assert not roots(path) & {"tests", "batch", "main", "flask", "functions_framework"}


@pytest.mark.parametrize("path", sorted(LEAVES), ids=lambda path: path.name)
def test_leaf_modules_import_nothing_of_their_package(path: Path) -> None:
    assert not roots(path) & {"pushback", "training"}


def test_modules_of_the_function_do_not_import_in_circles() -> None:
    package = FUNCTION / "pushback"
    needs = {
        path.stem: {name.removeprefix("pushback.") for name in imports(path) if "pushback." in name}
        for path in python_files(package)
    }
    settled: set[str] = set()
    while left := {name for name in needs if name not in settled}:
        ready = {name for name in left if needs[name] - {name} <= settled}
        assert ready, f"a circle among {sorted(left)}"
        settled |= ready


def test_serving_loads_neither_pandas_nor_scikit_learn() -> None:
    code = (
        f"import sys; sys.path.append({str(FUNCTION)!r}); import functions_framework as f;"
        f"f.create_app('handle', {str(FUNCTION / 'main.py')!r});"
        f"print(*({NOT_SERVED!r} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.split() == []


def test_the_runtime_starts_no_thread_of_its_own() -> None:
    """Onnxruntime 1.29 and later report to their maker from a thread; it breaks on a fork."""
    code = (
        "import os, numpy; before = len(os.listdir('/proc/self/task'));"
        f"import sys; sys.path.append({str(FUNCTION)!r});"
        "from pathlib import Path; from pushback.bundle import Bundle;"
        "from pushback.predictor import Predictor;"
        f"Predictor(Bundle.load(Path({str(FUNCTION / 'model')!r})));"
        "print(len(os.listdir('/proc/self/task')) - before)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "0"


def locked(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", path.read_text(), re.MULTILINE))


LOCKS = sorted(REPOSITORY.glob("*/**/requirements.txt"))
LOCKS = [path for path in LOCKS if ".venv" not in path.parts]


def test_the_functions_lock_holds_neither_pandas_nor_scikit_learn() -> None:
    names = locked(FUNCTION / "requirements.txt")
    assert {"functions-framework", "flask", "onnxruntime", "numpy", "msgspec"} <= set(names)
    assert not set(names) & {"pandas", "scikit-learn", "scipy", "joblib", "skl2onnx", "pyarrow"}


def test_the_development_lock_agrees_with_the_functions() -> None:
    function, development = (
        locked(REPOSITORY / folder / "requirements.txt") for folder in ("function", "training")
    )
    assert function.items() <= development.items()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_locks_are_hashed_and_name_no_host(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(locked(path))
