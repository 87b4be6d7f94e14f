"""Policies: ways to act on a chance of late, and what each costs in dollars per 1,000 flights."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.outcomes import OUTCOME_NAMES
from training.bootstrap import Estimate, difference
from training.cost_table import CostTable

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
