"""Pipeline: the Apache Beam graph, from pieces of files to the marker of a finished run."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsIter, AsList, TaggedOutput
from apache_beam.transforms.window import GlobalWindows

from batch.output import Output, Part, Summary
from batch.progress import DONE
from batch.reading import Batch, Piece, read
from batch.scoring import Scored, Scorer
from batch.weather import Hours, joined, weather_of
from batch.writing import RejectedFiles, ScoredFiles, WriteParts
from pushback.bundle import Bundle

ROWS = "rows"
REFUSED = "refused"
LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Job:
    """The task of a run: the pieces of the files, the model and where the results go.

    `threads` is how many batches a worker scores at once.
    """

    flights: Sequence[Piece]
    weather: Sequence[Piece]
    bundle: Bundle
    output: Output
    threads: int = 1


def build(pipeline: beam.Pipeline, job: Job) -> None:
    """Add the job to a pipeline."""
    contract, folder = job.bundle.contract, job.output.unfinished
    weather = (
        pipeline
        | "Weather files" >> beam.Create(job.weather)
        | "Read weather"
        >> beam.FlatMap(_hours, frozenset(contract.airports)).with_outputs(LEFT_OUT, main="hours")
    )
    flights = (
        pipeline
        | "Flight files" >> beam.Create(job.flights)
        | "Share out" >> beam.Reshuffle()
        | "Read flights" >> beam.FlatMap(_batches).with_outputs(ROWS, main="batches")
    )
    rows = flights.batches | "Score" >> beam.ParDo(
        Score(job.bundle, job.threads), AsList(weather.hours)
    ).with_outputs(REFUSED, main="scored")
    files = ScoredFiles(contract.version), RejectedFiles()
    scored = rows.scored | "Write scored" >> beam.ParDo(WriteParts(folder, files[0]))
    refused = rows[REFUSED] | "Write rejected" >> beam.ParDo(WriteParts(folder, files[1]))
    (
        pipeline
        | "Output" >> beam.Create([job.output])
        | "Finish"
        >> beam.Map(
            _finish,
            model=contract.version,
            rows=AsIter(flights[ROWS]),
            scored=AsIter(scored),
            refused=AsIter(refused),
            left_out=AsIter(weather[LEFT_OUT]),
        )
    )


def _hours(piece: Piece, airports: frozenset[str]) -> Iterator[Any]:
    """Yield a piece's weather at some airports, and how many of its hours cannot be used."""
    for batch in read(piece):
        hours, left_out = weather_of(batch, airports)
        yield hours
        yield TaggedOutput(LEFT_OUT, left_out)


def _batches(piece: Piece) -> Iterator[Any]:
    """Yield a piece's batches, and how many rows it has (for Parquet, as the file states)."""
    rows = 0
    for batch in read(piece):
        rows += len(batch.numbers) + len(batch.torn)
        yield batch
    yield TaggedOutput(ROWS, rows if piece.rows is None else piece.rows)


class Score(beam.DoFn):
    """Scores batches, several at once.

    The bundle is sent to the workers with the graph, so they need none of its files. Threads are
    enough to use several cores: onnxruntime and Arrow release Python's lock most of the time.
    """

    def __init__(self, bundle: Bundle, threads: int) -> None:
        self._bundle = bundle
        self._threads = threads

    def setup(self) -> None:
        """Open the model, once a worker."""
        self._scorer = Scorer(self._bundle)
        self._pool = ThreadPoolExecutor(self._threads)

    def start_bundle(self) -> None:
        """Begin a bundle, with no batch being scored yet."""
        self._begun: deque[Future[Scored]] = deque()

    def process(self, batch: Batch, weather: Iterable[Hours]) -> Iterator[Any]:
        """Start scoring a batch; yield the results of the oldest one."""
        if not self._scorer.has_weather:  # it is the same for every batch
            self._scorer.hold(joined(weather))
        self._begun.append(self._pool.submit(self._scorer.score, batch))
        if len(self._begun) > self._threads:
            yield from self._first()

    def finish_bundle(self) -> Iterator[Any]:
        """Yield the results of the batches that are still being scored."""
        while self._begun:
            for output in self._first():
                yield _late(output)

    def teardown(self) -> None:
        """End the threads."""
        self._pool.shutdown()

    def _first(self) -> Iterator[Any]:
        scored, refused = self._begun.popleft().result()
        DONE.add(len(scored) + len(refused))
        if len(scored):
            yield scored
        if len(refused):
            yield TaggedOutput(REFUSED, refused)


def _late(output: Any) -> Any:
    """Return an output as Beam wants it after the last element."""
    if isinstance(output, TaggedOutput):
        return TaggedOutput(output.tag, _late(output.value))
    return GlobalWindows.windowed_value_at_end_of_window(output)


def _finish(
    output: Output,
    model: str,
    rows: Iterable[int],
    scored: Iterable[Part],
    refused: Iterable[Part],
    left_out: Iterable[int],
) -> None:
    files, others = list(scored), list(refused)
    summary = Summary(
        rows=sum(rows),
        scored=sum(part.rows for part in files),
        rejected=sum(part.rows for part in others),
        hours_left_out=sum(left_out),
        model=model,
    )
    output.finish(summary, files, others)
