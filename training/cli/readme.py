"""`readme`: the figures that README.md shows."""

import argparse
from pathlib import Path

from training import FUNCTION_FOLDER
from training.cli.console import OUT
from training.cli.options import Commands, add_command
from training.publishing.readme import fill


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "readme",
        run,
        "Fill the README's answer and tables from the released bundle and the results.",
        """\
          python -m training readme
        """,
    )
    parser.add_argument(
        "--file",
        type=Path,
        default=FUNCTION_FOLDER.parent / "README.md",
        metavar="FILE",
        help="the file to fill (default: README.md of the repository)",
    )


def run(options: argparse.Namespace) -> None:
    """Fill the file and say whether anything changed."""
    changed = fill(options.file)
    OUT.print(f"{options.file} {'was filled anew' if changed else 'was up to date'}")
