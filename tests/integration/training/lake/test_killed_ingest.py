"""An ingest that is killed at any moment leaves the old lake or the new one."""

import multiprocessing
import random
import signal
import time
from pathlib import Path

import pytest

from tests.bts_files import write_month
from training.errors import LakeEmpty
from training.lake import Lake
from training.lake.intake import ingest

KILLS = 20
TABLES = ("flights", "airports", "airlines")
# Each ingest is a process of its own, forked from one that has the libraries loaded already, also
# those that are loaded when they are first needed: else most of the kills would meet an import.
LOADED = ["training.lake.intake", "pandera.pandas", "pandera.strategies.pandas_strategies",
          "pandera.backends.pandas.builtin_hypotheses", "pyarrow.parquet"]  # fmt: skip
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(LOADED)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two editions of one month."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    return [
        write_month(folder, "2025-01", count)
        for folder, count in zip(folders, (1000, 1200), strict=True)
    ]


def ingest_apart(path: Path, lake: Lake, seconds: float | None = None) -> int | None:
    """Ingest in another process, killed after so many seconds; return how it ended."""
    process = PROCESSES.Process(target=ingest, args=(path, lake))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode


def whole(lake: Lake) -> str:
    """Read every file against its checksum, and return the fingerprint of it all."""
    manifest = lake.manifest()
    for table in TABLES:
        lake.read(manifest, table)
    return manifest.fingerprint


def test_a_killed_ingest_leaves_the_old_lake_or_the_new(
    editions: list[Path], tmp_path: Path
) -> None:
    lake, fingerprints = Lake(tmp_path / "lake"), []
    for path in editions:
        assert ingest_apart(path, lake) == 0
        fingerprints.append(whole(lake))
    began = time.monotonic()
    ingest_apart(editions[0], lake)
    duration = time.monotonic() - began
    moments, ends = random.Random(2025), []
    for number in range(KILLS):
        seconds = moments.uniform(0, duration)
        ends.append(ingest_apart(editions[number % 2], lake, seconds))
        assert whole(lake) in fingerprints, f"killed after {seconds:.3f} s"
    assert -signal.SIGKILL in ends  # on a busy machine some end by themselves
    assert ingest_apart(editions[0], lake) == 0
    assert whole(lake) == fingerprints[0]


def test_what_killed_ingests_left_behind_is_swept_away(
    editions: list[Path], tmp_path: Path
) -> None:
    lake = Lake(tmp_path / "lake")
    (lake.folder / "flights" / "2025-01").mkdir(parents=True)
    for left in ("manifest.json.1.tmp", "flights/2025-01/bts-0.parquet"):
        (lake.folder / left).write_bytes(b"half")
    with pytest.raises(LakeEmpty):
        whole(lake)
    ingest(editions[0], lake)
    kept = {str(path.relative_to(lake.folder)) for path in lake.folder.rglob("*.*")}
    assert kept == {"manifest.json", ".lock", *(file.path for file in lake.manifest().files)}
