"""Command line: `python -m training COMMAND`, one file a command."""

import argparse
import sys
from collections.abc import Sequence

from pushback.bundle import BundleError
from training.cli import (
    ablate,
    compare,
    costs,
    curves,
    data,
    drift,
    evaluate,
    fetch,
    importance,
    ingest,
    notebooks,
    readme,
    report,
    retrain,
    rollback,
    select,
    train,
    tune,
)
from training.errors import TrainingError

COMMANDS = (
    fetch,
    ingest,
    data,
    train,
    evaluate,
    compare,
    curves,
    ablate,
    select,
    tune,
    importance,
    costs,
    drift,
    retrain,
    rollback,
    notebooks,
    readme,
    report,
)

EPILOG = """\
Example, from nothing to a bundle:
  python -m training fetch
  python -m training train
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Turn real flight records into the bundle that Pushback serves.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0, 1 after a one-line error, 2 for misuse, 130 on Ctrl-C; 3 where `drift` finds thresholds
    passed.
    """
    options = make_parser().parse_args(arguments)
    try:
        code: int | None = options.run(options)
    except (TrainingError, BundleError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)  # noqa: T201
        return 130
    return code or 0
