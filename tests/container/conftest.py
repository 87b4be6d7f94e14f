"""Fixtures: an engine that can run containers here, the image, and one container of it.

The images stay with the engine, so that the next run is quick: pushback-test, and pushback-base
where the Dockerfile's own base cannot be pulled. BASE_IMAGE in the environment names another.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.container.engine import Container, Engine, EngineUnusable, last_line
from tests.paths import FUNCTION

IMAGE = "pushback-test"
OWN_BASE = "pushback-base"
MAKE_BASE = Path(__file__).parent / "base_image.sh"


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
        base = find_base(engine)
        engine.try_out(base)
    except EngineUnusable as reason:
        give_up(reason)
    engine.build(FUNCTION, IMAGE, base)
    return IMAGE


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


def find_base(engine: Engine) -> str:
    """Return the base image asked for, the Dockerfile's own, or else one made here."""
    if asked := os.environ.get("BASE_IMAGE"):
        return asked
    (usual,) = re.findall(r"^ARG BASE_IMAGE=(\S+)", (FUNCTION / "Dockerfile").read_text(), re.M)
    pulled = engine("pull", "--quiet", usual)
    if pulled.returncode == 0:
        return str(usual)
    if engine("image", "inspect", OWN_BASE).returncode:
        make_base(engine, f"{usual} cannot be pulled ({last_line(pulled)})")
    return OWN_BASE


def make_base(engine: Engine, reason: str) -> None:
    """Make a base image from Debian's packages."""
    result = subprocess.run(
        [str(MAKE_BASE), engine.name, OWN_BASE], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise EngineUnusable(f"{reason}. {last_line(result)}")
