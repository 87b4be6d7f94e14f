"""Engines: the same graph runs where workers are other processes, and suits Dataflow."""

import base64
import bz2
import re
import shutil
import subprocess
import sys
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.runners.dataflow.dataflow_runner import DataflowRunner

import batch
from batch.output import Output
from batch.pipeline import Job, build
from batch.reader.containers import TableFile
from batch.reader.headers import Header
from batch.reader.vocabulary import Layout
from batch.reading import Piece
from pushback.bundle import Bundle
from tests.batch.schedules import COMMAND, parquet, random_rows, run, scored
from tests.paths import FUNCTION, REPOSITORY

BATCH = Path(batch.__file__).parent
DATAFLOW = [
    "--project=some-project", "--region=us-central1", "--temp_location=gs://bucket/temp",
    "--staging_location=gs://bucket/temp", "--sdk_container_image=us-docker.pkg.dev/p/r/batch",
    "--sdk_location=container", "--no_auth", "--dry_run=True",
]  # fmt: skip


def test_workers_need_the_code_alone(released: Bundle, tmp_path: Path) -> None:
    """The workers are processes that have neither the repository nor the bundle."""
    code = tmp_path / "worker"
    shutil.copytree(BATCH, code / "batch")
    shutil.copytree(FUNCTION / "pushback", code / "function" / "pushback")
    worker = f"{sys.executable} -m apache_beam.runners.worker.sdk_worker_main"
    rows = random_rows(500, released.contract)
    files = parquet(tmp_path / "in.parquet", rows, row_group_size=200)
    portable = [
        "--runner=PortableRunner", "--job_endpoint=embed",
        "--environment_type=beam:env:harness_subprocess_python:v1",
        f"--environment_config=cd {code} && exec {worker}",
    ]  # fmt: skip
    command = [*COMMAND, f"--input={files}", f"--output={tmp_path / 'there'}", *portable]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert run(tmp_path / "here", files) == 0
    assert scored(tmp_path / "there").equals(scored(tmp_path / "here"))


@pytest.fixture(scope="module")
def graph(released: Bundle) -> beam_runner_api_pb2.Pipeline:
    """The graph that Dataflow would be sent, after Beam's own checks of it; nothing is sent."""
    file, header = TableFile("gs://bucket/in.parquet", "in"), Header(["carrier"], 1, "row")
    piece = Piece(file, header, Layout("flights", {"carrier": "carrier"}), rows=10)
    runner = DataflowRunner()
    pipeline = beam.Pipeline(runner, PipelineOptions(DATAFLOW))
    build(pipeline, Job([piece], [], released, Output("gs://bucket/out", "run")))
    assert pipeline.run().state == "DONE"
    found: beam_runner_api_pb2.Pipeline = runner.proto_pipeline
    return found


def functions(graph: beam_runner_api_pb2.Pipeline) -> list[bytes]:
    """Return the pickled functions of a graph, unpacked."""
    steps = graph.components.transforms.values()
    payloads = [
        beam_runner_api_pb2.ParDoPayload.FromString(step.spec.payload)
        for step in steps
        if step.spec.urn == "beam:transform:pardo:v1"
    ]
    return [bz2.decompress(base64.b64decode(payload.do_fn.payload)) for payload in payloads]


def test_the_graph_passes_dataflows_checks_with_the_model_in_it(
    graph: beam_runner_api_pb2.Pipeline, released: Bundle
) -> None:
    (step,) = [
        found for found in functions(graph) if b"batch.pipeline" in found and b"Score" in found
    ]
    assert released.model in step
    assert len(graph.SerializeToString()) < 10e6  # more is refused


def test_the_graph_names_no_place_of_this_machine(graph: beam_runner_api_pb2.Pipeline) -> None:
    found = b"\n".join([graph.SerializeToString(), *functions(graph)])
    # Beam's own lambdas name the files they come from, for tracebacks.
    found = found.replace(str(Path(beam.__file__).parent).encode(), b"")
    for place in (REPOSITORY, BATCH.parent, Path.home(), Path(sys.prefix)):
        assert str(place).encode() not in found


def test_the_image_holds_the_beam_of_the_lock() -> None:
    image = (BATCH / "Dockerfile").read_text()
    lock = (BATCH / "requirements.txt").read_text()
    (version,) = re.findall(r"^ARG BEAM_IMAGE=[^:]+:([\d.]+)", image, re.MULTILINE)
    assert f"\napache-beam=={version} " in lock
