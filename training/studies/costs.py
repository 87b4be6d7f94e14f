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

from pushback.outcomes import OUTCOME_NAMES
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.rolling_origin import (
    FIRST_TEST_MONTH,
    LAST_CHOOSING_MONTH,
    LAST_TEST_MONTH,
)

# FROM cost_table:
# Cost table: what a flight that ends badly costs who sits in it; assumed, to be replaced.


@dataclass(frozen=True)
class CostTable:
    """What each outcome, and re-booking, costs a traveller with a connection, in dollars.

    Every figure is an assumption, made to be replaced by your own. They take an hour for about
    50 $, a connection for lost from an hour late on (a later one costs 150 $ more), and some of
    the longest delays and cancellations for a night in a hotel.

    Attributes
    ----------
    on_time, late_15, late_30, late_60, late_120, cancelled
        Cost of each outcome.
    rebooking
        Cost of changing to another flight: the fee or the dearer fare, and the trouble.
    """

    on_time: float = 0.0
    late_15: float = 20.0
    late_30: float = 40.0
    late_60: float = 220.0
    late_120: float = 400.0
    cancelled: float = 500.0
    rebooking: float = 60.0

    def of(self, outcome: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cost of each flight's outcome.

        Examples
        --------
        >>> CostTable(late_60=1000).of(np.array([0, 3]))
        array([   0., 1000.])
        """
        return self._by_outcome()[outcome]

    def expected(self, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each flight's expected cost from the chances of its outcomes.

        Parameters
        ----------
        chances
            Shape (flights, outcomes).

        Examples
        --------
        >>> CostTable(late_60=1000).expected(np.array([[0.8, 0, 0, 0.2, 0, 0]]))
        array([200.])
        """
        return np.asarray(chances @ self._by_outcome())

    def _by_outcome(self) -> NDArray[np.float64]:
        return np.array([getattr(self, name) for name in OUTCOME_NAMES])


ASSUMED = CostTable()


# FROM policies:
# Policies: ways to act on a chance of late, and what each costs in dollars per 1,000 flights.

FLIGHTS = 1_000
EARLY_BEFORE_HOUR = 9
SYSTEMS = ("full", "none", "climatology")
COLUMNS = (
    "departure",
    "outcome",
    "month",
    *(f"{name}_{system}" for system in SYSTEMS for name in ("late", *OUTCOME_NAMES)),
)
BY_COST = "_by_cost"
"""Ends the names of policies that act on the expected cost instead of a threshold."""
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


def cost_by_threshold(rows: pd.DataFrame, system: str, table: CostTable, acting: float) -> Values:
    """Return dollars per 1,000 flights at each of `THRESHOLDS`, as a mean over months."""
    late, kept, share = _late(rows, system), _kept(rows, table), _shares(rows)
    return np.array(
        [FLIGHTS * share @ np.where(late >= threshold, acting, kept) for threshold in THRESHOLDS]
    )


def weigh_policies(
    rows: pd.DataFrame, thresholds: dict[str, float], table: CostTable, acting: float
) -> list[Policy]:
    """Cost every way to act: never, always, each system's, and with hindsight.

    Parameters
    ----------
    thresholds
        Chance of late from which on each system re-books.
    acting
        What re-booking costs, the early flight included, in dollars.
    """
    kept, share = _kept(rows, table), _shares(rows)
    rebooks = {
        "never": np.zeros(len(rows), bool),
        "always": np.ones(len(rows), bool),
        **{name: _late(rows, name) >= at for name, at in thresholds.items()},
        **{f"{name}{BY_COST}": _expected(rows, name, table) > acting for name in SYSTEMS},
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


def early_cost(rows: pd.DataFrame, table: CostTable) -> float:
    """Return what an early flight costs on average, in dollars."""
    early = rows["departure"].dt.hour < EARLY_BEFORE_HOUR
    return float(_kept(rows[early], table).mean())


def _late(rows: pd.DataFrame, system: str) -> Values:
    return rows[f"late_{system}"].to_numpy(np.float64)


def _expected(rows: pd.DataFrame, system: str, table: CostTable) -> Values:
    """What each flight is expected to cost those who keep it, by a system's chances."""
    chances = rows[[f"{name}_{system}" for name in OUTCOME_NAMES]]
    return table.expected(chances.to_numpy(np.float64))


def _kept(rows: pd.DataFrame, table: CostTable) -> Values:
    """What each flight costs those who keep it."""
    return table.of(rows["outcome"].to_numpy(np.int64))


def _shares(rows: pd.DataFrame) -> Values:
    """Each flight's share in a mean over months, as the bootstrap takes it: months count alike."""
    month = rows["month"]
    return 1 / (month.nunique() * month.groupby(month).transform("size").to_numpy(np.float64))


CHOOSING = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH)
FINAL = (LAST_CHOOSING_MONTH + 1, LAST_TEST_MONTH)


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
