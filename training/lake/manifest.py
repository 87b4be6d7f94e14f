"""Manifest: which files of the lake count, and where the rows of each came from."""

import hashlib
from collections.abc import Collection

import msgspec

Dropped = dict[str, dict[str, dict[str, int]]]
"""Rows that cleaning dropped or values that it blanked: by delivery, table and reason."""


class LakeFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that counts.

    Attributes
    ----------
    table, month, source, part
        The key: a later write with the same key replaces the file. `month` is "" for tables that
        have none; `part` is the airport where a source delivers each airport by itself, else "".
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
    def key(self) -> tuple[str, str, str, str]:
        """Key: a later write with the same key replaces the file."""
        return self.table, self.month, self.source, self.part


class Manifest(msgspec.Struct, frozen=True):
    """The files that count, and what cleaning dropped or blanked of each delivery."""

    files: list[LakeFile] = []
    dropped: Dropped = {}

    @property
    def fingerprint(self) -> str:
        """A checksum over the content of every file that counts."""
        content = "\n".join(f"{file.table} {file.month} {file.sha256}" for file in self.files)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def flight_months(self) -> list[str]:
        """The months of which the lake has flights, in order."""
        return sorted({file.month for file in self.of("flights") if file.rows})

    def of(self, table: str) -> list[LakeFile]:
        """Return the files of a table."""
        return [file for file in self.files if file.table == table]

    def only(self, table: str, months: Collection[str]) -> "Manifest":
        """Return the manifest with a table's files of some months alone; other tables stay."""
        kept = [file for file in self.files if file.table != table or file.month in months]
        return msgspec.structs.replace(self, files=kept)


def delivery(source: str, file: str) -> str:
    """Return the name of a delivery: its source, and its file if it came as one.

    Examples
    --------
    >>> delivery("nyc2023", ""), delivery("outcomes", "october.csv")
    ('nyc2023', 'outcomes october.csv')
    """
    return f"{source} {file}".strip()
