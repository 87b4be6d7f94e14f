"""Lake: trusted rows as Parquet by table and month, and a manifest of where each came from.

    lake/manifest.json
    lake/flights/2023-01/nyc2023-3f2a9c1d04b7.parquet
    lake/weather/2023-01/nyc2023-….parquet
    lake/airports/nyc2023-….parquet
    lake/airlines/nyc2023-….parquet

A file is named after its content and never changed. The manifest says which files count, and
is replaced in one step at the end of a write: a reader, or a kill at any moment, finds the old
lake or the new one, never a mixture. Writing the same rows again changes nothing.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pandas as pd
from filelock import FileLock

from training.errors import LakeDamaged, LakeEmpty
from training.files import replace
from training.sources.base import Provenance

MANIFEST = "manifest.json"
MONTH_OF = {"flights": "scheduled_departure", "weather": "time"}


class LakeFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that counts. `month` is "" for tables that have none."""

    table: str
    month: str
    source: str
    path: str
    rows: int
    sha256: str
    source_version: str
    source_sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The files that count, and what cleaning dropped or blanked of each source, by reason."""

    files: list[LakeFile] = []
    dropped: dict[str, dict[str, dict[str, int]]] = {}

    @property
    def fingerprint(self) -> str:
        """A checksum over the content of every file that counts."""
        content = "\n".join(f"{file.table} {file.month} {file.sha256}" for file in self.files)
        return hashlib.sha256(content.encode()).hexdigest()


class Lake:
    """The folder in which all sources' rows come together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifest(self) -> Manifest:
        """Return what the lake holds; nothing, if it was never written.

        Raises
        ------
        LakeDamaged
            If the manifest cannot be read.
        """
        path = self.folder / MANIFEST
        try:
            return msgspec.json.decode(path.read_bytes(), type=Manifest)
        except FileNotFoundError:
            return Manifest()
        except msgspec.MsgspecError as error:
            raise LakeDamaged(path, f"is not a manifest: {error}") from None

    def lock(self) -> FileLock:
        """Return a lock that keeps other processes from reading or writing meanwhile."""
        return FileLock(self.folder / ".lock")

    def write(
        self,
        provenance: Provenance,
        tables: dict[str, pd.DataFrame],
        dropped: dict[str, dict[str, int]],
        progress: Callable[[str], None] = lambda _: None,
    ) -> list[LakeFile]:
        """Put a source's tables into the lake, in place of what it gave for the same months.

        Returns
        -------
        list of LakeFile
            The source's files, written now or found as they were.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.lock():
            written = []
            for table, month, rows in _parts(tables):
                written.append(self._write_file(provenance, table, month, rows))
                progress(f"{table} {month}".strip())
            replaced = {(file.table, file.month, file.source) for file in written}
            old = self.manifest()
            kept = [
                file for file in old.files if (file.table, file.month, file.source) not in replaced
            ]
            manifest = Manifest(sorted(kept + written), {**old.dropped, provenance.source: dropped})
            replace(self.folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
            self._sweep(manifest)
        return written

    def read(self, manifest: Manifest, table: str) -> pd.DataFrame:
        """Return all rows of a table, with the name of their source in the column `source`.

        Parameters
        ----------
        manifest
            What `manifest` returned: tables read by one manifest belong together.

        Raises
        ------
        LakeEmpty
            If the lake holds no such rows.
        LakeDamaged
            If a file is missing or is not what the manifest says.
        """
        parts = [
            self._read_file(file).assign(source=file.source)
            for file in manifest.files
            if file.table == table
        ]
        if not parts:
            raise LakeEmpty(self.folder)
        return pd.concat(parts, ignore_index=True)

    def _write_file(
        self, provenance: Provenance, table: str, month: str, rows: pd.DataFrame
    ) -> LakeFile:
        buffer = io.BytesIO()
        rows.to_parquet(buffer, index=False, compression="zstd")
        content = buffer.getvalue()
        sha256 = hashlib.sha256(content).hexdigest()
        path = Path(table, month, f"{provenance.source}-{sha256[:12]}.parquet")
        if not (self.folder / path).exists():
            replace(self.folder / path, content)
        return LakeFile(
            table=table,
            month=month,
            source=provenance.source,
            path=path.as_posix(),
            rows=len(rows),
            sha256=sha256,
            source_version=provenance.version,
            source_sha256=provenance.sha256,
        )

    def _read_file(self, file: LakeFile) -> pd.DataFrame:
        path = self.folder / file.path
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise LakeDamaged(path, "is missing") from None
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise LakeDamaged(path, "was altered: its checksum is not the manifest's")
        return pd.read_parquet(io.BytesIO(content))

    def _sweep(self, manifest: Manifest) -> None:
        """Remove files that no longer count, and what an interrupted write left behind."""
        counted = {self.folder / file.path for file in manifest.files}
        for path in [*self.folder.rglob("*.parquet"), *self.folder.rglob("*.tmp")]:
            if path not in counted:
                path.unlink()


def _parts(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for table, rows in tables.items():
        if table in MONTH_OF:
            months = rows[MONTH_OF[table]].dt.strftime("%Y-%m")
            for month, part in rows.groupby(months, sort=True):
                yield table, str(month), part.reset_index(drop=True)
        else:
            yield table, "", rows
