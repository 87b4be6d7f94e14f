"""Guarded stream: bytes that are watched while they are read, so that nothing harmful slips in.

The stream bounds the bytes and the length of a line. It sees that no line holds a NUL byte, that
the file does not end in the middle of a line, and that it is written in one encoding. The columns
that the sources need are plain ASCII in every encoding; a file that mixes two was put together
from several, and is not to be trusted.
"""

import io
from typing import IO

from training.errors import FileRefused

MAX_BYTES = 1_000_000_000
"""Four times an official month."""

MAX_LINE_BYTES = 1_000_000
SHOWN = 40
"""Characters of a line that a message shows."""


class GuardedStream(io.RawIOBase):
    """A binary stream that raises `FileRefused` where it should not be trusted."""

    def __init__(self, stream: IO[bytes], name: str, limit: int = MAX_BYTES) -> None:
        self._stream, self._name, self._limit = stream, name, limit
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
        if self._bytes > self._limit:
            raise FileRefused(self._name, f"holds more than {self._limit // 1_000_000:,} MB")
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
            raise FileRefused(
                self._name, f"ends within line {self._lines + 1} ({shown}): it was cut off"
            )
