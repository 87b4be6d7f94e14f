"""Results: what studies found, as files that reports and other studies read."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from training.files import replace


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write an object in one step, laid out for people and for comparing versions."""
    replace(path, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def write_parquet(path: Path, rows: pd.DataFrame) -> None:
    """Write a table in one step."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False, compression="zstd")
    replace(path, buffer.getvalue())
