"""Tests of training.sources.files: bytes that are watched while they are read."""

import io

import pytest

from training.errors import FileRefused
from training.sources.files import GuardedStream

UTF8, LATIN, PLAIN = "Cañon,1\n".encode(), "Cañon,2\n".encode("latin-1"), b"Dallas,3\n"


def read(content: bytes, size: int = 4096) -> bytes:
    """Read all of it, in pieces of so many bytes."""
    stream = GuardedStream(io.BytesIO(content), "file.csv")
    return b"".join(iter(lambda: stream.read(size), b""))


@pytest.mark.parametrize("size", range(1, 28))
def test_mixed_encodings_are_found_wherever_the_pieces_part(size: int) -> None:
    with pytest.raises(FileRefused, match="line 1 is UTF-8, line 3 is not"):
        read(UTF8 + PLAIN + LATIN + PLAIN, size)


@pytest.mark.parametrize("content", [UTF8 + PLAIN, LATIN + PLAIN, PLAIN], ids=repr)
@pytest.mark.parametrize("size", [1, 3, 7, 4096])
def test_one_encoding_passes_wherever_the_pieces_part(content: bytes, size: int) -> None:
    assert read(content, size) == content


@pytest.mark.parametrize("size", [1, 10, 20, 4096])
def test_a_nul_byte_is_told_of_with_its_line(size: int) -> None:
    with pytest.raises(FileRefused, match="NUL byte in line 3"):
        read(PLAIN * 2 + b"Dal\0las,4\n" + PLAIN, size)


def test_a_file_that_ends_within_a_line_was_cut_off() -> None:
    with pytest.raises(FileRefused, match=r"ends within line 2 \('Dalla'\): it was cut off"):
        read(PLAIN + b"Dalla")
