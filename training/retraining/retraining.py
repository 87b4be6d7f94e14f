"""Retraining: a challenger on the newest months, and the champion replaced if it is better.

What was decided, on what, and why is written as JSON and as a page for people, for every decision,
and again once the challenger is released: `promoted` is true only after the fact, and `released`
tells of the bundle that took the champion's place. The page is one HTML file that needs nothing
else. It draws each difference as a dot with its interval, all on one scale around 0: left of the
middle the challenger is better.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import numpy as np

from pushback.bundle import Bundle
from pushback.contract import Contract
from pushback.predictor import Predictor
from training.atomic_write import write_bytes, write_json
from training.config import PromotionRules, TrainingConfig
from training.dataset.dataset import Dataset, load_dataset
from training.dataset.splitting import Split
from training.errors import ChampionUnreadable, LakeEmpty
from training.evaluation.metrics import STATE_TITLES
from training.lake import Lake
from training.release.archive import Archive
from training.release.pipeline import Candidate, TrainingPipeline
from training.results import render
from training.retraining import decision
from training.retraining.decision import SLICES, ChosenMonths, Decision

WORST = 12
"""Slices shown at first sight; the others are a click away."""

Record = dict[str, Any]
"""All of a decision, in plain values. `states` are as `decision.scores_by_state` tells them, and
`released` is the challenger as it was fitted once more, on the judged months too, and released."""


@dataclass(frozen=True)
class Retraining:
    """Makes a challenger, decides, writes the record, and releases the better model.

    A challenger that is promoted is fitted once more before, in the same way, on the judged months
    too: the newest months teach most. What it scored without them tells what to expect.
    """

    lake: Lake
    archive: Archive
    judged: int
    learned: int
    """Months to judge on, and months at most to learn from."""
    dry_run: bool
    config: TrainingConfig
    output: Path
    """Where the decision record goes."""
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
        months = decision.choose_months(held, champion.contract.data, self.judged, self.learned)

        self.progress("reading the lake")
        dataset = load_dataset(self.lake, {*months.learned, *months.judged}, self.config)
        split = months.split(dataset.flights)
        with tempfile.TemporaryDirectory(prefix="pushback-") as scratch:
            pipeline = self._pipeline(dataset, split, Path(scratch))
            judged = pipeline.judge(dataset, split)
            pipeline.write(dataset, judged, pipeline.make(judged.fold, judged.model, judged.day))
            judged = replace(judged, fold=judged.fold.without_features())
            bundles = {"champion": champion, "challenger": Predictor(Bundle.load(pipeline.folder))}

            self.progress("asking both about the judged flights")
            flights = dataset.flights.take(split.test)
            answers = {
                role: decision.ask(one, flights, dataset.weather) for role, one in bundles.items()
            }

            self.progress("deciding")
            rules = PromotionRules()
            found = decision.decide(decision.losses_by_flight(answers, flights), rules)
            states = decision.scores_by_state(answers, flights)
            record = self._record(bundles, months, states, found, rules)
            write_record(self.output, record)
            if self.dry_run or found.verdict == "keep":
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

    def _record(
        self,
        bundles: Mapping[str, Predictor],
        months: ChosenMonths,
        states: Record,
        found: Decision,
        rules: PromotionRules,
    ) -> Record:
        """Return all of a decision, the verdict and its reason first."""
        record: Record = msgspec.to_builtins(
            {
                "verdict": found.verdict,
                "reason": found.reason,
                "decided_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "dry_run": self.dry_run,
                "promoted": False,
                **{role: _competitor(one.contract) for role, one in bundles.items()},
                "released": None,
                "judged": {
                    "months": months.judged,
                    "tested": months.tested,
                    "flights": found.flights,
                    "days": found.days,
                },
                "states": states,
                "rules": rules,
                "log_loss": {
                    "champion": found.champion,
                    "challenger": found.challenger,
                    "difference": found.difference,
                },
                "slices": found.slices,
            }
        )
        return record

    def _release(self, record: Record, candidate: Candidate) -> Record:
        """Put a candidate in the champion's place, and write the record once more."""
        self.progress("releasing")
        self.archive.promote(candidate.folder, record["champion"]["version"])
        record |= {"promoted": True, "released": _competitor(candidate.contract)}
        write_record(self.output, record)
        return record


def _read_champion(folder: Path) -> Predictor:
    try:
        return Predictor(Bundle.load(folder))
    except Exception as error:  # noqa: BLE001 - a damaged graph can raise anything
        reason = str(error) or type(error).__name__
        raise ChampionUnreadable(reason.splitlines()[0]) from None


def _competitor(contract: Contract) -> Record:
    """Return what a contract tells of its bundle: version, model, the flights it learned from."""
    learned = contract.data.train
    return {
        "version": contract.version,
        "model": contract.model.name,
        "months": learned.months,
        "flights": learned.flights,
    }


def name_of(record: Record) -> str:
    """Return the name of a record's files, without an ending."""
    return "-".join(record[role]["version"] for role in ("champion", "challenger"))


def write_record(folder: Path, record: Record) -> None:
    """Write the record as JSON and as a page, each in one step."""
    write_json(folder / f"{name_of(record)}.json", record)
    write_bytes(folder / f"{name_of(record)}.html", draw_page(record).encode())


def draw_page(record: Record) -> str:
    """Return the page of a decision record."""
    states = [*record["states"].values(), record["log_loss"]]
    return render(
        "decision.html",
        {"signed": _signed},
        headline=_headline(record),
        summary=record["reason"],
        good=record["verdict"] == "promote",
        record=record,
        titles=STATE_TITLES | SLICES,
        states_reach=_reach(states),
        slices_reach=_reach(record["slices"], record["rules"]["slice_rise"]),
        worst=WORST,
    )


def _headline(record: Record) -> str:
    if record["verdict"] == "keep":
        return "The champion stays"
    if record["promoted"]:
        return "The challenger was promoted"
    return "The challenger would be promoted" if record["dry_run"] else "To be promoted"


def _reach(rows: Sequence[Record], bound: float = 0.0) -> float:
    """Return the difference at the edge of a drawing that has room for every interval."""
    ends = [abs(row["difference"][end]) for row in rows for end in ("low", "high")]
    return max([*ends, bound]) * 1.05 or 1.0


def _signed(value: float) -> str:
    """Return a difference with its sign, four decimals.

    Examples
    --------
    >>> _signed(0.01), _signed(-0.00001)
    ('+0.0100', '0.0000')
    """
    if round(value, 4) == 0:
        return "0.0000"
    return f"{value:+.4f}".replace("-", "\N{MINUS SIGN}")
