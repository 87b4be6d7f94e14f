"""`notebooks`, `readme`, `report`: what is published, made anew where anything changed."""

import argparse

from training.cli.console import OUT, steps
from training.config import REPOSITORY, RESULTS_FOLDER
from training.results import write_json


def run_notebooks(options: argparse.Namespace) -> None:
    """Execute one notebook after the other, and say of each what came of it."""
    from training.publishing.notebooks import build, check, find_sources, read

    for source in find_sources(options.names, options.folder):
        with steps("executing", len(read(source).cells)) as step:
            if options.check:
                check(source, step)
                said = "is what its source gives"
            else:
                said = "was made anew" if build(source, step) else "was up to date"
        OUT.print(f"{source.with_suffix('.ipynb')} {said}")


def run_readme(options: argparse.Namespace) -> None:
    """Fill the README's figures and those of the page, and say whether anything changed."""
    from training.publishing.readme import fill, fill_page

    page = REPOSITORY / "frontend" / "nation.json"
    for file, changed in ((options.file, fill(options.file)), (page, fill_page(page))):
        OUT.print(f"{file} {'was filled anew' if changed else 'was up to date'}")


def run_report(options: argparse.Namespace) -> None:
    """Set the report, and say whether anything changed."""
    from training.publishing.report.build import build
    from training.publishing.report.survey import survey

    if options.survey:
        write_json(RESULTS_FOLDER / "data.json", survey())
    changed = build(options.file)
    OUT.print(f"{options.file} {'was set anew' if changed else 'was up to date'}")
