"""Lake: trusted rows as Parquet by table and month, and a manifest of where each came from.

    lake/manifest.json
    lake/flights/2023-01/nyc2023-3f2a9c1d04b7.parquet
    lake/flights/2025-01/bts-….parquet
    lake/weather/2025-01/asos-JFK-….parquet
    lake/airports/nyc2023-….parquet
    lake/airlines/nyc2023-….parquet

A file is named after its content and never changed. The manifest says which files count, and
is replaced in one step at the end of a write: a reader, or a kill at any moment, finds the old
lake or the new one, never a mixture. Writing the same rows again changes nothing.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock

from training.atomic_write import parquet_of, write_bytes
from training.errors import LakeDamaged, LakeEmpty

if TYPE_CHECKING:  # what the lake holds is told without loading pandas
    import pandas as pd

    from training.sources.schema import Provenance

MANIFEST = "manifest.json"

MONTH_OF = {"flights": "scheduled_departure", "weather": "time"}
"""The column that tells the month of a row."""

KEYS = {
    "flights": ["carrier", "origin", "destination", "scheduled_departure"],
    "weather": ["airport", "time"],
}
"""The columns that tell rows apart."""
Dropped = dict[str, dict[str, dict[str, int]]]
"""Rows that cleaning dropped or values that it blanked: by delivery, table and reason."""

STANDING = ("outcomes", "bts", "asos", "nyc2023", "nyc2013")
"""A customer's own record goes before the official one, that before the data packages."""

Progress = Callable[[str], None]


class LakeFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that counts, at `path` below the lake's folder."""

    table: str
    month: str
    """Empty for tables that have none."""
    source: str
    part: str = ""
    """The airport where a source delivers each airport by itself, else ""."""
    path: str
    rows: int
    sha256: str
    source_version: str
    source_sha256: str
    source_file: str = ""
    """What the rows were read from; `source_file` is "" for data packages."""
    written: str = ""
    """When the rows came into the lake, in UTC."""

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


@dataclass(frozen=True, eq=False)
class Part:
    """Rows that become one file, in place of what their source gave for the same before."""

    provenance: "Provenance"
    table: str
    rows: "pd.DataFrame"
    month: str = ""
    name: str = ""


@dataclass(frozen=True)
class Written:
    """A file that counts now, and the one that counted in its place before, if any."""

    file: LakeFile
    before: LakeFile | None


@dataclass(frozen=True)
class Lake:
    """The folder in which all sources' rows come together."""

    folder: Path

    def manifest(self) -> Manifest:
        """Return what the lake holds, which may be nothing; raises `LakeDamaged` if unreadable."""
        path = self.folder / MANIFEST
        try:
            return msgspec.json.decode(path.read_bytes(), type=Manifest)
        except FileNotFoundError:
            return Manifest()
        except msgspec.MsgspecError as error:
            raise LakeDamaged(path, f"is not a manifest: {error}") from None

    @contextmanager
    def held(self) -> Iterator[Manifest]:
        """Yield what the lake holds; nobody replaces it meanwhile, unless it holds nothing.

        Such blocks can be nested. Raises LakeDamaged if the manifest cannot be read.
        """
        if not self.manifest().files:  # there may be no folder for a lock
            yield Manifest()
            return
        with self._lock():
            yield self.manifest()

    def write(
        self, parts: Iterable[Part], dropped: Dropped, progress: Progress = lambda _: None
    ) -> list[Written]:
        """Put parts into the lake, each in place of what its source gave for the same before.

        All parts count from one moment on. Returns their files, written now or found as they were.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock():
            old = self.manifest()
            files = {file.key: file for file in old.files}
            written = []
            for part in parts:
                file = self._write_file(part)
                before = files.get(file.key)
                if before and msgspec.structs.replace(before, written=file.written) == file:
                    file = before  # nothing but the time of writing differs
                written.append(Written(file, before))
                files[file.key] = file
                progress(f"{part.table} {part.month}".strip())
            manifest = _manifest(files.values(), old.dropped | dropped)
            if manifest != old:
                content = msgspec.json.format(msgspec.json.encode(manifest))
                write_bytes(self.folder / MANIFEST, content)
            self._sweep(manifest)
        return written

    def read(
        self, manifest: Manifest, table: str, columns: list[str] | None = None
    ) -> "pd.DataFrame":
        """Return what `count_once` leaves of a table's rows, with their source as a column.

        Parameters
        ----------
        manifest
            What `manifest` returned: tables read by one manifest belong together.
        columns
            The columns to read, among them `KEYS`; all, if None.

        Raises
        ------
        LakeEmpty, LakeDamaged
            If the lake holds no such rows, or a file is missing or not what the manifest says.
        """
        import pandas as pd

        parts = [
            pd.read_parquet(self.checked(file), columns=columns).assign(source=file.source)
            for file in manifest.of(table)
        ]
        if not parts:
            raise LakeEmpty(self.folder, table)
        return count_once(table, pd.concat(parts, ignore_index=True))

    def _lock(self) -> FileLock:
        return FileLock(self.folder / ".lock", is_singleton=True)

    def _write_file(self, part: Part) -> LakeFile:
        content, source = parquet_of(part.rows), part.provenance
        sha256 = hashlib.sha256(content).hexdigest()
        name = "-".join(filter(None, (source.source, part.name, sha256[:12])))
        path = Path(part.table, part.month, f"{name}.parquet")
        if not (self.folder / path).exists():
            write_bytes(self.folder / path, content)
        return LakeFile(
            table=part.table,
            month=part.month,
            source=source.source,
            part=part.name,
            path=path.as_posix(),
            rows=len(part.rows),
            sha256=sha256,
            source_version=source.version,
            source_sha256=source.sha256,
            source_file=source.file,
            written=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def checked(self, file: LakeFile) -> Path:
        """Return where a file lies; raises `LakeDamaged` if it is missing or was altered."""
        path = self.folder / file.path
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise LakeDamaged(path, "is missing") from None
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise LakeDamaged(path, "was altered: its checksum is not the manifest's")
        return path

    def _sweep(self, manifest: Manifest) -> None:
        """Remove files that no longer count, and what an interrupted write left behind."""
        counted = {self.folder / file.path for file in manifest.files}
        for path in [*self.folder.rglob("*.parquet"), *self.folder.rglob("*.tmp")]:
            if path not in counted:
                path.unlink()


def _manifest(files: Iterable[LakeFile], dropped: Dropped) -> Manifest:
    """Return the manifest in order, without counts of deliveries of which nothing is left."""
    kept = sorted(files)
    deliveries = {delivery(file.source, file.source_file) for file in kept}
    return Manifest(kept, {name: dropped[name] for name in dropped if name in deliveries})


def count_once(table: str, rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows without those that a source of higher standing reports too.

    Flights and an airport's hours are told apart by `KEYS`. Two rows of one source are never taken
    for one: that is for cleaning to judge.
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


def delivery(source: str, file: str) -> str:
    """Return the name of a delivery: its source, and its file if it came as one.

    Examples
    --------
    >>> delivery("nyc2023", ""), delivery("outcomes", "october.csv")
    ('nyc2023', 'outcomes october.csv')
    """
    return f"{source} {file}".strip()


def standing(source: str) -> int:
    """Return the place of a source in `STANDING`; those that have none come last."""
    return STANDING.index(source) if source in STANDING else len(STANDING)
