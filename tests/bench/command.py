"""Command: what the benchmarks' command lines have in common."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from batch.reader.errors import FileRefused
from tests.bench.errors import BenchError
from training.cli.options import Parser
from training.config import RESULTS_FOLDER
from training.errors import TrainingError


def make_parser(module: str, description: str, example: str) -> Parser:
    """Return the parser of a benchmark, without its options."""
    return Parser(
        prog=f"python -m {module}",
        description=description,
        epilog=f"Example:\n  python -m {module} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where results go."""
    parser.add_argument(
        "--output",
        type=Path,
        default=RESULTS_FOLDER,
        metavar="FOLDER",
        help="where the results go (default: training/results)",
    )


def exit_code(run: Callable[[], None]) -> int:
    """Run; return 0, 1 after a one-line error, 130 on Ctrl-C."""
    try:
        run()
    except (BenchError, TrainingError, FileRefused, OSError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)  # noqa: T201
        return 130
    return 0
