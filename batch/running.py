"""Running: the same graph on this machine's cores or on an engine elsewhere."""

import re
from collections.abc import Sequence
from contextlib import redirect_stderr
from io import StringIO

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

from batch.errors import BatchError, RunFailed
from batch.pipeline import Job, build
from batch.reader.errors import FileRefused

LOCAL = "DirectRunner"
RUNNERS = (LOCAL, "DataflowRunner", "FlinkRunner", "SparkRunner", "PortableRunner", "PrismRunner")
_HERE = "FnApiRunner"
_OURS = re.compile(r"batch\.(?:reader\.)?errors\.\w+: (.*?)(?: \[while running .*)?\Z")


def needs_bucket(runner: str) -> bool:
    """Tell whether a runner's workers cannot read this machine's files."""
    return runner == "DataflowRunner"


def run_here(job: Job) -> None:
    """Run on this machine, in this process: what Beam calls its DirectRunner.

    Beam's own DirectRunner would first download another program, Prism; this is the runner that it
    falls back to. Beam's multi-threaded and multi-process workers communicate through ports that
    are open to the network, which the threads of `Score` do not need.

    Raises
    ------
    BatchError
        What went wrong.
    """
    with redirect_stderr(StringIO()):  # the one line says it all
        _run(beam.Pipeline(_HERE, PipelineOptions([])), job)


def run_on(runner: str, job: Job, flags: Sequence[str]) -> None:
    """Run on another engine, with its own options, and wait for it.

    Raises
    ------
    BatchError
        If an option is missing, or what went wrong in a worker.
    """
    try:
        pipeline = beam.Pipeline(runner, PipelineOptions([*flags, f"--runner={runner}"]))
    except (ValueError, ImportError) as error:
        raise RunFailed(" ".join(str(error).split())) from None
    _run(pipeline, job)


def _run(pipeline: beam.Pipeline, job: Job) -> None:
    build(pipeline, job)
    try:
        pipeline.run().wait_until_finish()
    except (BatchError, FileRefused):
        raise
    except Exception as error:  # noqa: BLE001 - runners tell of a worker's error as they like
        last = str(error).strip().rpartition("\n")[2]
        if last.startswith(KeyboardInterrupt.__name__):  # Beam takes it for a worker's error
            raise KeyboardInterrupt from None
        found = _OURS.search(last)
        raise (BatchError(found[1]) if found else RunFailed(last)) from None
