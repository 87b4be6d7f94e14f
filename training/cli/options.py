"""Options that several commands share, and how their texts are read."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from training import config

Parser = argparse.ArgumentParser
DEFAULTS = config.TrainingConfig()


def reader(
    read: Callable[[str], float], fits: Callable[[float], bool], refusal: str
) -> Callable[[str], float]:
    """Return what reads a number for an option, and refuses one that does not fit."""

    def read_fitting(text: str) -> float:
        try:
            number = read(text)
        except ValueError:
            number = math.nan  # fits nowhere
        if not fits(number):
            raise argparse.ArgumentTypeError(f"{text!r} is {refusal}")
        return number

    return read_fitting


def at_least(fewest: int) -> Callable[[str], float]:
    """Return what reads a whole number that is large enough."""
    return reader(int, lambda count: count >= fewest, f"too few: give {fewest} or more")


positive_number = at_least(1)
seed = reader(int, lambda one: 0 <= one < 2**32, "no seed: give a number from 0 to 2^32 - 1")
share_of_flights = reader(
    float, lambda share: 0 < share <= 1, "no share: give a number above 0, up to 1"
)
dollars = reader(float, lambda cost: 0 <= cost < math.inf, "no cost: give dollars, 0 or more")


def add_path(parser: Parser, name: str, default: Path, sentence: str) -> None:
    """Add an option for a file or a folder of the repository, whose default its help names."""
    parser.add_argument(
        name,
        type=Path,
        default=default,
        metavar="FILE" if default.suffix else "FOLDER",
        help=f"{sentence} (default: {default.relative_to(config.REPOSITORY).as_posix()})",
    )


def add_number(
    parser: Parser,
    name: str,
    default: float,
    sentence: str,
    read: Callable[[str], float] = positive_number,
    metavar: str = "NUMBER",
) -> None:
    """Add an option for a number, which `read` reads."""
    parser.add_argument(
        name,
        type=read,
        default=default,
        metavar=metavar,
        help=f"{sentence} (default: {default:g})",
    )


def add_flag(parser: Parser, name: str, sentence: str) -> None:
    """Add an option that is given or not."""
    parser.add_argument(name, action="store_true", help=sentence)


def add_day_order(parser: Parser) -> None:
    """Add --day-order."""
    parser.add_argument(
        "--day-order",
        choices=("day-first", "month-first", "year-first"),
        default="",
        help="how days such as 3/4/2026 are written, where a file does not tell",
    )


def add_lake(parser: Parser) -> None:
    """Add --lake."""
    parser.add_argument(
        "--lake",
        type=Path,
        default=config.lake_folder(),
        metavar="FOLDER",
        help="the lake's folder (default: $PUSHBACK_LAKE, else training/data/lake)",
    )


def add_json(parser: Parser, more: str = "") -> None:
    """Add --json."""
    add_flag(parser, "--json", f"print one JSON object instead of tables{more}")


def add_results(parser: Parser) -> None:
    """Add --output and --json, for commands that study rather than make."""
    add_path(parser, "--output", config.RESULTS_FOLDER, "where the results and figures go")
    add_json(parser)


def add_study(parser: Parser) -> None:
    """Add --output, --json and --lake, for commands that study the lake's flights."""
    add_results(parser)
    add_lake(parser)


def add_share(parser: Parser, default: float) -> None:
    """Add --share, for studies that need not be exact."""
    sentence = "share of the training flights to fit on, above 0 to 1"
    add_number(parser, "--share", default, sentence, share_of_flights, "SHARE")


def add_test_months(parser: Parser, months: tuple[int, int], more: str = "") -> None:
    """Add --first and --last, the months that are tested on."""
    for name, default in zip(("first", "last"), months, strict=True):
        add_number(parser, f"--{name}", default, f"{name} test month{more}", int, "MONTH")


def add_flights_a_month(parser: Parser) -> None:
    """Add --flights-a-month, for lakes that the machine's memory does not hold."""
    parser.add_argument(
        "--flights-a-month",
        type=positive_number,
        metavar="NUMBER",
        help="learn from a sample: so many flights of the largest month, and the same share of"
        " every other (default: all flights)",
    )


def add_model(parser: Parser) -> None:
    """Add --model."""
    sentence = f"the model to fit (default: {DEFAULTS.model})"
    parser.add_argument(
        "--model", default=DEFAULTS.model, choices=config.MODEL_NAMES, help=sentence
    )


def add_bundle(parser: Parser) -> None:
    """Add --bundle: the released bundle, for commands that put another in its place."""
    parser.add_argument(
        "--bundle",
        type=Path,
        default=config.RELEASE_FOLDER,
        metavar="FOLDER",
        help="the released bundle (default: function/model; those it replaces are kept in"
        " training/models/released, for another FOLDER in FOLDER-archive beside it)",
    )


def rollback_command(bundle: Path, version: str = "") -> str:
    """Return the command that brings back what was in `bundle` before."""
    options = [f" --to={version}"] if version else []
    if bundle != config.RELEASE_FOLDER:
        options.append(f" --bundle={bundle}")
    return f"python -m training rollback{''.join(options)}"
