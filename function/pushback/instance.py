"""Instance: loads the service, and settles the process it runs in."""

import os
import sys
from pathlib import Path

from pushback.bundle import BundleError
from pushback.http.service import Service
from pushback.memory import loading
from pushback.scheduling import use_batch_scheduling


def start(model: Path) -> Service:
    """Return the service with the bundle in the folder `model`, or end the process with a line.

    Called once, when all else is imported, so that an instance that cannot answer does not start.
    ALLOWED_ORIGINS in the environment names the origins whose pages may read the answers.
    """
    origins = frozenset(os.environ.get("ALLOWED_ORIGINS", "").replace(",", " ").split())
    use_batch_scheduling()
    try:
        with loading():
            return Service.load(model, origins)
    except BundleError as error:
        sys.exit(f"pushback: {error}")
