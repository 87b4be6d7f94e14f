"""Fixtures: an engine that can run containers here, the image, and one container of it."""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.container.engine import Container, Engine, EngineUnusable
from tests.container.image import build_image


@pytest.fixture(scope="session")
def engine() -> Engine:
    """A container engine that answers."""
    try:
        return Engine.find()
    except EngineUnusable as reason:
        give_up(reason)


@pytest.fixture(scope="session")
def image(engine: Engine) -> str:
    """The function's image, on a base that the engine can run."""
    try:
        return build_image(engine)
    except EngineUnusable as reason:
        give_up(reason)


@pytest.fixture(scope="session")
def container(engine: Engine, image: str) -> Iterator[Container]:
    """A container that answers."""
    with engine.running(image) as started:
        started.wait_until_healthy()
        yield started


@pytest.fixture(scope="session")
def url(container: Container) -> str:
    """Where the container answers."""
    return container.url


def give_up(reason: EngineUnusable) -> NoReturn:
    """Skip, saying why; in a pipeline (CI is set), fail, for nothing would have been tested."""
    if os.environ.get("CI"):
        pytest.fail(str(reason))
    pytest.skip(str(reason))
