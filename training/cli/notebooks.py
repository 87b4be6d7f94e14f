"""`notebooks`: execute the notebooks anew."""

import argparse

from training.cli.console import OUT, steps
from training.publishing.notebooks import build, check, find_sources, read


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
