"""Costs: what acting on the predictions saves, in dollars per 1,000 flights.

A traveller with a connection can keep a flight and bear what comes of it, or re-book to another
for a fee. Re-booking means an early flight, for delays build up over the day: who re-books then
bears what flights that leave before 9:00 cost on average. That is a simplification, and not a
cautious one: an early flight of a stormy day fares worse than the average.

Each system acts from a chance of late on, its threshold. Thresholds and the cost of early flights
are taken from test months April to September; what they save is told on October to December.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.bootstrap import Estimate, difference
from training.cost_table import ASSUMED, CostTable
from training.rolling import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH

CHOOSING = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH)
FINAL = (LAST_CHOOSING_MONTH + 1, LAST_TEST_MONTH)
FLIGHTS = 1_000
EARLY_BEFORE_HOUR = 9
SYSTEMS = ("full", "none", "climatology")
COLUMNS = ("departure", "outcome", "month", *(f"late_{system}" for system in SYSTEMS))
THRESHOLDS = np.arange(102) / 100
"""Chances of late from which on to act: at 0 always, at the last, above 1, never."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Policy:
    """A way to act, and what it costs.

    Attributes
    ----------
    rebooked
        Share of flights re-booked.
    cost
        Dollars per 1,000 flights.
    saving
        Dollars per 1,000 flights by which it is below the cheaper of never and always acting,
        with the interval when days are drawn again.
    """

    name: str
    rebooked: float
    cost: float
    saving: Estimate


@dataclass(frozen=True, eq=False)
class Period:
    """Every policy on some months, and each system's cost there at every threshold.

    Attributes
    ----------
    curves
        Dollars per 1,000 flights at each of `THRESHOLDS`, by system.
    """

    months: tuple[int, int]
    flights: int
    policies: list[Policy]
    curves: dict[str, Values]


@dataclass(frozen=True, eq=False)
class Costs:
    """What each policy costs, by a table of costs.

    Attributes
    ----------
    early
        What an early flight costs on average, in dollars: the lot of those who re-book.
    thresholds
        Chance of late from which on each system re-books.
    choosing
        The months that thresholds were chosen on: their savings flatter.
    final
        The months that tell what the thresholds are worth.
    """

    table: CostTable
    early: float
    thresholds: dict[str, float]
    choosing: Period
    final: Period


def weigh(rows: pd.DataFrame, table: CostTable = ASSUMED) -> Costs:
    """Choose each system's threshold on April to September, and cost all policies after.

    Parameters
    ----------
    rows
        A row a test flight, as `evaluate` writes them.
    """
    choosing = rows[rows["month"].between(*CHOOSING)]
    early = _early_cost(choosing, table)
    acting = table.rebooking + early
    chosen = {
        system: cost_by_threshold(choosing, system, table, acting).argmin() for system in SYSTEMS
    }
    thresholds = {system: float(THRESHOLDS[at]) for system, at in chosen.items()}
    periods = (_period(rows, months, thresholds, table, acting) for months in (CHOOSING, FINAL))
    return Costs(table, early, thresholds, *periods)


def cost_by_threshold(rows: pd.DataFrame, system: str, table: CostTable, acting: float) -> Values:
    """Return dollars per 1,000 flights at each of `THRESHOLDS`, as a mean over months."""
    late, kept, share = _late(rows, system), _kept(rows, table), _shares(rows)
    return np.array(
        [FLIGHTS * share @ np.where(late >= threshold, acting, kept) for threshold in THRESHOLDS]
    )


def as_json(costs: Costs) -> dict[str, Any]:
    """Return the costs as plain JSON: of the final months, and of those chosen on."""
    return {
        "unit": f"dollars per {FLIGHTS:,} flights",
        "cost_table": asdict(costs.table),
        "early_flight": round(costs.early, 2),
        "thresholds": THRESHOLDS.tolist(),
        "chosen_thresholds": costs.thresholds,
        **_plain(costs.final),
        "choosing": _plain(costs.choosing),
    }


def _plain(period: Period) -> dict[str, Any]:
    curves = {name: curve.round(2).tolist() for name, curve in period.curves.items()}
    return {
        "months": period.months,
        "flights": period.flights,
        "policies": [asdict(policy) for policy in period.policies],
        "cost_by_threshold": curves,
    }


def _period(
    rows: pd.DataFrame,
    months: tuple[int, int],
    thresholds: dict[str, float],
    table: CostTable,
    acting: float,
) -> Period:
    rows = rows[rows["month"].between(*months)]
    policies = _policies(rows, thresholds, table, acting)
    curves = {system: cost_by_threshold(rows, system, table, acting) for system in SYSTEMS}
    return Period(months, len(rows), policies, curves)


def _policies(
    rows: pd.DataFrame, thresholds: dict[str, float], table: CostTable, acting: float
) -> list[Policy]:
    kept, share = _kept(rows, table), _shares(rows)
    rebooks = {
        "never": np.zeros(len(rows), bool),
        "always": np.ones(len(rows), bool),
        **{name: _late(rows, name) >= at for name, at in thresholds.items()},
        "hindsight": kept > acting,
    }
    costs = {name: np.where(rebooked, acting, kept) for name, rebooked in rebooks.items()}
    plain = min(costs["never"], costs["always"], key=lambda cost: float(share @ cost))
    return [
        Policy(
            name=name,
            rebooked=round(float(share @ rebooks[name]), 6),
            cost=round(float(FLIGHTS * share @ cost), 2),
            saving=difference(FLIGHTS * plain, FLIGHTS * cost, rows["departure"]),
        )
        for name, cost in costs.items()
    ]


def _early_cost(rows: pd.DataFrame, table: CostTable) -> float:
    early = rows["departure"].dt.hour < EARLY_BEFORE_HOUR
    return float(_kept(rows[early], table).mean())


def _late(rows: pd.DataFrame, system: str) -> Values:
    return rows[f"late_{system}"].to_numpy(np.float64)


def _kept(rows: pd.DataFrame, table: CostTable) -> Values:
    """What each flight costs those who keep it."""
    return table.of(rows["outcome"].to_numpy(np.int64))


def _shares(rows: pd.DataFrame) -> Values:
    """Each flight's share in a mean over months, as the bootstrap takes it: months count alike."""
    month = rows["month"]
    return 1 / (month.nunique() * month.groupby(month).transform("size").to_numpy(np.float64))
