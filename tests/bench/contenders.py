"""Contenders: what is run, how, and what must be installed for it.

Each runs as one worker. The function and the floor run as in production, eight threads on
gunicorn; the rivals run on uvicorn with uvloop and httptools, the fastest there is for them. So do
the framework's asynchronous mode and its own floor: what the function would gain by leaving Flask.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.paths import FUNCTION, REPOSITORY

FUNCTION_NAME, FLOOR, SKLEARN, ONNX = "function", "floor", "sklearn", "onnx"
ASYNC, ASYNC_FLOOR = "async", "async_floor"
SERVERS = Path(__file__).parent / "servers"
LOCK = FUNCTION / "requirements.txt"

_UVLOOP = ("httptools", "uvloop")
_FASTAPI = ("fastapi", "pydantic", "uvicorn", *_UVLOOP)
_FEATURES = ("msgspec", "numpy", "tzdata")


@dataclass(frozen=True)
class Contender:
    """A server to be held against others.

    Attributes
    ----------
    arguments
        Of Python; the port is put at the end.
    packages
        What its requirements name; what these need in turn is found out.
    predicts
        Whether it answers with predictions.
    """

    name: str
    title: str
    arguments: tuple[str, ...]
    packages: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    predicts: bool = True


def make_contenders(pipeline: Path) -> tuple[Contender, ...]:
    """Return the function, the floor and the rivals.

    Parameters
    ----------
    pipeline
        The file of the scikit-learn pipeline, as `tests.bench.pipeline` wrote it.
    """
    return (
        Contender(FUNCTION_NAME, "Pushback's function", _framework(FUNCTION / "main.py"), locked()),
        Contender(
            FLOOR,
            "no-op on the same framework",
            _framework(SERVERS / "noop.py"),
            ("flask", "functions-framework"),
            predicts=False,
        ),
        Contender(
            SKLEARN,
            "FastAPI + joblib + scikit-learn",
            _uvicorn("fastapi_sklearn"),
            (*_FASTAPI, *_FEATURES, "joblib", "pandas", "scikit-learn"),
            {"PIPELINE": str(pipeline)},
        ),
        Contender(
            ONNX,
            "FastAPI + onnxruntime",
            _uvicorn("fastapi_onnx"),
            (*_FASTAPI, *_FEATURES, "onnxruntime", "orjson"),
        ),
        Contender(
            ASYNC,
            "the function in asynchronous mode",
            (*_framework(SERVERS / "function_async.py"), "--asgi"),
            (*locked(), *_UVLOOP),
        ),
        Contender(
            ASYNC_FLOOR,
            "no-op in asynchronous mode",
            (*_framework(SERVERS / "noop_async.py"), "--asgi"),
            ("functions-framework", *_UVLOOP),
            predicts=False,
        ),
    )


def command(contender: Contender, port: int) -> list[str]:
    """Return the command that serves on a port of this machine alone."""
    return [sys.executable, *contender.arguments, "--host=127.0.0.1", f"--port={port}"]


def environment(contender: Contender) -> dict[str, str]:
    """Return what a contender's environment holds beside the ordinary."""
    return {
        "WORKERS": "1",
        "THREADS": "8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": f"{FUNCTION}:{REPOSITORY}",
        **contender.environment,
    }


def locked() -> tuple[str, ...]:
    """Return the packages of the function's lock: all that is installed where it runs."""
    return tuple(re.findall(r"^([a-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE))


def _framework(source: Path) -> tuple[str, ...]:
    return ("-m", "functions_framework", "--target=handle", f"--source={source}")


def _uvicorn(module: str) -> tuple[str, ...]:
    return (
        "-m",
        "uvicorn",
        f"tests.bench.servers.{module}:make_app",
        "--factory",
        "--loop=uvloop",
        "--http=httptools",
        "--log-level=warning",
        "--no-access-log",
    )
