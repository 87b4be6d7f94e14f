"""Judged flights: flights of anywhere with their delays, to judge a model on.

A CSV or Parquet file with the columns of `COLUMNS`. Times are local to the airports.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from batch.reader import values as fields
from batch.reader.containers import find_table
from batch.reader.errors import ColumnsMissing
from batch.reader.headers import read_header
from batch.reader.values import Field
from pushback.flights import FIRST_TIME, LAST_TIME
from training.sources.checks import RowCheck

LEAST_DELAY, MOST_DELAY = -1440, 4320


def _delay(text: str) -> float | None:
    found = fields.number(text)
    return found if found is not None and LEAST_DELAY <= found <= MOST_DELAY else None


DELAY = Field(_delay, f"minutes from {LEAST_DELAY} to {MOST_DELAY}", np.nan, np.float64)
REQUIRED = {
    "carrier": fields.CARRIER,
    "origin": fields.AIRPORT,
    "destination": fields.AIRPORT,
    "departure": fields.TIME,
}
FIELDS = REQUIRED | {
    "arrival": fields.TIME,
    "arrival_delay_min": DELAY,
    "cancelled": fields.FLAG,
    "diverted": fields.FLAG,
}
COLUMNS = tuple(FIELDS)


def read_judged(path: Path) -> pd.DataFrame:
    """Return the flights of a file, by `COLUMNS`; the delay is NaN of those that never arrived.

    Raises
    ------
    FileRefused
        If the file is damaged, or lacks a column.
    RowsUnusable
        If rows hold what cannot be; the message tells which.
    """
    file = find_table(path)
    header = read_header(file)
    if missing := [name for name in COLUMNS if name not in header.names]:
        raise ColumnsMissing(file.name, "flights to judge on", missing)
    check = RowCheck.whole(file, header, {name: name for name in COLUMNS})
    raw = check.read_all(FIELDS, REQUIRED)
    unread = check.bad.copy()
    never = raw["cancelled"] | raw["diverted"]
    arrived = ~np.isnan(raw["arrival_delay_min"])
    names = ("arrival_delay_min", "cancelled", "diverted")
    allowed = "a delay, or cancelled or diverted, not both"
    check.require((arrived != never) | unread, allowed, *names)
    in_time = (raw["departure"] >= FIRST_TIME) & (raw["departure"] <= LAST_TIME)
    years = f"a year from {FIRST_TIME.item().year} to {LAST_TIME.item().year}"
    check.require(in_time | unread, years, "departure")
    check.finish()
    return pd.DataFrame(raw)
