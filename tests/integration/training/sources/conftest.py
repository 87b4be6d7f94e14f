"""A lake for files that are to leave it as it is."""

from pathlib import Path

import pytest

from tests.bts_files import row, write_month
from training.lake import Lake
from training.lake.intake import ingest


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake that holds a month already."""
    lake = Lake(tmp_path / "lake")
    ingest(write_month(tmp_path, "2024-12", [row("2024-12-01")]), lake)
    return lake
