"""Command line: `python -m training COMMAND`.

`commands` says what may be asked; the module that runs a command is loaded when the command runs.
The room may import every other, and nothing imports `cli`.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from inspect import cleandoc

from training.cli.commands import COMMANDS
from training.cli.options import Parser
from training.errors import TrainingError

MODULES = {
    **dict.fromkeys(("fetch", "ingest", "record"), "intake"),
    **dict.fromkeys(("train", "retrain", "rollback"), "release"),
    **dict.fromkeys(
        ("tune", "compare", "curves", "ablate", "select", "seeds", "importance"), "studies"
    ),
    **dict.fromkeys(("results", "notebooks", "readme", "report"), "publishing"),
    "costs": "evaluate",
}
"""The module of `training.cli` that runs a command, where it has not the command's name."""

EPILOG = """\
Example, from nothing to a bundle:
  python -m training fetch
  python -m training train
"""


def make_parser() -> Parser:
    """Return the parser of every command."""
    parser = Parser(
        prog="python -m training",
        description="Turn real flight records into the bundle that Pushback serves.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for name, add_options in COMMANDS.items():
        sentence, _, example = cleandoc(add_options.__doc__ or "").partition("\n\n")
        command = commands.add_parser(
            name,
            help=sentence,
            description=sentence,
            epilog=example,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_options(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0, 1 after a one-line error, 2 for misuse, 130 on Ctrl-C; 3 where `drift` finds thresholds
    passed.
    """
    parser = make_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and not getattr(options, "runner", None):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.passed_on = rest
    try:
        module = import_module(f"{__name__}.{MODULES.get(options.command, options.command)}")
        code: int | None = getattr(module, f"run_{options.command}")(options)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)  # noqa: T201
        return 130
    except _told_in_one_line() as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 1
    return code or 0


def _told_in_one_line() -> tuple[type[Exception], ...]:
    """Return the errors whose message a person can act on; called once one was raised."""
    from batch.reader.errors import FileRefused
    from pushback.bundle import BundleError

    return TrainingError, FileRefused, BundleError, OSError
