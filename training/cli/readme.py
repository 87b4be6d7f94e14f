"""`readme`: the figures that README.md and the page show."""

import argparse

from training.cli.console import OUT
from training.config import REPOSITORY
from training.publishing.readme import fill, fill_page

EXAMPLE = "python -m training readme"


def run(options: argparse.Namespace) -> None:
    """Fill the files and say whether anything changed."""
    page = REPOSITORY / "frontend" / "nation.json"
    for file, changed in ((options.file, fill(options.file)), (page, fill_page(page))):
        OUT.print(f"{file} {'was filled anew' if changed else 'was up to date'}")
