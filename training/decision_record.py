"""Decision record: what was decided, on what, and why; as JSON and as a page for people.

Written for every decision, and again once a challenger is released: `promoted` is true only
after the fact.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from training.decision import Decision
from training.decision_page import draw_page
from training.files import replace
from training.results import write_json


@dataclass(frozen=True)
class Competitor:
    """A bundle: its version, its model and the flights it learned from."""

    version: str
    model: str
    months: list[str]
    flights: int


@dataclass(frozen=True)
class Judged:
    """The months judged on, and those of them that the champion was tested on before."""

    months: list[str]
    tested: list[str]


@dataclass(frozen=True)
class Record:
    """All of a decision.

    Attributes
    ----------
    states
        By weather state: each bundle's metrics, and the difference of the log-loss.
    """

    decided_at: str
    dry_run: bool
    promoted: bool
    champion: Competitor
    challenger: Competitor
    judged: Judged
    decision: Decision
    states: dict[str, Any]
    rules: dict[str, float]

    @property
    def name(self) -> str:
        """The record's file name, without an ending."""
        return f"{self.champion.version}-{self.challenger.version}"

    @property
    def to_be_promoted(self) -> bool:
        """Whether the challenger is to be released now."""
        return self.decision.verdict == "promote" and not self.dry_run


def as_json(record: Record) -> dict[str, Any]:
    """Return the record as plain values, the verdict and its reason first."""
    content = asdict(record)
    decision = content.pop("decision")
    content["judged"] |= {name: decision.pop(name) for name in ("flights", "days")}
    head = {name: decision.pop(name) for name in ("verdict", "reason")}
    log_loss = {name: decision.pop(name) for name in ("champion", "challenger", "difference")}
    return {**head, **content, "log_loss": log_loss, **decision}


def write_record(folder: Path, record: Record) -> None:
    """Write the record as JSON and as a page, each in one step."""
    content = as_json(record)
    write_json(folder / f"{record.name}.json", content)
    replace(folder / f"{record.name}.html", draw_page(content).encode())
