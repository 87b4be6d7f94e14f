"""Flight rows: a row for each test flight, made by `evaluate` and read back by other studies."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import ArrowInvalid

from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.dataset.dataset import Flights
from training.errors import ResultsMissing
from training.evaluation.metrics import Chances, log_losses


def make_rows(flights: Flights, predictions: Mapping[str, Chances]) -> pd.DataFrame:
    """Return each flight's schedule and outcome, and each system's chances and log-loss."""
    table = flights.table
    columns = {
        "carrier": table.carrier,
        "origin": table.origin,
        "destination": table.destination,
        "departure": table.departure.astype("datetime64[s]"),
        "outcome": flights.outcome.astype(np.int8),
    }
    for system, chances in predictions.items():
        columns[f"late_{system}"] = (1 - chances[:, ON_TIME]).astype(np.float32)
        for name, chance in zip(OUTCOME_NAMES, chances.T, strict=True):
            columns[f"{name}_{system}"] = chance.astype(np.float32)
        columns[f"log_loss_{system}"] = log_losses(chances, flights.outcome).astype(np.float32)
    return pd.DataFrame(columns)


def read_rows(
    path: Path, columns: Sequence[str], needed: Sequence[tuple[int, int]]
) -> pd.DataFrame:
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
