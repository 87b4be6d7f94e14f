"""Streams: a table's bytes as UTF-8 lines, watched while they are read."""

import codecs
import io
from typing import IO, Any

from batch.reader.errors import FileRefused

CHUNK_BYTES = 1 << 20
HEAD_BYTES = 1 << 16
MAX_LINE_BYTES = 1_000_000
END_OF_FILE = b"\x1a"
"""What some programs put behind the last line."""

_MARKS = {
    codecs.BOM_UTF8: "",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MAC_LETTERS, _WINDOWS_LETTERS = bytes(range(0x80, 0xA0)), bytes(range(0xC0, 0x100))


class TextStream(io.RawIOBase):
    """A binary stream of UTF-8 that raises `FileRefused` where it should not be trusted.

    Text may be in UTF-8, UTF-16 or UTF-32, or in Windows-1252 or MacRoman, and its lines may end
    with LF, CRLF or CR; the last line need not end. It bounds the bytes and the length of a line,
    and sees that no line holds a NUL byte, and that the file is written in one encoding: one that
    mixes two was put together from several.

    Attributes
    ----------
    quotes, lines
        Number of quotation marks and of line ends so far.
    open_line
        The last line, if it did not end, as where a file was cut off; else "".
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        most: float = float("inf"),
        longest: float = MAX_LINE_BYTES,
    ) -> None:
        self._stream, self._name, self._most, self.open_line = stream, name, most, ""
        self._bytes, self.lines, self._longest, self.quotes = 0, 0, longest, 0
        self._rest, self._ready, self._at, self._is_ended = b"", b"", 0, False
        self._utf8_line = self._other_line = 0
        self._legacy = ""
        self._head = stream.read(HEAD_BYTES)
        self._decoder, self._is_cr = self._sniff()

    def readable(self) -> bool:
        """Return whether it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes; none at the end."""
        while (size < 0 or len(self._ready) - self._at < size) and not self._is_ended:
            self._ready, self._at = self._ready[self._at :] + self._next(), 0
        end = len(self._ready) if size < 0 else self._at + size
        content, self._at = self._ready[self._at : end], min(end, len(self._ready))
        return content

    def readinto(self, into: Any) -> int:
        """Fill a buffer; return how many bytes came."""
        content = self.read(len(into))
        into[: len(content)] = content
        return len(content)

    def _sniff(self) -> tuple[codecs.IncrementalDecoder | None, bool]:
        """Return what decodes the bytes, None if nothing must, and whether lines end with CR."""
        mark = next((mark for mark in _MARKS if self._head.startswith(mark)), b"")
        encoding, self._head = _MARKS.get(mark, ""), self._head.removeprefix(mark)
        sample = self._head[:4096]
        if not mark and len(sample) > 1 and sample.count(0) * 3 > len(sample):
            odd, even = sample[1::2].count(0), sample[::2].count(0)
            encoding = "utf-16-le" if not even else "utf-16-be" if not odd else ""
        decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
        return decoder, b"\r" in self._head and b"\n" not in self._head

    def _next(self) -> bytes:
        """Return more whole lines as UTF-8, or none."""
        raw = self._head or self._stream.read(CHUNK_BYTES)
        self._head = b""
        self._bytes += len(raw)
        if self._bytes > self._most:
            raise FileRefused(self._name, f"holds more than {self._most / 1e6:,.0f} MB")
        content = self._decoded(raw)
        if self._is_cr:
            content = content.replace(b"\r", b"\n")
        if not raw:
            return self._end(content)
        return self._whole_lines(content)

    def _decoded(self, raw: bytes) -> bytes:
        if self._decoder is None:
            return raw
        try:
            return self._decoder.decode(raw, final=not raw).encode()
        except UnicodeError:
            begun = self.lines + 1
            reason = f"is damaged after line {begun:,}: what follows is no text in UTF-16 or UTF-32"
            raise FileRefused(self._name, reason) from None

    def _whole_lines(self, content: bytes) -> bytes:
        begun = self.lines + 1
        if (nul := content.find(b"\0")) >= 0:
            line = begun + content.count(b"\n", 0, nul)
            reason = f"holds a NUL byte in line {line:,}: it is damaged, or no text"
            raise FileRefused(self._name, reason)
        lines = self._rest + content
        end = lines.rfind(b"\n") + 1
        whole, self._rest = lines[:end], lines[end:]
        if len(self._rest) > self._longest:
            raise FileRefused(self._name, f"has a line longer than {MAX_LINE_BYTES:,} bytes")
        self.lines += content.count(b"\n")
        self.quotes += content.count(b'"')
        return whole if whole.isascii() else self._transcoded(whole, begun)

    def _transcoded(self, whole: bytes, first: int) -> bytes:
        lines = whole.split(b"\n")
        others = []
        for at, line in enumerate(lines):
            if line.isascii():
                continue
            try:
                line.decode()
                self._utf8_line = self._utf8_line or first + at
            except UnicodeDecodeError:
                others.append(at)
                self._other_line = self._other_line or first + at
        if self._utf8_line and self._other_line:
            raise FileRefused(
                self._name,
                f"is written in two encodings: line {self._utf8_line} is UTF-8,"
                f" line {self._other_line} is not",
            )
        if not others:
            return whole
        self._legacy = self._legacy or _legacy_of(b"".join(lines[at] for at in others))
        return whole.decode(self._legacy, errors="replace").encode()

    def _end(self, content: bytes) -> bytes:
        self._is_ended = True
        self._rest = self._rest.removesuffix(END_OF_FILE)
        if not self._rest:
            return b""
        last = self._whole_lines(content + b"\n")
        self.open_line = last.decode(errors="replace").removesuffix("\n")
        return last


def _legacy_of(content: bytes) -> str:
    """Return the encoding whose letters the bytes are more often: accents lie apart in the two."""
    mac, windows = (
        len(content) - len(content.translate(None, letters))
        for letters in (_MAC_LETTERS, _WINDOWS_LETTERS)
    )
    return "mac_roman" if mac > windows else "cp1252"
