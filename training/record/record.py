"""The record: counts of outcomes by route, by airport, and of the whole nation.

Late flights are counted cumulatively: `late_60` of a row are those of its flights that arrived 60
or more minutes late, and they are among its `late_30`. `cancelled` are those that never arrived
where they should have: cancelled or diverted. The share late, in the DOT's sense and with the
flights that never arrived, is therefore (late_15 + cancelled) / flights.
"""

from dataclasses import dataclass, replace

import msgspec
import numpy as np
import pandas as pd
from numpy.typing import NDArray

LATE = (15, 30, 60, 120)
"""Minutes of lateness at which flights are counted."""

LATE_COUNTS = tuple(f"late_{minutes}" for minutes in LATE)
COUNTS = ("flights", *LATE_COUNTS, "cancelled")
TEXTS = {"carrier": 2, "origin": 3, "destination": 3}
"""Keys that are codes, and how long these are."""
KEYS = {
    "routes": ("year", "carrier", "origin", "destination", "hour"),
    "airports": ("year", "month", "origin"),
    "months": ("year", "month"),
    "blocks": ("origin", "destination"),
}
"""What the rows of each grouping are told apart by; every other key is null in them."""

VALUES = dict.fromkeys(KEYS, COUNTS) | {"blocks": ("flights", "scheduled_minutes")}

TYPES = {
    "year": "int16",
    "month": "int8",
    **dict.fromkeys(TEXTS, "category"),
    "hour": "int8",
    **dict.fromkeys(COUNTS, "int32"),
    "scheduled_minutes": "float32",
}
"""Of all columns, in the order of the file; `late_30` and the like may be null in `months`."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was counted.

    Attributes
    ----------
    form
        Its kind, by its columns.
    flights
        Flights that were counted.
    left_out
        Flights that were not, because no list of airports knows where they went.
    repeated
        Flights that were not, because a file of a whole nation counts them already.
    years
        The years of the flights counted, in order.
    notes
        What a person should know of the flights that were left out.
    """

    name: str
    sha256: str
    form: str
    flights: int
    left_out: int = 0
    repeated: int = 0
    years: list[int] = []
    notes: list[str] = []


@dataclass(frozen=True, eq=False)
class Record:
    """The record's four groupings.

    Attributes
    ----------
    routes
        By year, carrier, origin, destination and hour of scheduled departure (0 to 23).
    airports
        By year, month and origin. Flights whose day is not known are not among them.
    months
        The whole nation's, by year and month; `late_30` to `late_120` are null in months of which
        only totals are published. Samples of flights give no such rows.
    blocks
        Mean scheduled gate-to-gate minutes by origin and destination, over the `flights` of all
        years whose scheduled arrival is known.
    files
        The files that were counted.
    sha256
        Checksum over all of that, "" until it was written.
    """

    routes: pd.DataFrame
    airports: pd.DataFrame
    months: pd.DataFrame
    blocks: pd.DataFrame
    files: tuple[Counted, ...] = ()
    sha256: str = ""

    @property
    def years(self) -> list[int]:
        """The years that routes are known of, in order."""
        return [int(year) for year in sorted(self.routes["year"].unique())]

    def before(self, year: int, month: int) -> "Record":
        """Return what was known when a month began.

        Routes are counted by year alone, so theirs are the whole years before; airports and the
        nation are known to the month before. Blocks, which are schedules and no outcomes, stay.
        """

        def known(rows: pd.DataFrame) -> pd.DataFrame:
            is_known = rows["year"] < year
            if "month" in rows:
                is_known |= (rows["year"] == year) & (rows["month"] < month)
            return rows[is_known].reset_index(drop=True)

        routes, airports, months = map(known, (self.routes, self.airports, self.months))
        return replace(self, routes=routes, airports=airports, months=months, sha256="")

    def refreshed(self, newer: "Record") -> "Record":
        """Return the record with what a newer one counts in the place of its own.

        Of an airline's year, of an airport's month and of the nation's, the one that counts more
        flights stands; a month of the newer is not worth a year of the older. Block times that the
        newer knows are its own.
        """
        return Record(
            routes=_larger(self.routes, newer.routes, "routes", ["year", "carrier"]),
            airports=_larger(self.airports, newer.airports, "airports", [*KEYS["airports"]]),
            months=_larger(self.months, newer.months, "months", [*KEYS["months"]]),
            blocks=_first(newer.blocks, self.blocks),
            files=tuple({file.sha256: file for file in (*self.files, *newer.files)}.values()),
        )


def _larger(one: pd.DataFrame, other: pd.DataFrame, grouping: str, by: list[str]) -> pd.DataFrame:
    """Return, of the rows of both that belong together, those that count more flights."""
    both = pd.concat([rows.astype(dict.fromkeys(by, object)) for rows in (one, other)])
    both = both.assign(source=np.repeat([0, 1], [len(one), len(other)]))
    flights = both.groupby([*by, "source"])["flights"].transform("sum")
    most = flights.groupby([both[key] for key in by]).transform("max")
    chosen = both[flights == most]
    first = chosen.groupby(by)["source"].transform("min")
    return typed(grouping, chosen[chosen["source"] == first])


def _first(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return block times of both; those of the first where both know a route's."""
    keys = list(KEYS["blocks"])
    both = pd.concat([rows.astype(dict.fromkeys(keys, object)) for rows in (one, other)])
    return typed("blocks", both.drop_duplicates(keys))


def late_flights(rows: pd.DataFrame) -> NDArray[np.float64]:
    """Return the flights of rows that were 15 or more minutes late, or never arrived."""
    return np.asarray(rows["late_15"].to_numpy(np.float64) + rows["cancelled"].to_numpy(np.float64))


def typed(grouping: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a grouping in its columns, types and order.

    Examples
    --------
    >>> rows = pd.DataFrame({"origin": ["LAX", "JFK"], "destination": ["JFK", "LAX"],
    ...                      "flights": [2, 3], "scheduled_minutes": [330.0, 375.0]})
    >>> typed("blocks", rows)["origin"].to_list()
    ['JFK', 'LAX']
    """
    keys = list(KEYS[grouping])
    types = TYPES | (dict.fromkeys(LATE_COUNTS, "Int32") if grouping == "months" else {})
    columns = [*keys, *VALUES[grouping]]
    made = rows[columns].astype({name: types[name] for name in columns})
    # In the order of the alphabet, and none that is not there.
    for name in TEXTS.keys() & set(keys):
        used = made[name].cat.remove_unused_categories()
        made[name] = used.cat.reorder_categories(sorted(used.cat.categories))
    return made.sort_values(keys, kind="stable", ignore_index=True)
