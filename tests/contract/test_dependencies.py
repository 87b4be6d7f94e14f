"""What the function loads when it serves, and what the locks install (imports: `make lint`)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import FUNCTION, REPOSITORY

NOT_SERVED = {"sklearn", "pandas", "scipy", "joblib", "skl2onnx", "onnx", "pyarrow"}
NOT_DEPLOYED = {"training", "batch", "tests"}


def test_serving_loads_nothing_of_training_or_batch_nor_their_libraries() -> None:
    code = (
        f"import sys; sys.path.append({str(FUNCTION)!r}); import functions_framework as f;"
        f"f.create_app('handle', {str(FUNCTION / 'main.py')!r});"
        f"print(*({NOT_SERVED | NOT_DEPLOYED!r} & set(sys.modules)))"
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
