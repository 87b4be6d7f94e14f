"""Output: what is finished looks finished, and nothing else does."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.errors import CountsDiffer
from batch.files import created
from batch.output import Output, Part, Summary
from batch.writing import WriteParts, Writer
from tests.batch.schedules import COMMAND, counts, csv, parquet, rejected, run, scheduled, scored
from tests.paths import REPOSITORY
from tests.processes import START_SECONDS

MANY = 200_000


@pytest.fixture(scope="module")
def schedule(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds to score."""
    folder = tmp_path_factory.mktemp("schedule")
    return parquet(folder / "in.parquet", [scheduled()] * MANY)


@contextmanager
def half_way(schedule: Path, output: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a run that has begun to write."""
    command = [*COMMAND, f"--input={schedule}", f"--output={output}", "--workers=1"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    ) as process:
        deadline = time.monotonic() + START_SECONDS
        while not list(output.glob("_unfinished-*/*.parquet")):
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield process


def hear_ctrl_c() -> None:
    """A shell has those that it runs in the background not hear it, and their children neither."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_killed_run_leaves_nothing_that_looks_finished(schedule: Path, tmp_path: Path) -> None:
    with half_way(schedule, tmp_path / "out") as process:
        process.kill()
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    assert not list((tmp_path / "out").glob("*.parquet"))
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()])) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "_SUCCESS", "scored-00000-of-00001.parquet",
    }  # fmt: skip


def test_ctrl_c_stops_a_run_and_leaves_nothing(schedule: Path, tmp_path: Path) -> None:
    with half_way(schedule, tmp_path / "out") as process:
        process.send_signal(signal.SIGINT)
        said = process.stderr.read() if process.stderr else ""
    assert (process.returncode, said.splitlines()[-1]) == (130, "stopped")
    assert not list((tmp_path / "out").glob("**/*.*"))


class NeverOpens:
    """A format that is interrupted as it opens its file."""

    ending = "csv"

    def open(self, file: BinaryIO) -> Writer:
        """Fail before there is a writer."""
        self.file = file
        raise KeyboardInterrupt


def test_a_file_that_was_stopped_as_it_opened_is_closed_without_another_error(
    tmp_path: Path,
) -> None:
    never = NeverOpens()
    parts = WriteParts(str(tmp_path), never)
    parts.start_bundle()
    with pytest.raises(KeyboardInterrupt):
        parts.process(pa.RecordBatch.from_pydict({"carrier": ["DL"]}))
    parts.teardown()
    assert never.file.closed


def test_a_finished_run_is_refused_then_replaced_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = csv(tmp_path / "first.csv", [scheduled(), scheduled(carrier="?")])
    second = csv(tmp_path / "second.csv", [scheduled(carrier="AA")])
    output = tmp_path / "out"
    assert run(output, first) == 0
    assert run(output, second) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert scored(output)["carrier"].to_pylist() == ["DL"]
    assert run(output, second, overwrite=True) == 0
    assert scored(output)["carrier"].to_pylist() == ["AA"]
    assert rejected(output) == []


def test_a_bad_file_spares_the_finished_run_it_was_to_replace(tmp_path: Path) -> None:
    output = tmp_path / "out"
    run(output, csv(tmp_path / "in.csv", [scheduled()]))
    (tmp_path / "bad.parquet").write_text("no Parquet")
    assert run(output, tmp_path / "bad.parquet", overwrite=True) == 1
    assert (counts(output)["scored"], len(scored(output))) == (1, 1)


def test_other_peoples_files_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    run(tmp_path, csv(tmp_path / "in.csv", [scheduled()]))
    assert run(tmp_path, tmp_path / "in.csv", overwrite=True) == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"


def parts(output: Output, *names: str) -> list[Part]:
    """Write files of a run that is not finished."""
    found = [Part(f"{output.unfinished}/{name}.parquet", 1) for name in names]
    for part in found:
        created(part.path).close()
    return found


def test_a_finish_that_was_broken_off_is_done_again(tmp_path: Path) -> None:
    output = Output(str(tmp_path), "run")
    written = parts(output, "a", "b")
    Path(written[0].path).rename(tmp_path / "scored-00000-of-00002.parquet")
    output.finish(Summary(2, 2, 0, 0, "model"), written, [])
    assert len(list(tmp_path.glob("scored-*"))) == 2
    assert output.summary().scored == 2


@pytest.mark.parametrize(
    ("rows", "rejected_rows", "told"),
    [
        (3, 0, "3 rows were read, but 2 scored and 0 rejected"),
        (1, 0, "1 row was read, but 2 scored and 0 rejected"),
        (2, 1, "2 rows were read, but 2 scored and 1 rejected"),
    ],
)
def test_counts_that_differ_are_refused(
    rows: int, rejected_rows: int, told: str, tmp_path: Path
) -> None:
    output = Output(str(tmp_path), "run")
    with pytest.raises(CountsDiffer, match=rf"^{told}\. .*not to be trusted"):
        output.finish(Summary(rows, 2, rejected_rows, 0, "model"), parts(output, "a", "b"), [])
    assert not (tmp_path / "_SUCCESS").exists()


def test_a_file_names_the_model_that_scored_it(tmp_path: Path) -> None:
    run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()]))
    metadata = pq.read_schema(tmp_path / "out" / "scored-00000-of-00001.parquet").metadata
    assert metadata[b"pushback_model"].decode() == counts(tmp_path / "out")["model"]


def test_inputs_that_would_be_replaced_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()])) == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run(tmp_path / "out", tmp_path / "out" / "*.parquet", overwrite=True) == 1
    assert (
        "scored-00000-of-00001.parquet is to be read, and would be repl" in capsys.readouterr().err
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert run(tmp_path / "again", tmp_path / "out" / "*.parquet") == 0
