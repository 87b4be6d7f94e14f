"""Decision record: what was decided, on what, and why; as JSON and as a page for people.

Written for every decision, and again once a challenger is released: `promoted` is true only
after the fact.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from training.atomic_write import replace
from training.evaluation.titles import STATE_TITLES
from training.results import render, write_json
from training.retraining.decision import Decision


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


# FROM decision_page:
# Decision page: the decision record as one HTML file that needs nothing else.
#
# Differences are drawn as a dot with its interval, all on one scale around 0: left of the middle
# the challenger is better.
#

WORST = 12
"""Slices shown at first sight; the others are a click away."""
SLICES = {"carrier": "airline", "origin": "departures from", "destination": "arrivals at"}

Values = dict[str, Any]


def draw_page(record: Values) -> str:
    """Return the page of a decision record, as `decision_record.as_json` gives it."""
    slices = [{**one, "name": f"{SLICES[one['by']]} {one['code']}"} for one in record["slices"]]
    return render(
        "decision.html",
        {"signed": _signed},
        headline=_headline(record),
        summary=record["reason"],
        good=record["verdict"] == "promote",
        record=record,
        states=_states(record),
        slices=_placed(slices, record["rules"]["slice_rise"]),
        worst=WORST,
    )


def _headline(record: Values) -> str:
    if record["verdict"] == "keep":
        return "The champion stays"
    if record["promoted"]:
        return "The challenger was promoted"
    return "The challenger would be promoted" if record["dry_run"] else "To be promoted"


def _states(record: Values) -> list[Values]:
    """Rows of the table by weather state; the mean, which decides, comes last."""
    rows = [
        {
            "name": STATE_TITLES[state],
            "champion": found["champion"]["log_loss"],
            "challenger": found["challenger"]["log_loss"],
            "difference": found["difference"],
        }
        for state, found in record["states"].items()
    ]
    return _placed([*rows, {"name": "mean, which decides", **record["log_loss"]}])


def _placed(rows: Iterable[Values], least: float = 0.0) -> list[Values]:
    """Return the rows with the places of dot, interval and bound, in percent of the width."""
    rows = list(rows)
    ends = [abs(row["difference"][end]) for row in rows for end in ("low", "high")]
    widest = max([*ends, least]) * 1.05 or 1.0

    def place(value: float) -> float:
        return round(50 + 50 * value / widest, 2)

    return [
        {
            **row,
            "place": {name: place(value) for name, value in row["difference"].items()},
            "bound": place(least),
        }
        for row in rows
    ]


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
