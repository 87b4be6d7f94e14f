"""Retraining: a challenger on the newest months, and the champion replaced if it is better."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from training.config import RESULTS_FOLDER, PromotionRules, TrainingConfig
from training.dataset.dataset import Dataset, load_dataset
from training.dataset.splitting import Split
from training.errors import ChampionUnreadable, LakeEmpty
from training.lake import Lake
from training.lake.queries import Sample
from training.release.archive import Archive
from training.release.pipeline import TrainingPipeline
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
    """Makes a challenger, decides, writes the record, and promotes the one that was judged.

    Attributes
    ----------
    archive
        The released bundle, and where those it replaces are kept.
    judged, learned
        Months to judge on, and months at most to learn from.
    output
        Where the decision record goes.
    progress
        Called with a word on each step as it begins.
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

    STEPS: ClassVar = 6 + TrainingPipeline.JUDGING + TrainingPipeline.MAKING
    """Its own, and those of a training; the challenger that was judged is the one released."""

    def run(self) -> Record:
        """Run every step; the released bundle is touched by the last one only.

        Raises
        ------
        TrainingError
            If there is no champion, nothing new to judge on, or a step cannot be done; the
            released bundle is then as it was.
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
            folder = Path(scratch)
            pipeline = self._pipeline(dataset, split, folder)
            judged = pipeline.judge(dataset, split)
            pipeline.write(dataset, judged, pipeline.make(judged.fold, judged.model))
            challenger = Predictor(Bundle.load(folder))

            self.progress("asking both about the judged flights")
            flights = dataset.flights.take(split.test)
            bundles = {"champion": champion, "challenger": challenger}
            answers = {role: ask(one, flights, dataset.weather) for role, one in bundles.items()}

            self.progress("deciding")
            record = Record(
                decided_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                dry_run=self.dry_run,
                promoted=False,
                champion=Competitor.of(champion.contract),
                challenger=Competitor.of(challenger.contract),
                months=months,
                decision=decide(losses_by_flight(answers, flights), self.rules),
                states=scores_by_state(answers, flights),
                rules=self.rules,
            )
            return self._carry_out(record, folder)

    def _pipeline(self, dataset: Dataset, split: Split, folder: Path) -> TrainingPipeline:
        """Return what makes a challenger into `folder`."""
        years = dataset.flights.month.astype("datetime64[Y]")
        share = float(split.test.sum() / (years == years.max()).sum())
        config = replace(self.config, split=round(share, 4))  # of the newest year, as in a training
        return TrainingPipeline(self.lake, folder, config, self.progress)

    def _carry_out(self, record: Record, candidate: Path) -> Record:
        """Write the record, and again once the candidate is released, if it is to be."""
        write_record(self.output, record)
        to_be_promoted = record.decision.verdict == "promote" and not self.dry_run
        self.progress("releasing" if to_be_promoted else "keeping the champion")
        if to_be_promoted:
            self.archive.promote(candidate, record.champion.version)
            record = replace(record, promoted=True)
            write_record(self.output, record)
        return record


def _read_champion(folder: Path) -> Predictor:
    try:
        return Predictor(Bundle.load(folder))
    except Exception as error:  # noqa: BLE001 - a damaged graph can raise anything
        reason = str(error) or type(error).__name__
        raise ChampionUnreadable(reason.splitlines()[0]) from None
