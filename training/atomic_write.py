"""Atomic write: whoever reads a file finds the old one or the new one, whatever ends a program."""

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import pandas as pd


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file; a reader, or a kill at any moment, finds the old one or the new one.

    What is there and no file, such as /dev/null, is written to: a file must not take its place.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file as `write_bytes`, unless it holds this content; return whether it changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_bytes(path, content)
    return True


def write_json(path: Path, content: Any) -> None:
    """Write an object, laid out for people and for comparing versions."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def write_parquet(path: Path, rows: "pd.DataFrame") -> None:
    """Write a table."""
    write_bytes(path, parquet_of(rows))


def parquet_of(rows: "pd.DataFrame") -> bytes:
    """Return a table as the content of a Parquet file."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()
