"""Retraining: a challenger on the newest months, and the champion replaced if it is better."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import numpy as np

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from training.config import RESULTS_FOLDER, PromotionRules, TrainingConfig
from training.dataset.dataset import Dataset, load_dataset
from training.dataset.splitting import Split
from training.errors import ChampionUnreadable, LakeEmpty
from training.lake import Lake
from training.lake.queries import Sample
from training.release.archive import Archive
from training.release.pipeline import Candidate, TrainingPipeline
from training.retraining.decision import (
    ask,
    choose_months,
    decide,
    losses_by_flight,
    scores_by_state,
)
from training.retraining.decision_record import Competitor, Record, write_record

DECISIONS_FOLDER = RESULTS_FOLDER / "decisions"


@dataclass(frozen=True)
class Retraining:
    """Makes a challenger, decides, writes the record, and releases the better model.

    A challenger that is promoted is fitted once more before, in the same way, on the judged months
    too: the newest months teach most. What it scored without them tells what to expect.

    Attributes
    ----------
    judged, learned
        Months to judge on, and months at most to learn from.
    output
        Where the decision record goes.
    """

    lake: Lake
    archive: Archive
    judged: int = 1
    learned: int = 24
    dry_run: bool = False
    config: TrainingConfig = field(default_factory=TrainingConfig)
    rules: PromotionRules = field(default_factory=PromotionRules)
    output: Path = DECISIONS_FOLDER
    progress: Callable[[str], None] = lambda _: None

    STEPS: ClassVar = (
        7 + TrainingPipeline.JUDGING + TrainingPipeline.MAKING + TrainingPipeline.OF_ALL
    )
    """Its own, those of a training, and those of the fit on all months, if it comes to that."""

    def run(self) -> Record:
        """Run every step; the released bundle is touched by the last one only.

        Raises TrainingError if there is no champion, nothing new to judge on, or a step cannot be
        done; the released bundle is then as it was.
        """
        self.progress("reading the champion")
        champion = _read_champion(self.archive.bundle)
        held = self.lake.manifest().flight_months
        if not held:
            raise LakeEmpty(self.lake.folder)
        months = choose_months(held, champion.contract.data, self.judged, self.learned)

        self.progress("reading the lake")
        sample = Sample.asked_for(self.config)
        dataset = load_dataset(self.lake, {*months.learned, *months.judged}, sample)
        split = months.split(dataset.flights)
        with tempfile.TemporaryDirectory(prefix="pushback-") as scratch:
            pipeline = self._pipeline(dataset, split, Path(scratch))
            judged = pipeline.judge(dataset, split)
            pipeline.write(dataset, judged, pipeline.make(judged.fold, judged.model, judged.day))
            judged = replace(judged, fold=judged.fold.without_features())
            challenger = Predictor(Bundle.load(pipeline.folder))

            self.progress("asking both about the judged flights")
            flights = dataset.flights.take(split.test)
            bundles = {"champion": champion, "challenger": challenger}
            answers = {role: ask(one, flights, dataset.weather) for role, one in bundles.items()}

            self.progress("deciding")
            record = Record(
                decided_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                dry_run=self.dry_run,
                champion=Competitor.of(champion.contract),
                challenger=Competitor.of(challenger.contract),
                months=months,
                decision=decide(losses_by_flight(answers, flights), self.rules),
                states=scores_by_state(answers, flights),
                rules=self.rules,
            )
            write_record(self.output, record)
            if self.dry_run or record.decision.verdict == "keep":
                self.progress("keeping the champion")
                return record

            made = pipeline.make_of_all(dataset, split)
            return self._release(record, pipeline.write(dataset, judged, made))

    def _pipeline(self, dataset: Dataset, split: Split, folder: Path) -> TrainingPipeline:
        """Return what makes a challenger into `folder`."""
        years = dataset.flights.month.astype("datetime64[Y]")
        in_its_years = np.isin(years, years[split.test])
        share = float(split.test.sum() / in_its_years.sum())  # of the newest year, as in a training
        config = replace(self.config, split=round(share, 4))
        return TrainingPipeline(self.lake, folder, config, self.progress)

    def _release(self, record: Record, candidate: Candidate) -> Record:
        """Put a candidate in the champion's place, and write the record once more."""
        self.progress("releasing")
        self.archive.promote(candidate.folder, record.champion.version)
        record = replace(record, released=Competitor.of(candidate.contract))
        write_record(self.output, record)
        return record


def _read_champion(folder: Path) -> Predictor:
    try:
        return Predictor(Bundle.load(folder))
    except Exception as error:  # noqa: BLE001 - a damaged graph can raise anything
        reason = str(error) or type(error).__name__
        raise ChampionUnreadable(reason.splitlines()[0]) from None
