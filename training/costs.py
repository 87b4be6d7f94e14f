"""Costs: what acting on the predictions saves, in dollars per 1,000 flights.

A traveller with a connection can keep a flight and bear what comes of it, or re-book to another
for a fee. Re-booking means an early flight, for delays build up over the day: who re-books then
bears what flights that leave before 9:00 cost on average. That is a simplification, and not a
cautious one: an early flight of a stormy day fares worse than the average.

Each system acts from a chance of late on, its threshold; or, from the whole distribution, where
the expected cost of keeping the flight is above that of re-booking, which needs no threshold.
Thresholds and the cost of early flights are taken from test months April to September; what they
save is told on October to December.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.cost_table import ASSUMED, CostTable
from training.policies import (
    FLIGHTS,
    SYSTEMS,
    THRESHOLDS,
    Policy,
    cost_by_threshold,
    early_cost,
    weigh_policies,
)
from training.rolling import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH

CHOOSING = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH)
FINAL = (LAST_CHOOSING_MONTH + 1, LAST_TEST_MONTH)

Values = NDArray[np.float64]


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
    early = early_cost(choosing, table)
    acting = table.rebooking + early
    chosen = {
        system: _last_cheapest(cost_by_threshold(choosing, system, table, acting))
        for system in SYSTEMS
    }
    thresholds = {system: float(THRESHOLDS[at]) for system, at in chosen.items()}
    periods = (_period(rows, months, thresholds, table, acting) for months in (CHOOSING, FINAL))
    return Costs(table, early, thresholds, *periods)


def _last_cheapest(cost: Values) -> int:
    """Of thresholds that cost the same, take the last: not to act without need."""
    return len(cost) - 1 - int(cost[::-1].argmin())


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
    policies = weigh_policies(rows, thresholds, table, acting)
    curves = {system: cost_by_threshold(rows, system, table, acting) for system in SYSTEMS}
    return Period(months, len(rows), policies, curves)
