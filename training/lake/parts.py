"""Parts: tables cut into what the lake keeps as one file each."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from training.sources.base import Provenance, SourceData

MONTH_OF = {"flights": "scheduled_departure", "weather": "time"}


@dataclass(frozen=True, eq=False)
class Part:
    """Rows that become one file, and replace what their source gave for the same before."""

    provenance: Provenance
    table: str
    rows: pd.DataFrame
    month: str = ""
    name: str = ""


def split(data: SourceData, table: str, rows: pd.DataFrame) -> Iterator[Part]:
    """Yield a table's parts: by month, and by airport where the source delivers them so.

    All flights of a source that delivers one month belong to that month: one that leaves at
    midnight after its last day must not pass for the whole of the next.
    """
    if rows.empty:
        return
    if table not in MONTH_OF:
        yield Part(data.provenance, table, rows)
        return
    months = rows[MONTH_OF[table]].dt.strftime("%Y-%m") if data.month is None else data.month
    names = rows["airport"] if table == "weather" and data.weather_by_airport else ""
    keys = pd.DataFrame({"month": months, "name": names}, index=rows.index)
    for (month, name), part in rows.groupby([keys["month"], keys["name"]], sort=True):
        yield Part(data.provenance, table, part.reset_index(drop=True), str(month), str(name))
