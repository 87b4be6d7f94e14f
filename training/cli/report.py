"""`report`: report.pdf."""

import argparse
from pathlib import Path

from training.cli.console import OUT
from training.cli.options import Commands, add_command
from training.config import RESULTS_FOLDER
from training.publishing.report.build import REPORT, build
from training.publishing.report.survey import survey
from training.results import write_json

SURVEY = RESULTS_FOLDER / "data.json"


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "report",
        run,
        "Set the report as PDF from the results and the released bundle.",
        """\
          python -m training report
          python -m training report --survey
        """,
    )
    parser.add_argument(
        "--survey",
        action="store_true",
        help="count the data packages first, into training/results/data.json",
    )
    parser.add_argument(
        "--file",
        type=Path,
        default=REPORT,
        metavar="FILE",
        help="the file to write (default: report.pdf of the repository)",
    )


def run(options: argparse.Namespace) -> None:
    """Write the file and say whether anything changed."""
    if options.survey:
        write_json(SURVEY, survey())
    changed = build(options.file)
    OUT.print(f"{options.file} {'was set anew' if changed else 'was up to date'}")
