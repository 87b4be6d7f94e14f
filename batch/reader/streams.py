"""Streams: a table's bytes as UTF-8 lines, watched while they are read."""

import codecs
import io
from collections.abc import Iterator
from typing import IO, Any

from batch.reader.errors import FileRefused

CHUNK_BYTES = 1 << 20
HEAD_BYTES = 1 << 16
MAX_LINE_BYTES = 1_000_000
END_OF_FILE = b"\x1a"
"""What some programs put behind the last line."""

_MARKS = {
    codecs.BOM_UTF8: "",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MAC_LETTERS, _WINDOWS_LETTERS = bytes(range(0x80, 0xA0)), bytes(range(0xC0, 0x100))


class TextStream(io.RawIOBase):
    """A binary stream of UTF-8 that raises `FileRefused` where it should not be trusted.

    Text may be in UTF-8 or UTF-16, or in Windows-1252 or MacRoman, and its lines may end
    with LF, CRLF or CR; the last line need not end. It bounds the bytes and the length of a line,
    and sees that no line holds a NUL byte, and that the file is written in one encoding: one that
    mixes two was put together from several.

    It counts `quotes` and `lines`; `open_line` is the last line if it did not end, as where a file
    was cut off, else "".
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        most: float = float("inf"),
        longest: float = MAX_LINE_BYTES,
    ) -> None:
        self._name, self._most, self._longest = name, most, longest
        self.quotes, self.lines, self.open_line = 0, 0, ""
        self._utf8_line = self._other_line = 0
        self._rest, self._legacy = b"", ""
        self._ready, self._parts = io.BytesIO(), self._parts_of(stream)

    def readable(self) -> bool:
        """Return whether it can be read."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer; return how many bytes came, none at the end."""
        while not (filled := self._ready.readinto(into)):
            if (part := next(self._parts, None)) is None:
                break
            self._ready = io.BytesIO(part)
        return filled

    def _parts_of(self, stream: IO[bytes]) -> Iterator[bytes]:
        """Yield whole lines as UTF-8, or nothing, again and again."""
        head, size = stream.read(HEAD_BYTES), 0
        mark = next((mark for mark in _MARKS if head.startswith(mark)), b"")
        head = head.removeprefix(mark)
        encoding = _MARKS[mark] if mark else _encoding_of(head[:4096])
        decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
        is_cr = b"\r" in head and b"\n" not in head
        while raw := head or stream.read(CHUNK_BYTES):
            head, size = b"", size + len(raw)
            if size > self._most:
                raise FileRefused(self._name, f"holds more than {self._most / 1e6:,.0f} MB")
            content = self._decoded(raw, decoder)
            yield self._whole_lines(content.replace(b"\r", b"\n") if is_cr else content)
        self._decoded(b"", decoder)
        self._rest = self._rest.removesuffix(END_OF_FILE)
        if self._rest:
            last = self._whole_lines(b"\n")
            self.open_line = last.decode(errors="replace").removesuffix("\n")
            yield last

    def _decoded(self, raw: bytes, decoder: codecs.IncrementalDecoder | None) -> bytes:
        try:
            return decoder.decode(raw, final=not raw).encode() if decoder else raw
        except UnicodeError:
            begun = self.lines + 1
            reason = f"is damaged after line {begun:,}: what follows is no text in UTF-16"
            raise FileRefused(self._name, reason) from None

    def _whole_lines(self, content: bytes) -> bytes:
        begun = self.lines + 1
        if (nul := content.find(b"\0")) >= 0:
            line = begun + content.count(b"\n", 0, nul)
            reason = f"holds a NUL byte in line {line:,}: it is damaged, or no text"
            raise FileRefused(self._name, f"{reason}; tables are read from .csv, .xlsx or Parquet")
        lines, end, self._rest = (self._rest + content).rpartition(b"\n")
        if len(self._rest) > self._longest:
            raise FileRefused(self._name, f"has a line longer than {MAX_LINE_BYTES:,} bytes")
        self.lines += content.count(b"\n")
        self.quotes += content.count(b'"')
        return (lines if lines.isascii() else self._transcoded(lines, begun)) + end

    def _transcoded(self, lines: bytes, first: int) -> bytes:
        others = []
        for number, line in enumerate(lines.split(b"\n"), first):
            if line.isascii():
                continue
            try:
                line.decode()
                self._utf8_line = self._utf8_line or number
            except UnicodeDecodeError:
                others.append(line)
                self._other_line = self._other_line or number
        if self._utf8_line and self._other_line:
            raise FileRefused(
                self._name,
                f"is written in two encodings: line {self._utf8_line} is UTF-8,"
                f" line {self._other_line} is not",
            )
        if not others:
            return lines
        self._legacy = self._legacy or _legacy_of(b"".join(others))
        return lines.decode(self._legacy, errors="replace").encode()


def _encoding_of(sample: bytes) -> str:
    """Return the encoding of text without a mark where every other byte is none, else ""."""
    if len(sample) < 2 or sample.count(0) * 3 <= len(sample):
        return ""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    return "utf-16-le" if not even else "utf-16-be" if not odd else ""


def _legacy_of(content: bytes) -> str:
    """Return the encoding whose letters the bytes are more often: accents lie apart in the two."""
    mac, windows = (
        len(content) - len(content.translate(None, letters))
        for letters in (_MAC_LETTERS, _WINDOWS_LETTERS)
    )
    return "mac_roman" if mac > windows else "cp1252"
