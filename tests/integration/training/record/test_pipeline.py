"""Tests of counting with Apache Beam: the same bytes, here, from buckets, and on workers."""

import shutil
import sys
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.io.localfilesystem import LocalFileSystem
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.dataflow.dataflow_runner import DataflowRunner

from tests.bts_files import row, write_month
from tests.paths import FUNCTION, REPOSITORY
from tests.record_files import counted, flights_file, months_file, sample_file, year_file
from training.cli import main
from training.record import pipeline
from training.record.counting import Input
from training.record.record import encode


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A file of every form."""
    return [
        year_file(tmp_path, {}, {"day": None}, {"origin": "QQQ"}),
        sample_file(tmp_path),
        flights_file(tmp_path),
        months_file(tmp_path),
        write_month(tmp_path, "2025-01", [row(), row("2025-01-16T06:00")]),
    ]


def test_the_bytes_are_those_of_one_machine(files: list[Path], tmp_path: Path) -> None:
    output = tmp_path / "nation.parquet"
    command = ["record", *map(str, files), f"--output={output}", "--runner=DirectRunner"]
    assert main(command) == 0
    assert output.read_bytes() == encode(counted(*files))


def test_faults_that_a_worker_finds_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, output = flights_file(tmp_path, {"carrier": "X"}, {"departure": "noon"}), tmp_path / "x"
    assert main(["record", str(bad), f"--output={output}", "--runner=DirectRunner"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: flights.csv: line 2: carrier 'X'")
    assert "line 3: departure 'noon'" in told
    assert told.count("\n") == 1
    assert not output.exists()


def test_what_only_the_tallies_show_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same, output = str(year_file(tmp_path)), tmp_path / "x"
    assert main(["record", same, same, f"--output={output}", "--runner=DirectRunner"]) == 1
    told = capsys.readouterr().err
    assert "are the same file: give one of them. Nothing was written." in told
    assert "pipeline failed" not in told
    assert told.count("\n") == 1
    assert not output.exists()


class Bucket(LocalFileSystem):
    """Files below a folder, as a bucket has them."""

    folder = Path()

    @classmethod
    def scheme(cls) -> str:
        """Return what its addresses begin with."""
        return "bucket"

    def open(self, path: str, *options: Any, **more: Any) -> Any:
        """Open a file to read."""
        return super().open(self._place(path), *options, **more)

    def create(self, path: str, *options: Any, **more: Any) -> Any:
        """Open a file to write."""
        return super().create(self._place(path), *options, **more)

    def _place(self, path: str) -> str:
        return str(self.folder / path.removeprefix("bucket://"))


def test_files_and_record_may_lie_in_buckets(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bucket, "folder", tmp_path)
    names = [f"bucket://{path.name}" for path in files]
    pipeline.run([Input(name) for name in names], "bucket://nation.parquet", "DirectRunner", [])
    assert (tmp_path / "nation.parquet").read_bytes() == encode(counted(*files))


@pytest.fixture
def worker(tmp_path: Path) -> str:
    """A worker's command; its folder holds what training/record/Dockerfile copies."""
    code, training = tmp_path / "worker", REPOSITORY / "training"
    (code / "training").mkdir(parents=True)
    for path in training.glob("*.py"):
        shutil.copy(path, code / "training")
    for room in ("sources", "lake", "record"):
        shutil.copytree(training / room, code / "training" / room)
    shutil.copytree(FUNCTION / "pushback", code / "function" / "pushback")
    shutil.copytree(REPOSITORY / "batch" / "reader", code / "batch" / "reader")
    shutil.copy(REPOSITORY / "batch" / "__init__.py", code / "batch")
    return f"cd {code} && exec {sys.executable} -m apache_beam.runners.worker.sdk_worker_main"


def test_workers_need_the_rooms_of_the_image_alone(
    files: list[Path], tmp_path: Path, worker: str
) -> None:
    output = tmp_path / "nation.parquet"
    portable = [
        "--job_endpoint=embed",
        "--environment_type=beam:env:harness_subprocess_python:v1",
        f"--environment_config={worker}",
    ]
    inputs = [Input(str(file)) for file in files]
    pipeline.run(inputs, str(output), "PortableRunner", portable)
    assert output.read_bytes() == encode(counted(*files))


def test_the_graph_passes_dataflows_checks() -> None:
    dataflow = [
        "--project=some-project", "--region=us-central1", "--temp_location=gs://bucket/temp",
        "--staging_location=gs://bucket/temp", "--sdk_container_image=us-docker.pkg.dev/p/r/record",
        "--sdk_location=container", "--no_auth", "--dry_run=True",
    ]  # fmt: skip
    graph = beam.Pipeline(DataflowRunner(), PipelineOptions(dataflow))
    pipeline.build(graph, [Input("gs://bucket/2018.parquet")], "gs://bucket/nation.parquet")
    assert graph.run().state == "DONE"
