"""A lake for files that are to leave it as it is."""

import shutil
from pathlib import Path

import pytest

from tests.bts_files import row, write_month
from training.lake import Lake
from training.lake.intake import ingest


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake that holds a month already, to be copied: to fill it takes a second."""
    folder = tmp_path_factory.mktemp("filled")
    lake = Lake(folder / "lake")
    ingest(write_month(folder, "2024-12", [row("2024-12-01")]), lake)
    return lake.folder


@pytest.fixture
def lake(filled: Path, tmp_path: Path) -> Lake:
    """A lake that holds a month already."""
    return Lake(shutil.copytree(filled, tmp_path / "lake"))
