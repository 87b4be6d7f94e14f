"""Option --bundle: the released bundle, for commands that put another in its place."""

import argparse
from pathlib import Path

from training.config import RELEASE_FOLDER


def add_bundle(parser: argparse.ArgumentParser) -> None:
    """Add --bundle."""
    parser.add_argument(
        "--bundle",
        type=Path,
        default=RELEASE_FOLDER,
        metavar="FOLDER",
        help="the released bundle (default: function/model; those it replaces are kept in"
        " training/models/released, for another FOLDER in FOLDER-archive beside it)",
    )


def rollback_command(bundle: Path, version: str = "") -> str:
    """Return the command that brings back what was in `bundle` before."""
    options = [f" --to={version}"] if version else []
    if bundle != RELEASE_FOLDER:
        options.append(f" --bundle={bundle}")
    return f"python -m training rollback{''.join(options)}"
