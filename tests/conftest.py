"""Fixtures that several kinds of tests share."""

import subprocess
from collections.abc import Iterator

import pytest
from functions_framework import create_app
from functions_framework._function_registry import ASGI_FUNCTIONS
from hypothesis import settings
from werkzeug.test import Client

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from tests.asgi import Bridge
from tests.builders import EveryTenth, small_record
from tests.paths import FUNCTION
from tests.processes import Site, free_port, serving
from training.config import RELEASE_FOLDER
from training.dataset.dataset import Dataset, load_dataset
from training.lake import Lake
from training.lake.intake import fetch
from training.record import write_record

# A machine that has much else to do is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ALLOWED_ORIGIN = "http://localhost:8080"


@pytest.fixture(scope="session", autouse=True)
def nations_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let trainings learn from a small record: the nation's would take them a minute each."""
    file = tmp_path_factory.mktemp("record") / "small.parquet"
    write_record(small_record(), file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUSHBACK_RECORD", str(file))
        yield


@pytest.fixture(scope="session")
def released() -> Bundle:
    """The released bundle."""
    return Bundle.load(RELEASE_FOLDER)


@pytest.fixture(scope="session")
def predictor(released: Bundle) -> Predictor:
    """The released bundle, ready to answer."""
    return Predictor(released)


@pytest.fixture(scope="session", params=["main", "main_async"])
def client(request: pytest.FixtureRequest) -> Client:
    """A client of the whole function, in this process: on Flask, and in asynchronous mode."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLOWED_ORIGINS", f"{ALLOWED_ORIGIN}, https://pushback.example")
        app = create_app("handle", str(FUNCTION / f"{request.param}.py"))  # type: ignore[no-untyped-call]
    # The framework expects one function a process: `handle` of the other would be taken for it.
    ASGI_FUNCTIONS.discard("handle")
    return Client(app if request.param == "main" else Bridge(app))


@pytest.fixture
def is_async(client: Client) -> bool:
    """Whether the client asks the asynchronous mode."""
    return isinstance(client.application, Bridge)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The page and the function as `make run` serves them, once a worker."""
    api, page = free_port(), free_port()
    with serving(api, page, subprocess.DEVNULL):
        yield Site(f"http://localhost:{page}", f"http://localhost:{api}")


@pytest.fixture(scope="session")
def sampled_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake of every tenth flight of January to April 2023."""
    lake = Lake(tmp_path_factory.mktemp("lake"))
    fetch(EveryTenth(4), lake)
    return lake


@pytest.fixture(scope="session")
def sampled_dataset(sampled_lake: Lake) -> Dataset:
    """The sampled lake, as training reads it."""
    return load_dataset(sampled_lake)
