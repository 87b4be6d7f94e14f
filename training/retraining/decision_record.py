"""Decision record: what was decided, on what, and why; as JSON and as a page for people.

Written for every decision, and again once the challenger is released: `promoted` is true only
after the fact, and `released` tells of the bundle that took the champion's place. The page is one
HTML file that needs nothing else. It draws each difference as a dot with its interval, all on one
scale around 0: left of the middle the challenger is better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pushback.contract import Contract
from training.config import PromotionRules
from training.evaluation.titles import STATE_TITLES
from training.results import render, write_bytes, write_json
from training.retraining.decision import SLICES, ChosenMonths, Decision

WORST = 12
"""Slices shown at first sight; the others are a click away."""

Values = dict[str, Any]


@dataclass(frozen=True)
class Competitor:
    """A bundle: its version, its model and the flights it learned from."""

    version: str
    model: str
    months: list[str]
    flights: int

    @classmethod
    def of(cls, contract: Contract) -> "Competitor":
        """Return what a contract tells of its bundle."""
        learned = contract.data.train
        return cls(contract.version, contract.model.name, learned.months, learned.flights)


@dataclass(frozen=True)
class Record:
    """All of a decision.

    Attributes
    ----------
    states
        By weather state: each bundle's metrics, and the difference of the log-loss.
    released
        The challenger as it was fitted once more, on the judged months too, and released.
    """

    decided_at: str
    dry_run: bool
    champion: Competitor
    challenger: Competitor
    months: ChosenMonths
    decision: Decision
    states: Values
    rules: PromotionRules
    released: Competitor | None = None

    @property
    def name(self) -> str:
        """The record's file name, without an ending."""
        return f"{self.champion.version}-{self.challenger.version}"


def as_json(record: Record) -> Values:
    """Return the record as plain values, the verdict and its reason first."""
    whole = msgspec.to_builtins(record)
    decision, months = whole["decision"], whole["months"]
    return {
        "verdict": decision["verdict"],
        "reason": decision["reason"],
        "decided_at": record.decided_at,
        "dry_run": record.dry_run,
        "promoted": record.released is not None,
        **{name: whole[name] for name in ("champion", "challenger", "released")},
        "judged": {
            "months": months["judged"],
            "tested": months["tested"],
            "flights": decision["flights"],
            "days": decision["days"],
        },
        "states": whole["states"],
        "rules": whole["rules"],
        "log_loss": {name: decision[name] for name in ("champion", "challenger", "difference")},
        "slices": decision["slices"],
    }


def write_record(folder: Path, record: Record) -> None:
    """Write the record as JSON and as a page, each in one step."""
    content = as_json(record)
    write_json(folder / f"{record.name}.json", content)
    write_bytes(folder / f"{record.name}.html", draw_page(content).encode())


def draw_page(record: Values) -> str:
    """Return the page of a decision record, as `as_json` gives it."""
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


def _headline(record: Values) -> str:
    if record["verdict"] == "keep":
        return "The champion stays"
    if record["promoted"]:
        return "The challenger was promoted"
    return "The challenger would be promoted" if record["dry_run"] else "To be promoted"


def _reach(rows: Sequence[Values], bound: float = 0.0) -> float:
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
