"""`report`: report.pdf."""

import argparse

from training.cli.console import OUT
from training.config import RESULTS_FOLDER
from training.publishing.report.build import build
from training.publishing.report.survey import survey
from training.results import write_json


def run(options: argparse.Namespace) -> None:
    """Write the file and say whether anything changed."""
    if options.survey:
        write_json(RESULTS_FOLDER / "data.json", survey())
    changed = build(options.file)
    OUT.print(f"{options.file} {'was set anew' if changed else 'was up to date'}")
