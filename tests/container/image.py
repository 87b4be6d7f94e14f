"""The function's image, built by an engine on a base that it can run.

The images stay with the engine, so that the next run is quick: pushback-test, and pushback-base
where the Dockerfile's own base cannot be pulled. BASE_IMAGE in the environment names another.
"""

import os
import re
import subprocess
from pathlib import Path

from tests.container.engine import Engine, EngineUnusable, last_line
from tests.paths import FUNCTION

IMAGE = "pushback-test"
OWN_BASE = "pushback-base"
MAKE_BASE = Path(__file__).parent / "base_image.sh"


def build_image(engine: Engine) -> str:
    """Build the image, and return its name.

    Raises
    ------
    EngineUnusable
        If there is no base for it, or containers of the base cannot be run.
    """
    base = find_base(engine)
    engine.try_out(base)
    engine.build(FUNCTION, IMAGE, base)
    return IMAGE


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
