"""Pipeline: the same counting as an Apache Beam pipeline, for more files than one machine reads.

Every file is counted by some worker; tallies are put together in whatever order they come, and the
last step writes the record. The bytes are those that one machine would write. Files and output may
lie in buckets. Apache Beam is loaded only when this module is.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions

from batch.reader.errors import FileRefused
from training.atomic_write import write_changed
from training.errors import RowsUnusable, TrainingError
from training.record.counting import Input, count_file
from training.record.record import Record, decode, encode
from training.record.tally import Tally, tallied

LOCAL = "DirectRunner"
BYTES = "application/octet-stream"
_HERE = "FnApiRunner"
_OURS = re.compile(r"training\.errors\.\w+: (.*?)(?: \[while running .*)?\Z")


def run(inputs: Sequence[Input], output: str, runner: str, flags: Sequence[str]) -> Record:
    """Count files on an engine, write the record, and return it.

    Beam's own DirectRunner would first download another program; the runner that it falls back to
    takes its place. Raises TrainingError with what went wrong, in a worker too; nothing was
    written then.
    """
    engine = _HERE if runner == LOCAL else runner
    own = [] if runner == LOCAL else [f"--runner={runner}"]
    try:
        pipeline = beam.Pipeline(engine, PipelineOptions([*flags, *own]))
        build(pipeline, inputs, output)
        # Of a run here, the one line says it all; one elsewhere tells how it goes.
        with redirect_stderr(StringIO()) if runner == LOCAL else nullcontext():
            pipeline.run().wait_until_finish()
    except TrainingError:
        raise
    except Exception as error:  # noqa: BLE001 - runners tell of a worker's error as they like
        raise _told(error) from None
    with FileSystems.open(output, BYTES) as file:
        return decode(file.read(), Path(output))


def build(pipeline: beam.Pipeline, inputs: Sequence[Input], output: str) -> None:
    """Add the counting to a pipeline."""
    (
        pipeline
        | "Files" >> beam.Create(list(inputs))
        | "Share out" >> beam.Reshuffle()
        | "Count" >> beam.Map(_counted)
        | "Put together" >> beam.CombineGlobally(tallied)
        | "Write" >> beam.Map(_written, output=output)
    )


def _counted(source: Input) -> Tally:
    """Count a file; what is wrong with its rows is told in one line, which alone comes through."""
    try:
        with _here(source) as near:
            return count_file(near)
    except FileRefused as error:
        raise TrainingError(str(error)) from None
    except RowsUnusable as error:
        raise TrainingError(" ".join([str(error), *error.report[1:]])) from None


@contextmanager
def _here(source: Input) -> Iterator[Input]:
    """Give a file as one of this machine, copied if it lies elsewhere."""
    if not _is_elsewhere(source.path):
        yield source
        return
    with TemporaryDirectory() as folder:
        near = Path(folder, source.path.rpartition("/")[2])
        with FileSystems.open(source.path, BYTES) as far, near.open("wb") as copy:
            shutil.copyfileobj(far, copy)
        yield Input(str(near), source.year, source.is_nation)


def _written(tally: Tally, output: str) -> None:
    content = encode(tally.record())
    if not _is_elsewhere(output):
        write_changed(Path(output), content)
        return
    with FileSystems.create(output, BYTES) as file:  # seen when it is closed
        file.write(content)


def _is_elsewhere(path: str) -> bool:
    return "://" in path


def _told(error: Exception) -> Exception:
    last = str(error).strip().rpartition("\n")[2]
    if last.startswith(KeyboardInterrupt.__name__):  # Beam takes it for a worker's error
        raise KeyboardInterrupt from None
    found = _OURS.search(last)
    failed = f"The pipeline failed: {last[:300]}. Nothing was written."
    return TrainingError(found[1] if found else failed)
