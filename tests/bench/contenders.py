"""Contenders: what is run, how, and what must be installed for it.

Each runs as one worker. The function and the floor run as in production, eight threads on
gunicorn, and so do its asynchronous mode and the floor of that, on uvicorn as it is deployed. The
rivals run on uvicorn with uvloop and httptools, or on granian, the fastest there is for them: some
share our feature code and our model, some have their own of both.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.servers.own import FOLDER
from tests.paths import FUNCTION, REPOSITORY

FUNCTION_NAME, FLOOR, SKLEARN, ONNX = "function", "floor", "sklearn", "onnx"
ASYNC, ASYNC_FLOOR = "async", "async_floor"
LITESTAR, OWN, LITESTAR_OWN = "litestar", "own", "litestar_own"
SERVERS = Path(__file__).parent / "servers"
PIPELINE = "pipeline.joblib"
LOCK = FUNCTION / "requirements.txt"

_UVLOOP = ("httptools", "uvloop")
_FASTAPI = ("fastapi", "pydantic", "uvicorn", *_UVLOOP)
_LITESTAR = ("granian", "litestar", "msgspec", "uvloop")
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
    explains
        Whether it tells the reasons of predictions.
    """

    name: str
    title: str
    arguments: tuple[str, ...]
    packages: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    predicts: bool = True
    explains: bool = False


def make_contenders(folder: Path) -> tuple[Contender, ...]:
    """Return the function, the floors and the rivals.

    Parameters
    ----------
    folder
        Holds the rivals' models, as `tests.bench.pipeline` and `tests.bench.own_model` wrote them.
    """
    return (*_ours(), *_rivals(folder))


def _ours() -> tuple[Contender, ...]:
    return (
        Contender(
            FUNCTION_NAME,
            "Pushback's function",
            _framework(FUNCTION / "main.py"),
            locked(),
            explains=True,
        ),
        Contender(
            FLOOR,
            "no-op on the same framework",
            _framework(SERVERS / "noop.py"),
            ("flask", "functions-framework"),
            predicts=False,
        ),
        Contender(
            ASYNC,
            "the function in asynchronous mode",
            _framework(FUNCTION / "main_async.py"),
            locked(),
            explains=True,
        ),
        Contender(
            ASYNC_FLOOR,
            "no-op in asynchronous mode",
            _framework(SERVERS / "noop_async.py"),
            ("functions-framework",),
            predicts=False,
        ),
    )


def _rivals(folder: Path) -> tuple[Contender, ...]:
    own = {FOLDER: str(folder)}
    return (
        Contender(
            SKLEARN,
            "FastAPI + joblib + scikit-learn",
            _uvicorn("fastapi_sklearn"),
            (*_FASTAPI, *_FEATURES, "joblib", "pandas", "scikit-learn"),
            {"PIPELINE": str(folder / PIPELINE)},
        ),
        Contender(
            ONNX,
            "FastAPI + onnxruntime",
            _uvicorn("fastapi_onnx"),
            (*_FASTAPI, *_FEATURES, "onnxruntime", "orjson"),
        ),
        Contender(
            LITESTAR,
            "Litestar + onnxruntime on granian",
            _granian("litestar_onnx"),
            (*_LITESTAR, *_FEATURES, "onnxruntime"),
        ),
        Contender(
            OWN,
            "FastAPI + onnxruntime, own features",
            _uvicorn("fastapi_own"),
            (*_FASTAPI, "numpy", "onnxruntime", "orjson"),
            own,
        ),
        Contender(
            LITESTAR_OWN,
            "Litestar + onnxruntime, own features",
            _granian("litestar_own"),
            (*_LITESTAR, "numpy", "onnxruntime"),
            own,
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
    program = "tests.bench.servers.as_deployed"
    return ("-m", program, "--target=handle", f"--source={source}")


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


def _granian(module: str) -> tuple[str, ...]:
    return (
        "-m",
        "granian",
        f"tests.bench.servers.{module}:make_app",
        "--factory",
        "--interface=asgi",
        "--loop=uvloop",
        "--workers=1",
        "--log-level=warning",
        "--no-access-log",
    )
