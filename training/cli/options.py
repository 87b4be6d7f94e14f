"""Options: the forms that they have, those that several commands share, how texts are read."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from training import config


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
seed = reader(int, lambda one: 0 <= one < 2**32, "not a seed: give a number from 0 to 2^32 - 1")
share_of_flights = reader(
    float, lambda share: 0 < share <= 1, "not a share: give a number above 0, up to 1"
)
dollars = reader(float, lambda cost: 0 <= cost < math.inf, "not a cost: give dollars, 0 or more")


def shared() -> dict[str, dict[str, Any]]:
    """Return what `add_argument` is given of each option that is the same for several commands."""
    return {
        "--bundle": {
            "type": Path,
            "default": config.RELEASE_FOLDER,
            "metavar": "FOLDER",
            "help": "the released bundle (default: function/model; those it replaces are kept in"
            " training/models/released, for another FOLDER in FOLDER-archive beside it)",
        },
        "--day-order": {
            "choices": ("day-first", "month-first", "year-first"),
            "default": "",
            "help": "how days such as 3/4/2026 are written, where a file does not tell",
        },
        "--flights-a-month": {
            "type": positive_number,
            "metavar": "NUMBER",
            "help": "learn from a sample: so many flights of the largest month, and the same share"
            " of every other (default: all flights)",
        },
        "--json": {"action": "store_true", "help": "print one JSON object instead of tables"},
        "--lake": {
            "type": Path,
            "default": config.lake_folder(),
            "metavar": "FOLDER",
            "help": "the lake's folder (default: $PUSHBACK_LAKE, else training/data/lake)",
        },
        "--model": {
            "default": config.TrainingConfig.model,
            "choices": config.MODEL_NAMES,
            "help": f"the model to fit (default: {config.TrainingConfig.model})",
        },
    }


class Parser(argparse.ArgumentParser):
    """A parser of a command, which knows the forms that options have here."""

    def add_shared(self, *names: str) -> None:
        """Add options of `shared`."""
        for name in names:
            self.add_argument(name, **shared()[name])

    def add_path(self, name: str, default: Path, sentence: str) -> None:
        """Add an option for a file or a folder of the repository, whose default its help names."""
        sentence += f" (default: {default.relative_to(config.REPOSITORY).as_posix()})"
        metavar = "FILE" if default.suffix else "FOLDER"
        self.add_argument(name, type=Path, default=default, metavar=metavar, help=sentence)

    def add_number(
        self,
        name: str,
        default: float,
        sentence: str,
        read: Callable[[str], float] = positive_number,
        metavar: str = "NUMBER",
    ) -> None:
        """Add an option for a number, which `read` reads."""
        sentence += f" (default: {default:g})"
        self.add_argument(name, type=read, default=default, metavar=metavar, help=sentence)

    def add_flag(self, name: str, sentence: str) -> None:
        """Add an option that is given or not."""
        self.add_argument(name, action="store_true", help=sentence)

    def add_results(self) -> None:
        """Add --output and --json, for commands that study rather than make."""
        self.add_path("--output", config.RESULTS_FOLDER, "where the results and figures go")
        self.add_shared("--json")

    def add_study(self, share: float | None = None) -> None:
        """Add what studies of the lake's flights have; --share where they need not be exact."""
        if share:
            sentence = "share of the training flights to fit on, above 0 to 1"
            self.add_number("--share", share, sentence, share_of_flights, "SHARE")
        self.add_results()
        self.add_shared("--lake")

    def add_test_months(self, first: int, last: int, more: str = "") -> None:
        """Add --first and --last, the months that are tested on; `more` is said of the first."""
        self.add_number("--first", first, f"first test month{more}", int, "MONTH")
        self.add_number("--last", last, "last test month", int, "MONTH")


def rollback_command(bundle: Path, version: str = "") -> str:
    """Return the command that brings back what was in `bundle` before."""
    options = [f" --to={version}"] if version else []
    if bundle != config.RELEASE_FOLDER:
        options.append(f" --bundle={bundle}")
    return f"python -m training rollback{''.join(options)}"
