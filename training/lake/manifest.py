"""Manifest: which files of the lake count, and where the rows of each came from."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec
import pandas as pd

from training.sources.base import SourceData
from training.sources.files import Provenance

Key = tuple[str, str, str, str]


class LakeFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that counts.

    Attributes
    ----------
    table, month, source, part
        What a later write replaces. `month` is "" for tables that have none; `part` is the
        airport where a source delivers each airport by itself, else "".
    path, rows, sha256
        The file, below the lake's folder.
    source_version, source_sha256, source_file
        What the rows were read from; `source_file` is "" for data packages.
    written
        When the rows came into the lake, in UTC.
    """

    table: str
    month: str
    source: str
    part: str = ""
    path: str
    rows: int
    sha256: str
    source_version: str
    source_sha256: str
    source_file: str = ""
    written: str = ""

    @property
    def key(self) -> Key:
        """What a later write of the same replaces."""
        return self.table, self.month, self.source, self.part


class Manifest(msgspec.Struct, frozen=True):
    """The files that count, and what cleaning dropped or blanked of each delivery, by reason.

    A delivery is named after its source, and its file if it came as one.
    """

    files: list[LakeFile] = []
    dropped: dict[str, dict[str, dict[str, int]]] = {}

    @property
    def fingerprint(self) -> str:
        """A checksum over the content of every file that counts."""
        content = "\n".join(f"{file.table} {file.month} {file.sha256}" for file in self.files)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def flight_months(self) -> list[str]:
        """The months of which the lake has flights, in order."""
        found = {file.month for file in self.files if file.table == "flights" and file.rows}
        return sorted(found)

    def only(self, table: str, months: Collection[str]) -> "Manifest":
        """Return the manifest with a table's files of some months alone; other tables stay."""
        kept = [file for file in self.files if file.table != table or file.month in months]
        return msgspec.structs.replace(self, files=kept)


def delivery(source: str, file: str) -> str:
    """Return the name of a delivery.

    Examples
    --------
    >>> delivery("nyc2023", ""), delivery("outcomes", "october.csv")
    ('nyc2023', 'outcomes october.csv')
    """
    return f"{source} {file}".strip()


# FROM lake.parts:
# Parts: tables cut into what the lake keeps as one file each.

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
