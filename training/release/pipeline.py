"""Pipeline: from the lake to a bundle that could be released."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from pushback.contract import Contract
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, load_dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import Split, split_by_share
from training.evaluation.fold import evaluate, fit, make_fold
from training.evaluation.metrics import Scores
from training.lake import Lake
from training.lake.queries import Sample
from training.model.export import export
from training.release.bundle import make_contract, write_bundle
from training.release.profile import choose_background

SAVED_MODEL = "model.joblib"


@dataclass(frozen=True, eq=False)
class Candidate:
    """What a run made: a bundle in `folder`, its scores, and how exactly the graph agrees."""

    folder: Path
    contract: Contract
    scores: Scores
    largest_difference: float


@dataclass(frozen=True)
class TrainingPipeline:
    """Trains, scores and exports one model.

    Attributes
    ----------
    folder
        Where the bundle goes, and the fitted model beside it.
    config
        What to train, and on what share of the data.
    progress
        Called with a word on each step as it begins.
    """

    lake: Lake
    folder: Path
    config: TrainingConfig
    progress: Callable[[str], None] = lambda _: None

    STEPS: ClassVar = 7

    def run(self) -> Candidate:
        """Run every step; the folder is touched by the last one only.

        Raises
        ------
        TrainingError
            If a step cannot be done; the folder is then as it was.
        """
        self.progress("reading the lake")
        dataset = load_dataset(self.lake, sample=Sample.asked_for(self.config))
        return self.make(dataset, split_by_share(dataset.flights, self.config.split))

    def make(self, dataset: Dataset, split: Split) -> Candidate:
        """Run the steps after the lake, on flights that are split already.

        Raises
        ------
        TrainingError
            If a step cannot be done; the folder is then as it was.
        """
        self.progress(f"fitting {self.config.model} on {split.train.sum():,} flights")
        fold = make_fold(dataset, split, self.config)
        model = fit(fold, self.config)

        self.progress("scoring on the test months")
        evaluation = evaluate(fold, model)

        self.progress("converting to ONNX and comparing on every test flight")
        states = np.concatenate([mask(fold.test_inputs, state) for state in WEATHER_STATES])
        graph, largest = export(model, states)

        self.progress("drawing the flights that explanations are held against")
        background = choose_background(fold.usual, model, self.config.seed)

        self.progress("writing the contract")
        contract = make_contract(dataset, fold, model, self.config, graph, evaluation, background)

        self.progress(f"writing {self.folder}")
        model.save(self.folder / SAVED_MODEL)
        write_bundle(self.folder, contract, graph)
        return Candidate(self.folder, contract, evaluation.scores, largest)
