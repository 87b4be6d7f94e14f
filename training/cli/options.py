"""Options that several commands share, and how they are shown."""

import argparse
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import TypeAlias

from training.config import lake_folder
from training.estimators import MODEL_NAMES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], None],
    sentence: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command with its sentence of help and its example."""
    parser = commands.add_parser(
        name,
        help=sentence,
        description=sentence,
        epilog="Example:\n" + dedent(example).strip("\n"),
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


def add_model(parser: argparse.ArgumentParser, default: str) -> None:
    """Add --model."""
    parser.add_argument(
        "--model",
        default=default,
        choices=MODEL_NAMES,
        help=f"the model to fit (default: {default})",
    )
