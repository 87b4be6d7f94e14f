"""Command line: `python -m batch --input 'schedule/*.parquet' --output scored/`."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from batch import FUNCTION_FOLDER
from batch.announced import unread_delays
from batch.errors import BatchError, NothingScored
from batch.output import Output, Summary
from batch.pipeline import Job
from batch.planning import plan_flights, plan_weather, rows_in, unread_weather
from batch.progress import showing
from batch.reader.errors import FileRefused
from batch.reader.times import ORDERS
from batch.running import LOCAL, RUNNERS, needs_bucket, run_here, run_on
from pushback.bundle import Bundle, BundleError
from pushback.plurals import count_of

DESCRIPTION = """\
Score whole schedules: each flight's chances of every outcome, the delays that 50, 80 and 95 in 100
such flights do not exceed, and notes on what the model cannot know. The model and the features are
those of the function.

Flights are read from CSV (also packed as .gz or .zip), Parquet or Excel, with the columns carrier,
origin, destination, scheduled_departure and scheduled_arrival (which may be left out), or with
those of the official BTS on-time file and of other files of flights; on the day, perhaps with
departure_delay_min, the delay that the board announces. Times are local to their airports. Rows
that cannot be answered go to OUTPUT/_rejected with the reason; if that is every row, the command
fails. OUTPUT/_SUCCESS is written last.
"""

EPILOG = """\
Examples:
  python -m batch --input 'schedule/*.parquet' --output scored/
  python -m batch --input january.csv february.csv --weather weather.parquet --output scored/
  python -m batch --input 'schedule/*.parquet' --output scored/ --workers=1 --overwrite

On Google Cloud Dataflow, as an account of its own, with workers from batch/Dockerfile. Options that
are not among those above are passed on to the runner (batch/DATAFLOW.md says more):
  python -m batch --input 'gs://BUCKET/schedule/*.parquet' --output gs://BUCKET/scored \\
    --runner=DataflowRunner --project=PROJECT --region=us-central1 \\
    --temp_location=gs://BUCKET/temp --service_account_email=ACCOUNT \\
    --sdk_container_image=IMAGE --sdk_location=container
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser."""
    parser = argparse.ArgumentParser(
        prog="python -m batch",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--input", required=True, nargs="+", metavar="FILES", help="files of flights, or patterns"
    )
    parser.add_argument(
        "--output",
        required=True,
        type=_folder,
        metavar="FOLDER",
        help="the folder to write to",
    )
    parser.add_argument(
        "--weather",
        nargs="+",
        default=[],
        metavar="FILES",
        help="files of hourly weather, or patterns: airport, time and the weather's fields",
    )
    parser.add_argument(
        "--day-order",
        choices=ORDERS,
        default="",
        help="how days such as 3/4/2026 are written, where a file does not tell",
    )
    parser.add_argument(
        "--model",
        type=Path,
        default=FUNCTION_FOLDER / "model",
        metavar="FOLDER",
        help="the bundle to score with (default: function/model)",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the results of a finished run"
    )
    parser.add_argument(
        "--workers",
        type=_workers,
        metavar="NUMBER",
        help="threads that score, in each process (default: here as many as cores, elsewhere 1)",
    )
    parser.add_argument(
        "--runner",
        type=_runner,
        default=LOCAL,
        metavar="NAME",
        help=f"the engine: {', '.join(RUNNERS)} (default: {LOCAL}, this machine)",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 1 after a one-line error, 2 for misuse, 130 on Ctrl-C."""
    parser = make_parser()
    options, rest = parser.parse_known_args(arguments)
    _check(parser, options, rest)
    try:
        summary, seconds = run(options, rest)
    except (BatchError, FileRefused, BundleError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)  # noqa: T201
        return 130
    print(told(summary, seconds, options.output))  # noqa: T201
    if summary.rejected and not summary.scored:
        reason = Output(options.output, "").reason()
        print(f"error: {NothingScored(summary.rows, reason)}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def run(options: argparse.Namespace, rest: Sequence[str]) -> tuple[Summary, float]:
    """Check all that can be checked before the run, then run the pipeline."""
    begun = time.perf_counter()
    output = Output(options.output, uuid4().hex[:12])
    if not options.overwrite:
        output.refuse_finished()
    bundle = Bundle.load(options.model)
    flights = plan_flights(options.input, options.day_order)
    weather = plan_weather(options.weather, options.day_order)
    output.refuse_inputs(piece.path for piece in (*flights, *weather))
    for line in (*unread_weather(weather), *unread_delays(flights)):
        print(f"note: {line}", file=sys.stderr)  # noqa: T201
    output.clear()
    threads = options.workers or (_cores() if options.runner == LOCAL else 1)
    job = Job(flights, weather, bundle, output, threads)
    try:
        if options.runner == LOCAL:
            with showing(rows_in(flights)):
                run_here(job)
        else:
            run_on(options.runner, job, rest)
    except BaseException:
        output.abandon()
        raise
    return output.summary(), time.perf_counter() - begun


def told(summary: Summary, seconds: float, folder: str) -> str:
    """Return the closing summary.

    Examples
    --------
    >>> print(told(Summary(1000, 998, 2, 0, "2023-09.0a"), 0.5, "scored/"))
    1,000 rows in: 998 scored, 2 rejected, in 0.5 s (2,000 rows/s), by model 2023-09.0a: scored/
    The reasons of the rejected rows are in scored/_rejected
    """
    rate = f"{seconds:.1f} s ({summary.rows / seconds:,.0f} rows/s)"
    counts = f"{summary.scored:,} scored, {summary.rejected:,} rejected"
    rows = count_of(summary.rows, "row")
    lines = [f"{rows} in: {counts}, in {rate}, by model {summary.model}: {folder}"]
    if summary.rejected:
        lines.append(f"The reasons of the rejected rows are in {folder.rstrip('/')}/_rejected")
    if summary.hours_left_out:
        lines.append(
            f"Left out: {count_of(summary.hours_left_out, 'hour')} of weather, without the code of"
            " an airport, without a time between 1987 and 2099, or with a value out of its range"
        )
    return "\n".join(lines)


def _cores() -> int:
    """Return how many cores this process may use, as far as the system tells."""
    told_of = getattr(os, "sched_getaffinity", None)
    return len(told_of(0)) if told_of else os.cpu_count() or 1


def _folder(text: str) -> str:
    # Earlier results are found by patterns, and must not be those of another folder.
    if not text or set("*?[]") & set(text):
        raise argparse.ArgumentTypeError(f"{text!r} names no folder: leave out *, ?, [ and ]")
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of threads: give 1 or more")
    return int(text)


def _runner(text: str) -> str:
    known = {name.lower(): name for name in RUNNERS}
    if text.lower() not in known:
        raise argparse.ArgumentTypeError(
            f"there is no runner {text!r}; there are: {', '.join(RUNNERS)}"
        )
    return known[text.lower()]


def _check(
    parser: argparse.ArgumentParser, options: argparse.Namespace, rest: Sequence[str]
) -> None:
    """Refuse options that do not go together, by exiting with 2."""
    if rest and options.runner == LOCAL:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    places = [*options.input, *options.weather, options.output]
    here = [place for place in places if "://" not in place]
    if here and needs_bucket(options.runner):
        parser.error(
            f"{here[0]} is on this machine, where {options.runner} cannot reach it:"
            " give a place in a bucket, such as gs://BUCKET/FOLDER"
        )
