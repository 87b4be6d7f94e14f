"""Retraining: a challenger on the newest months, and the champion replaced if it is better."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from pushback.bundle import Bundle
from pushback.contract import Contract
from pushback.predictor import Predictor
from training.config import RESULTS_FOLDER, TrainingConfig
from training.dataset.dataset import Dataset, Flights, load_dataset
from training.dataset.splitting import Mask, Split
from training.errors import ChampionUnreadable, LakeEmpty
from training.lake import Lake
from training.lake.queries import Sample
from training.release.archive import Archive
from training.release.pipeline import Candidate, TrainingPipeline
from training.retraining import head_to_head as trial
from training.retraining import retraining as challenger
from training.retraining.decision import Decision, Rules, decide
from training.retraining.decision_record import Competitor, Judged, Record, write_record
from training.retraining.judging_months import Window, choose_window

# FROM challenger:
# Challenger: a bundle fitted on one window of months, and scored on the months after it.

STEPS = TrainingPipeline.STEPS - 1
"""The lake has been read by then."""


def make_challenger(
    lake: Lake,
    dataset: Dataset,
    window: Window,
    config: TrainingConfig,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> Candidate:
    """Fit, score and export a challenger; its bundle goes into `folder`.

    Parameters
    ----------
    dataset
        Flights of the window's months alone.

    Raises
    ------
    TrainingError
        If the flights do not suffice, or the graph does not agree with the model.
    """
    split = _split(dataset.flights, window)
    config = replace(config, split=_share(dataset.flights, split))
    return TrainingPipeline(lake, folder, config, progress).make(dataset, split)


def _split(flights: Flights, window: Window) -> Split:
    return Split(in_months(flights, window.learned), in_months(flights, window.judged))


def in_months(flights: Flights, months: Sequence[str]) -> Mask:
    """Return which flights depart in the given months."""
    return np.isin(flights.month, np.array(months, "datetime64[M]"))


def _share(flights: Flights, split: Split) -> float:
    """Share of the newest year's flights that is held back, as `split` means in the recipe."""
    years = flights.month.astype("datetime64[Y]")
    return round(float(split.test.sum() / (years == years.max()).sum()), 4)


DECISIONS_FOLDER = RESULTS_FOLDER / "decisions"


@dataclass(frozen=True)
class Plan:
    """What a retraining was asked for.

    Attributes
    ----------
    judged, learned
        Months to judge on, and months at most to learn from.
    dry_run
        Decide and write the record, but replace nothing.
    """

    judged: int = 1
    learned: int = 24
    dry_run: bool = False
    config: TrainingConfig = field(default_factory=TrainingConfig)
    rules: Rules = field(default_factory=Rules)


class Retraining:
    """Makes a challenger, decides, writes the record, and promotes the one that was judged.

    Parameters
    ----------
    archive
        The released bundle, and where those it replaces are kept.
    output
        Where the decision record goes.
    progress
        Called with a word on each step as it begins.
    """

    STEPS = challenger.STEPS + 5

    def __init__(
        self,
        lake: Lake,
        archive: Archive,
        plan: Plan,
        output: Path = DECISIONS_FOLDER,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.lake = lake
        self.archive = archive
        self.plan = plan
        self.output = output
        self.progress = progress

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
        window = self._window(champion.contract)

        self.progress("reading the lake")
        dataset = load_dataset(
            self.lake, {*window.learned, *window.judged}, Sample.asked_for(self.plan.config)
        )
        with tempfile.TemporaryDirectory(prefix="pushback-") as scratch:
            folder = Path(scratch)
            make_challenger(self.lake, dataset, window, self.plan.config, folder, self.progress)

            self.progress("asking both about the judged flights")
            contender = Predictor(Bundle.load(folder))
            held = _hold_trial(champion, contender, dataset, window)

            self.progress("deciding")
            decision = decide(trial.losses(held), self.plan.rules)
            record = self._record(champion.contract, contender.contract, window, decision, held)
            write_record(self.output, record)

            self.progress("releasing" if record.to_be_promoted else "keeping the champion")
            return self._promoted(record, folder) if record.to_be_promoted else record

    def _window(self, champion: Contract) -> Window:
        held = self.lake.manifest().flight_months
        if not held:
            raise LakeEmpty(self.lake.folder)
        return choose_window(held, champion.data, self.plan.judged, self.plan.learned)

    def _promoted(self, record: Record, candidate: Path) -> Record:
        """Release the candidate; the record says so only once it is done."""
        self.archive.promote(candidate, record.champion.version)
        promoted = replace(record, promoted=True)
        write_record(self.output, promoted)
        return promoted

    def _record(
        self,
        champion: Contract,
        contender: Contract,
        window: Window,
        decision: Decision,
        held: trial.Trial,
    ) -> Record:
        return Record(
            decided_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            dry_run=self.plan.dry_run,
            promoted=False,
            champion=_competitor(champion),
            challenger=_competitor(contender),
            judged=Judged(list(window.judged), list(window.tested)),
            decision=decision,
            states=trial.scores(held),
            rules=asdict(self.plan.rules),
        )


def _read_champion(folder: Path) -> Predictor:
    try:
        return Predictor(Bundle.load(folder))
    except Exception as error:  # noqa: BLE001 - a graph that is none can raise anything
        reason = str(error) or type(error).__name__
        raise ChampionUnreadable(reason.splitlines()[0]) from None


def _hold_trial(
    champion: Predictor, contender: Predictor, dataset: Dataset, window: Window
) -> trial.Trial:
    flights = dataset.flights.take(in_months(dataset.flights, window.judged))
    return trial.hold_trial(champion, contender, flights, dataset.weather)


def _competitor(contract: Contract) -> Competitor:
    learned = contract.data.train
    return Competitor(contract.version, contract.model.name, learned.months, learned.flights)
