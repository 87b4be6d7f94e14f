"""Pipeline: from the lake to a bundle that could be released.

A model is judged on months that it has not learned from. Then one is fitted in the same way on all
months, the judged ones too, and that is what is released: the newest months teach most, and the
scores of the first tell what to expect of the second.

Both are done side by side, each with half of the processor's cores. What a fit of boosted trees
does is too fine to share well: a second core makes it 1.7 times as fast, where a second fit on that
core comes for nothing. Of a national year, whose features fill gigabytes, one is done after the
other.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import ClassVar, NamedTuple, TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from pushback.contract import Contract
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, load_dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import Split, split_by_share
from training.evaluation.day import fit_day, predict_day
from training.evaluation.fold import Fold, evaluate, fit, learn_fold, make_fold
from training.evaluation.metrics import Scores
from training.lake import Lake
from training.model.day_model import DayModel
from training.model.delay_model import DelayModel
from training.model.export import export, export_day
from training.release.bundle import BundleFiles, Judged, Made, make_contract, pack, write_bundle
from training.release.profile import choose_background

SAVED_MODEL = "model.joblib"
MOST_BESIDE = 2_000_000
"""Flights whose features are held twice; `make bench-scale` measures what more of them take."""

T = TypeVar("T")


class Candidate(NamedTuple):
    """What a run made: a bundle in `folder`, its scores, and how exactly the graph agrees."""

    folder: Path
    contract: Contract
    scores: Scores
    largest_difference: float


@dataclass(frozen=True)
class TrainingPipeline:
    """Trains, scores and exports one model, into `folder`.

    The fitted model is put beside the bundle. `progress` is called with a word on each step as it
    begins.
    """

    lake: Lake
    folder: Path
    config: TrainingConfig
    progress: Callable[[str], None] = lambda _: None

    JUDGING: ClassVar = 2
    MAKING: ClassVar = 2
    OF_ALL: ClassVar = 2 + MAKING
    STEPS: ClassVar = 1 + JUDGING + OF_ALL + 1

    def run(self) -> Candidate:
        """Run every step; the folder is touched by the last one only.

        Raises TrainingError if a step cannot be done; the folder is then as it was.
        """
        self.progress("reading the lake")
        dataset = load_dataset(self.lake, config=self.config)
        split = split_by_share(dataset.flights, self.config.split)
        if len(dataset.flights) > MOST_BESIDE:
            judged = self.judge(dataset, split)
            judged = replace(judged, fold=judged.fold.without_features())
            return self.write(dataset, judged, self.make_of_all(dataset, split))
        judging = beside(lambda: self.judge(dataset, split))
        with half_the_cores():
            made = self.make_of_all(dataset, split)
        return self.write(dataset, judging.result(), made)

    def judge(self, dataset: Dataset, split: Split) -> Judged:
        """Fit a model on a split's training flights and score it on the others."""
        self.progress(f"fitting {self.config.model} on {split.train.sum():,} flights")
        fold = make_fold(dataset, split, self.config)
        model = fit(fold, self.config)

        self.progress("scoring on the test months, and the model of the day")
        day = fit_day(fold, self.config.seed)
        return Judged(fold, model, day, evaluate(fold, model), predict_day(fold, day))

    def make_of_all(self, dataset: Dataset, split: Split) -> Made:
        """Fit on all flights, the split's test flights too, and make the files of a bundle."""
        self.progress(f"fitting {self.config.model} on all {len(dataset.flights):,} flights")
        # What is released has seen everything; the test flights are for checks, as of the graph.
        tested = dataset.flights.take(split.test)
        fold = learn_fold(dataset, dataset.flights, tested, self.config)
        model = fit(fold, self.config)

        self.progress("fitting the model of the day on the flights that left")
        return self.make(fold, model, fit_day(fold, self.config.seed))

    def make(self, fold: Fold, model: DelayModel, day: DayModel) -> Made:
        """Make the files of a bundle of a fitted model and a model of the day."""
        self.progress("converting to ONNX and comparing on every test flight")
        states = np.concatenate([mask(fold.test_inputs, state) for state in WEATHER_STATES])
        graph, largest = export(model, np.concatenate([states, fold.nation.inputs]))
        day_graph = export_day(day, fold.test_inputs)

        self.progress("drawing the flights that explanations are held against")
        background, inputs = choose_background(fold.usual, model, self.config.seed)
        lookups = replace(fold.reference.lookups, background=inputs)
        files = BundleFiles(graph, day_graph, pack(lookups))
        return Made(fold, model, day, files, background, largest)

    def write(self, dataset: Dataset, judged: Judged, made: Made) -> Candidate:
        """Write a bundle with the scores of the model that was judged; it is all or nothing."""
        self.progress(f"writing the contract, and {self.folder}")
        contract = make_contract(dataset, made, judged, self.config)
        made.model.save(self.folder / SAVED_MODEL)
        write_bundle(self.folder, contract, made.files)
        scores = judged.evaluation.scores
        return Candidate(self.folder, contract, scores, made.largest_difference)


def half_the_cores() -> threadpool_limits:
    """Return a context in which this thread's OpenMP code uses half of the cores."""
    return threadpool_limits(max(1, (os.cpu_count() or 1) // 2), user_api="openmp")


def beside(work: Callable[[], T]) -> "Future[T]":
    """Begin work in a thread, with half of the cores.

    The thread ends with the program: who interrupts it need not wait for the work.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            with half_the_cores():
                future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
