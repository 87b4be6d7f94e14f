"""Precedence: what several sources report is counted once.

Sources may hold the same month. Of a flight (airline, origin, destination and scheduled
departure) or of an airport's hour, the rows of the source that stands first below are read, and
those of the others are left out. Two rows of one source are never taken for one: that is for
cleaning to judge.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STANDING = ("outcomes", "bts", "asos", "nyc2023", "nyc2013")
"""A customer's own record goes before the official one, that before the data packages."""

MONTH_OF = {"flights": "scheduled_departure", "weather": "time"}
"""The column that tells the month of a row."""

KEYS = {
    "flights": ["carrier", "origin", "destination", "scheduled_departure"],
    "weather": ["airport", "time"],
}


def count_once(table: str, rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows without those that a source of higher standing reports too.

    Parameters
    ----------
    rows
        With the columns of `KEYS[table]`, and their source in the column `source`.
    """
    if table not in KEYS:
        return rows
    month = rows[MONTH_OF[table]].to_numpy("datetime64[M]")
    shared = rows.groupby(month)["source"].transform("nunique") > 1
    if not shared.any():
        return rows
    place = rows["source"][shared].map(standing)
    first = place.groupby([rows[key][shared] for key in KEYS[table]]).transform("min")
    lower = place[place > first].index
    return rows.drop(index=lower).reset_index(drop=True)


def standing(source: str) -> int:
    """Return the place of a source in `STANDING`; those that have none come last."""
    return STANDING.index(source) if source in STANDING else len(STANDING)
