"""Containers: the one table in a file, plain or packed; nothing is extracted to disk."""

import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from batch.reader.errors import FileRefused, first_of
from batch.reader.texts import WORDS

Opener = Callable[[str], AbstractContextManager[BinaryIO]]
Kind = Literal["text", "gzip", "zip", "parquet", "workbook"]

MAX_BYTES = 1_000_000_000
"""Four times an official month."""
MAX_WORKBOOK_BYTES = 300_000_000
"""A workbook is held in memory as a whole; this is what a full sheet of a million rows takes."""
MOST_PACKED = 200
"""Times that a packed table may be larger than its file; tables of flights are 5 to 20 times."""

ZIP, PARQUET, GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"PAR1", b"\x1f\x8b"
_NO_TABLES = {
    reason: tuple(start.encode("latin-1") for start in starts)
    for reason, starts in WORDS["no_tables"].items()
}
"""What is said of files that are no tables, and how they begin."""
_OTHERS = {"content.xml", "xl/workbook.bin", "word/document.xml", "Index/Document.iwa"}
"""What only documents of other programs hold: OpenDocument, binary workbooks, Word, Numbers."""
Endings = tuple[tuple[str, ...], ...]
_TEXTS: Endings = ((".csv",), (".tsv", ".tab", ".txt"))
DAMAGE = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What damaged archives raise while they are read."""


def open_local(path: str) -> BinaryIO:
    """Open a file on this machine."""
    return Path(path).open("rb")


@dataclass(frozen=True)
class TableFile:
    """A file that holds one table, and its `name` in messages.

    If it is an archive, `member` names the table in it, and `version` is the day on which that was
    put there, as "2025-03-14". Rows of a trusted file are read as far as they go, without a bound
    if it is plain; any other is read wholly or not at all.
    """

    path: str
    name: str
    kind: Kind = "text"
    member: str = ""
    version: str = ""
    is_trusted: bool = False
    open_file: Opener = open_local

    @cached_property
    def sha256(self) -> str:
        """The checksum of the file as it lies there."""
        with self.open_file(self.path) as file:
            return hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the table's own bytes; an archive may show while it is read that it is damaged."""
        try:
            with ExitStack() as opened:
                file = opened.enter_context(self.open_file(self.path))
                if self.kind == "gzip":
                    yield cast(IO[bytes], opened.enter_context(gzip.open(file)))
                elif self.kind == "zip":
                    archive = opened.enter_context(zipfile.ZipFile(file))
                    yield opened.enter_context(archive.open(self.member))
                else:
                    yield file
        except DAMAGE as error:
            raise FileRefused(self.name, f"is damaged ({first_of(error)})") from None

    @property
    def most_bytes(self) -> float:
        """How many bytes of the table are read at most: `streams` refuses what unpacks to more."""
        if not self.is_trusted:
            return MAX_BYTES
        if self.kind == "text":
            return float("inf")
        with self.open_file(self.path) as file:
            return max(MAX_BYTES, MOST_PACKED * file.seek(0, 2))


def find_table(
    path: str | Path,
    name: str | None = None,
    open_file: Opener = open_local,
    *,
    is_trusted: bool = False,
    endings: Endings = _TEXTS,
) -> TableFile:
    """Return the one table in a file, without reading it.

    The names of tables in archives end with one of `endings`, likelier ones before others. Raises
    `FileRefused` if the file is no table, a damaged archive, or an archive that could do harm, and
    `OSError` if it cannot be read.
    """
    path, name = str(path), name or PurePosixPath(Path(path).as_posix()).name
    if Path(path).is_dir():
        raise FileRefused(name, "is a folder: name the files in it, like folder/*.parquet")
    with open_file(path) as file:
        start = file.read(64)
        if not start.startswith(ZIP):
            return TableFile(path, name, _kind(name, start), "", "", is_trusted, open_file)
        table = _table_in(file, name, endings)
    if table is None:
        return TableFile(path, name, "workbook", "", "", is_trusted, open_file)
    version = "{:04}-{:02}-{:02}".format(*table.date_time[:3])
    return TableFile(path, name, "zip", table.filename, version, is_trusted, open_file)


def _kind(name: str, start: bytes) -> Kind:
    """Return what a file that is no archive is, by how it begins."""
    for reason, magics in _NO_TABLES.items():
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(magics):
            raise FileRefused(name, reason)
    if start.startswith(PARQUET):
        return "parquet"
    if start.startswith(GZIP):
        return "gzip"
    if name.lower().endswith(".zip"):
        raise FileRefused(name, "is no zip archive: download it again")
    if name.lower().endswith(".gz"):
        raise FileRefused(name, "ends in .gz, but gzip did not pack it: rename it to .csv")
    return "text"


def _table_in(file: BinaryIO, name: str, endings: Endings) -> zipfile.ZipInfo | None:
    """Return the one table in an archive; None if the archive is a workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except DAMAGE:
        raise FileRefused(name, "is a zip archive that was cut off or damaged") from None
    if not members:
        raise FileRefused(name, "is an empty archive")
    inside = [member.filename for member in members]
    for one in inside:
        parts = PurePosixPath(one.replace("\\", "/")).parts
        if ".." in parts or one[:1] in {"/", "\\", ""} or one[1:2] == ":":
            raise FileRefused(name, f"holds {one!r}, a name outside the archive's own folder")
    if "xl/workbook.xml" in inside:
        _check_size(name, sum(member.file_size for member in members), MAX_WORKBOOK_BYTES)
        return None
    if not _OTHERS.isdisjoint(inside):
        reason = "is a document of another kind than .xlsx: save its table as .xlsx or .csv"
        raise FileRefused(name, reason)
    tables: list[zipfile.ZipInfo] = []
    for likely in endings:
        tables = tables or [member for member in members if _is_table(member.filename, likely)]
    if len(tables) != 1:
        raise FileRefused(
            name, f"holds {len(tables)} CSV files; there must be one: unpack it, and name the files"
        )
    _check_size(name, tables[0].file_size, MAX_BYTES)
    if tables[0].flag_bits & 1:
        raise FileRefused(name, "is locked by a password: unlock it, or pack it anew without")
    return tables[0]


def _is_table(inside: str, endings: tuple[str, ...]) -> bool:
    hidden = inside.startswith("__MACOSX/") or PurePosixPath(inside).name.startswith(".")
    return inside.lower().endswith(endings) and not hidden


def _check_size(name: str, size: int, most: int) -> None:
    if size > most:
        seen, allowed = size // 1_000_000, most // 1_000_000
        raise FileRefused(name, f"would unpack to {seen:,} MB; at most {allowed:,} MB are read")
