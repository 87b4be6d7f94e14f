"""Evaluated flights: what `evaluate` wrote of each test flight, read back for other studies."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from pyarrow import ArrowInvalid

from training.errors import ResultsMissing

Months = tuple[int, int]


def read_flights(path: Path, columns: Sequence[str], needed: Sequence[Months]) -> pd.DataFrame:
    """Read the given columns of the test flights, a row a flight.

    Parameters
    ----------
    needed
        Spans of months, first and last, each of which must hold a flight.

    Raises
    ------
    ResultsMissing
        If the file is not there, is not such a table, or lacks the months that are needed.
    """
    try:
        rows = pd.read_parquet(path, columns=list(columns))
    except FileNotFoundError:
        raise ResultsMissing(path, "was not found") from None
    except ArrowInvalid:
        raise ResultsMissing(path, "is not a table of test flights") from None
    for first, last in needed:
        if not rows["month"].between(first, last).any():
            raise ResultsMissing(path, f"has no flights of months {first} to {last}")
    return rows
