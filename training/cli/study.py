"""What the commands that study share: the flights they read, and what becomes of the results."""

import argparse
from collections.abc import Mapping
from typing import Any

import msgspec

from training.atomic_write import replace
from training.cli.console import OUT, Table, print_json
from training.dataset.dataset import Dataset, load_dataset
from training.lake import Lake
from training.results import write_json


def load_flights(options: argparse.Namespace) -> Dataset:
    """Return the dataset of the lake that was named."""
    return load_dataset(Lake(options.lake))


def finish(
    options: argparse.Namespace,
    name: str,
    study: dict[str, Any],
    figures: Mapping[str, bytes],
    *shown: Table | str,
) -> None:
    """Write the results of a study and its figures, and show them.

    Parameters
    ----------
    options
        With the options of `add_results`.
    study
        Becomes the file `name`.json, and is printed where JSON is asked for; dataclasses in it
        become objects.
    figures
        SVG by name of file.
    shown
        Tables and sentences, printed where JSON is not asked for.
    """
    plain = msgspec.to_builtins(study)
    write_json(options.output / f"{name}.json", plain)
    for file, figure in figures.items():
        replace(options.output / file, figure)
    if options.json:
        print_json(plain)
        return
    for one in (*shown, f"Results and figures written to {options.output}"):
        OUT.print(one)
