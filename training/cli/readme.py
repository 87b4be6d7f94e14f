"""`readme`: the figures that README.md shows."""

import argparse

from training.cli.console import OUT
from training.publishing.readme import fill

EXAMPLE = "python -m training readme"


def run(options: argparse.Namespace) -> None:
    """Fill the file and say whether anything changed."""
    changed = fill(options.file)
    OUT.print(f"{options.file} {'was filled anew' if changed else 'was up to date'}")
