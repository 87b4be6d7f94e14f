"""Options that several commands share, and how they are shown."""

import argparse
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from typing import TypeAlias

from training.config import RELEASE_FOLDER, RESULTS_FOLDER, lake_folder
from training.model.estimators import MODEL_NAMES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    sentence: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command with its sentence of help and its example."""
    parser = commands.add_parser(
        name,
        help=sentence,
        description=sentence,
        epilog="Example:\n" + indent(dedent(example).strip("\n"), "  "),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_lake(parser: argparse.ArgumentParser) -> None:
    """Add --lake."""
    parser.add_argument(
        "--lake",
        type=Path,
        default=lake_folder(),
        metavar="FOLDER",
        help="the lake's folder (default: $PUSHBACK_LAKE, else training/data/lake)",
    )


def add_results(parser: argparse.ArgumentParser) -> None:
    """Add --output and --json, for commands that study rather than make."""
    parser.add_argument(
        "--output",
        type=Path,
        default=RESULTS_FOLDER,
        metavar="FOLDER",
        help="where the results go (default: training/results)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead of tables"
    )


def add_share(parser: argparse.ArgumentParser, default: float) -> None:
    """Add --share, for studies that need not be exact."""
    parser.add_argument(
        "--share",
        type=_share_of_flights,
        default=default,
        metavar="SHARE",
        help=f"share of the training flights to fit on, above 0 to 1 (default: {default})",
    )


def _share_of_flights(text: str) -> float:
    """Read a share above 0, up to 1."""
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share: give a number above 0, up to 1")
    return share


def positive_number(text: str) -> int:
    """Read a number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is too few: give 1 or more")
    return int(text)


def add_flights_a_month(parser: argparse.ArgumentParser) -> None:
    """Add --flights-a-month, for lakes that the machine's memory does not hold."""
    parser.add_argument(
        "--flights-a-month",
        type=positive_number,
        metavar="NUMBER",
        help="learn from a sample: so many flights of the largest month, and the same share of"
        " every other (default: all flights)",
    )


def add_model(parser: argparse.ArgumentParser, default: str) -> None:
    """Add --model."""
    parser.add_argument(
        "--model",
        default=default,
        choices=MODEL_NAMES,
        help=f"the model to fit (default: {default})",
    )


# FROM cli.bundle_option:
# Option --bundle: the released bundle, for commands that put another in its place.


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
