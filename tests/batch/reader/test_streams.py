"""Tests of batch.reader.streams: bytes that are watched, and made UTF-8, while they are read."""

import io

import pytest

from batch.reader.errors import FileRefused
from batch.reader.streams import HEAD_BYTES, TextStream

UTF8, LATIN, PLAIN = "Cañon,1\n".encode(), "Cañon,2\n".encode("latin-1"), b"Dallas,3\n"
TABLE = "Compagnie;À;Départ\nDL;Añasco;18:30\nB6;Orléans;07:05\n"


class Slow(io.BytesIO):
    """A stream that gives a few bytes at a time, as a network does."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        """Return so many bytes at most, whatever was asked for."""
        return super().read(min(size, self.size) if size and size > 0 else self.size)


def read(content: bytes, size: int = 4096, source: int = 1 << 20) -> bytes:
    """Read all of it, in pieces of so many bytes."""
    stream = TextStream(Slow(content, source), "file.csv")
    return b"".join(iter(lambda: stream.read(size), b""))


@pytest.mark.parametrize("size", range(1, 28))
def test_mixed_encodings_are_found_wherever_the_pieces_part(size: int) -> None:
    with pytest.raises(FileRefused, match="line 1 is UTF-8, line 3 is not"):
        read(UTF8 + PLAIN + LATIN + PLAIN, size, size)


@pytest.mark.parametrize("text", ["Cañon,1\nDallas,3\n", "Dallas,3\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("size", [1, 3, 7, 4096])
def test_one_encoding_passes_wherever_the_pieces_part(text: str, encoding: str, size: int) -> None:
    assert read(text.encode(encoding), size, size) == text.encode()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"],
)
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_lines(encoding: str, end: str) -> None:
    assert read(TABLE.replace("\n", end).encode(encoding)).decode() == TABLE


def test_windows_line_ends_are_left_to_the_parser() -> None:
    content = TABLE.replace("\n", "\r\n").encode("utf-16")
    assert read(content).decode().splitlines() == TABLE.splitlines()


def test_accents_that_come_late_are_read_all_the_same() -> None:
    content = PLAIN * (3 * HEAD_BYTES // len(PLAIN)) + LATIN
    assert read(content).decode().endswith("Cañon,2\n")


@pytest.mark.parametrize("size", [1, 10, 20, 4096])
def test_a_nul_byte_is_told_of_with_its_line(size: int) -> None:
    with pytest.raises(FileRefused, match="NUL byte in line 3"):
        read(PLAIN * 2 + b"Dal\0las,4\n" + PLAIN, size, size)


def test_the_last_line_need_not_end() -> None:
    stream = TextStream(io.BytesIO(PLAIN + "Añasco".encode()), "file.csv")
    assert stream.read() == PLAIN + "Añasco\n".encode()
    assert stream.open_line == "Añasco"


def test_what_some_programs_put_behind_the_last_line_is_no_line() -> None:
    stream = TextStream(io.BytesIO(PLAIN + b"\x1a"), "file.csv")
    assert (stream.read(), stream.open_line) == (PLAIN, "")


def test_utf_16_that_is_cut_within_a_character_is_refused() -> None:
    with pytest.raises(FileRefused, match="no text in UTF-16"):
        read("carrier\nDL\n".encode("utf-16")[:-1])


def test_more_bytes_than_are_read_are_refused() -> None:
    stream = TextStream(io.BytesIO(PLAIN * 1000), "file.csv", most=100)
    with pytest.raises(FileRefused, match="holds more than"):
        stream.read(4096)
