"""`notebooks`: execute the notebooks anew."""

import argparse
from pathlib import Path

from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command
from training.publishing.notebooks import NOTEBOOKS_FOLDER, build, check, find_sources, read


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "notebooks",
        run,
        "Execute the notebooks from their sources, and keep them if every cell succeeds.",
        """\
          python -m training notebooks
          python -m training notebooks EDA --check
        """,
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="which notebooks, without .py (default: all)"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if a notebook is not what its source gives",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=NOTEBOOKS_FOLDER,
        metavar="FOLDER",
        help="where the sources and notebooks lie (default: notebooks)",
    )


def run(options: argparse.Namespace) -> None:
    """Execute one notebook after the other, and say of each what came of it."""
    for source in find_sources(options.names, options.folder):
        with steps("executing", len(read(source).cells)) as step:
            if options.check:
                check(source, step)
                said = "is what its source gives"
            else:
                said = "was made anew" if build(source, step) else "was up to date"
        OUT.print(f"{source.with_suffix('.ipynb')} {said}")
