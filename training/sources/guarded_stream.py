"""Guard: a stream that is watched while it is read, so that nothing large or broken slips in.

It bounds the bytes and the length of a line, sees that the file does not end in the middle of a
line, and that it is written in one encoding. The columns that the sources need are plain ASCII
in every encoding; a file that mixes two was put together from several, and is not to be trusted.
"""

import io
from typing import BinaryIO

from training.errors import FileRefused

MAX_BYTES = 1_000_000_000
"""Four times an official month."""

MAX_LINE_BYTES = 1_000_000


class GuardedStream(io.RawIOBase):
    """A binary stream that raises `FileRefused` where it should not be trusted."""

    def __init__(self, stream: BinaryIO, name: str, limit: int = MAX_BYTES) -> None:
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
        lines = self._rest + content
        end = lines.rfind(b"\n") + 1
        self._rest = lines[end:]
        if len(self._rest) > MAX_LINE_BYTES:
            raise FileRefused(self._name, f"has a line longer than {MAX_LINE_BYTES:,} bytes")
        if not content.isascii():
            self._check_encoding(lines[:end].split(b"\n"))
        self._lines += content.count(b"\n")

    def _check_encoding(self, lines: list[bytes]) -> None:
        for number, line in enumerate(lines, start=self._lines + 1):
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
            raise FileRefused(
                self._name,
                f"ends within line {self._lines + 1} ({_start(self._rest)}): it was cut off",
            )


def _start(line: bytes, length: int = 40) -> str:
    text = line.decode("latin-1")
    return repr(text if len(text) <= length else f"{text[:length]}…")
