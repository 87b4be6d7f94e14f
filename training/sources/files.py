"""Files: a zip, CSV or Parquet file on disk, opened with suspicion and never unpacked."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO

from training.errors import FileRefused

ZIP, PARQUET = b"PK", b"PAR1"
MAX_BYTES = 1_000_000_000
"""Four times an official month."""

MAX_LINE_BYTES = 1_000_000
SHOWN = 40
"""Characters of a line that a message shows."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Provenance:
    """Where rows came from: `sha256` is over the source's files as they were read.

    `file` is the name of the file, "" for what is read out of an installed package.
    """

    source: str
    version: str
    sha256: str
    file: str = ""


class GuardedStream(io.RawIOBase):
    """A binary stream that raises `FileRefused` where it should not be trusted.

    It bounds the bytes and the length of a line, and sees that no line holds a NUL byte, that the
    file does not end within a line, and that it is written in one encoding. The columns that the
    sources need are plain ASCII in every encoding; a file that mixes two was put together from
    several.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name = stream, name
        self._bytes, self._lines, self._rest = 0, 0, b""
        self._utf8_line = self._other_line = 0

    def readable(self) -> bool:
        """Return whether it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes; none at the end."""
        content = self._stream.read(size)
        if size and not content:
            self._check_end()
        self._bytes += len(content)
        if self._bytes > MAX_BYTES:
            raise FileRefused(self._name, f"holds more than {MAX_BYTES // 1_000_000:,} MB")
        self._check_lines(content)
        return content

    def _check_lines(self, content: bytes) -> None:
        begun = self._lines + 1
        if (nul := content.find(b"\0")) >= 0:
            line = begun + content.count(b"\n", 0, nul)
            reason = f"holds a NUL byte in line {line:,}: it is damaged, or no text in UTF-8"
            raise FileRefused(self._name, reason)
        lines = self._rest + content
        end = lines.rfind(b"\n") + 1
        whole, self._rest = lines[:end], lines[end:]
        if len(self._rest) > MAX_LINE_BYTES:
            raise FileRefused(self._name, f"has a line longer than {MAX_LINE_BYTES:,} bytes")
        if not whole.isascii():
            self._check_encoding(whole.split(b"\n"), begun)
        self._lines += content.count(b"\n")

    def _check_encoding(self, lines: list[bytes], first: int) -> None:
        for number, line in enumerate(lines, first):
            if line.isascii():
                continue
            try:
                line.decode()
                self._utf8_line = self._utf8_line or number
            except UnicodeDecodeError:
                self._other_line = self._other_line or number
        if self._utf8_line and self._other_line:
            raise FileRefused(
                self._name,
                f"is written in two encodings: line {self._utf8_line} is UTF-8,"
                f" line {self._other_line} is not",
            )

    def _check_end(self) -> None:
        if self._rest:
            start = self._rest.decode("latin-1")
            shown = repr(start if len(start) <= SHOWN else f"{start[:SHOWN]}…")
            reason = f"ends within line {self._lines + 1} ({shown}): it was cut off"
            raise FileRefused(self._name, reason)


@dataclass(frozen=True)
class DataFile:
    """A file that holds one table.

    Attributes
    ----------
    member
        The table's name in the archive, if the file is one.
    version
        The day on which the table was put into the archive, as "2025-03-14"; else "".
    """

    path: Path
    member: str | None = None
    version: str = ""

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.name

    @property
    def is_parquet(self) -> bool:
        """Whether the file begins as Parquet files do."""
        return self.member is None and _magic(self.path).startswith(PARQUET)

    @cached_property
    def sha256(self) -> str:
        """The checksum of the file as it lies there."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def provenance(self, source: str) -> Provenance:
        """Return where rows of this file come from."""
        return Provenance(source, self.version, self.sha256, self.name)

    @contextmanager
    def open(self) -> Iterator[GuardedStream]:
        """Open the table's bytes.

        Raises
        ------
        FileRefused
            While reading too, where the archive or the table shows to be damaged.
        """
        try:
            with ExitStack() as opened:
                if self.member is None:
                    stream: IO[bytes] = opened.enter_context(self.path.open("rb"))
                else:
                    archive = opened.enter_context(zipfile.ZipFile(self.path))
                    stream = opened.enter_context(archive.open(self.member))
                yield GuardedStream(stream, self.name)
        except _DAMAGE as error:
            raise FileRefused(self.name, f"is damaged ({error})") from None


def find_table(path: Path) -> DataFile:
    """Return the one table in a file, without reading it.

    Raises
    ------
    FileRefused
        If the file is a web page, a damaged archive, or an archive that could do harm.
    OSError
        If the file cannot be read.
    """
    start = _magic(path)
    if start.startswith(ZIP):
        return _in_archive(path)
    if start.lstrip()[:1] == b"<":
        raise FileRefused(path.name, "is a web page, not data: download it again")
    if path.suffix.lower() == ".zip":
        raise FileRefused(path.name, "is no zip archive: download it again")
    return DataFile(path)


def _in_archive(path: Path) -> DataFile:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGE:
        raise FileRefused(path.name, "is a zip archive that was cut off or damaged") from None
    names = [member.filename for member in members]
    outside = (name for name in names if ".." in PurePosixPath(name).parts or name[0] in "/\\")
    if name := next(outside, None):
        raise FileRefused(path.name, f"holds {name!r}, a name outside the archive's own folder")
    tables = [member for member in members if member.filename.lower().endswith(".csv")]
    if len(tables) != 1:
        raise FileRefused(path.name, f"holds {len(tables)} CSV files; there must be one")
    (table,) = tables
    if table.file_size > MAX_BYTES:
        size, most = table.file_size // 1_000_000, MAX_BYTES // 1_000_000
        raise FileRefused(path.name, f"would unpack to {size:,} MB; at most {most:,} MB are read")
    return DataFile(path, table.filename, "{:04}-{:02}-{:02}".format(*table.date_time))


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)
