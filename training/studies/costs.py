"""Costs: what acting on the predictions saves, in dollars per 1,000 flights.

A traveller with a connection can keep a flight and bear what comes of it, or re-book to another
for a fee. Re-booking means an early flight, for delays build up over the day: who re-books then
bears what the flights of that day that left before 9:00 cost on average.

Each system re-books from a threshold on, which is a chance of late. Given the chances of all
outcomes it can also re-book where keeping the flight is expected to cost more than re-booking,
which needs no threshold. Thresholds, and what an early flight is expected to cost, are taken from
test months April to September; what they save is told on October to December.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.outcomes import OUTCOME_NAMES
from training.config import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH, CostTable
from training.evaluation.bootstrap import difference

FLIGHTS = 1_000
EARLY_BEFORE_HOUR = 9
CHOOSING = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH)
FINAL = (LAST_CHOOSING_MONTH + 1, LAST_TEST_MONTH)
SYSTEMS = ("full", "none", "climatology")
COLUMNS = (
    "departure",
    "outcome",
    "month",
    *(f"{name}_{system}" for system in SYSTEMS for name in ("late", *OUTCOME_NAMES)),
)
"""Columns that are read of what `evaluate` wrote."""
BY_COST = "_by_cost"
"""Suffix of policies that act on the expected cost instead of a threshold."""
THRESHOLDS = np.arange(102) / 100
"""Chances of late from which on to re-book: at 0 always, at the last, above 1, never."""

Values = NDArray[np.float64]


def by_outcome(table: CostTable) -> Values:
    """Return the cost of each outcome, shape (outcomes,).

    Examples
    --------
    >>> by_outcome(CostTable(late_60=1000))
    array([   0.,   20.,   40., 1000.,  400.,  500.])
    """
    return np.array([getattr(table, name) for name in OUTCOME_NAMES], np.float64)


def weigh(rows: pd.DataFrame, table: CostTable) -> dict[str, Any]:
    """Choose each system's threshold on April to September, and cost all policies after.

    The rows are test flights, as `evaluate` writes them.

    Returns
    -------
    dict
        `months`, `flights`, `policies` and `cost_by_threshold` (by system, at each of `thresholds`)
        are of the final months; `choosing` holds the same of the months chosen on, whose savings
        flatter. Of each, `early_flight` is what an early flight cost on average, in dollars; that
        of the months chosen on is what a policy expects. `cost_table` is the table itself.

        Of a policy: `rebooked`, the share of flights re-booked; `cost`, in dollars per 1,000
        flights; and `saving`, an Estimate: by how much it is below the cheaper of never and always
        re-booking.
    """
    rows = rows.assign(kept=by_outcome(table)[rows["outcome"].to_numpy(np.int64)])
    rows = rows.assign(moved=table.rebooking + _early_of_day(rows))
    choosing, final = (rows[rows["month"].between(*months)] for months in (CHOOSING, FINAL))
    expected = table.rebooking + _early(choosing).mean()
    thresholds = {system: _last_cheapest(curve) for system, curve in _curves(choosing).items()}

    def period(months: tuple[int, int], part: pd.DataFrame) -> dict[str, Any]:
        curves = _curves(part)
        return {
            "months": months,
            "flights": len(part),
            "early_flight": round(float(_early(part).mean()), 2),
            "policies": _policies(part, thresholds, table, expected),
            "cost_by_threshold": {name: curve.round(2).tolist() for name, curve in curves.items()},
        }

    return {
        "unit": f"dollars per {FLIGHTS:,} flights",
        "cost_table": table,
        "thresholds": THRESHOLDS.tolist(),
        "chosen_thresholds": thresholds,
        **period(FINAL, final),
        "choosing": period(CHOOSING, choosing),
    }


def _early(rows: pd.DataFrame) -> "pd.Series[float]":
    """Return what each flight cost that left early, NaN for all others."""
    return rows["kept"].where(rows["departure"].dt.hour < EARLY_BEFORE_HOUR)


def _early_of_day(rows: pd.DataFrame) -> "pd.Series[float]":
    """Return what early flights of each flight's day cost on average."""
    days = _early(rows).groupby(rows["departure"].dt.normalize())
    return days.transform("mean").fillna(days.mean().mean())


def _curves(rows: pd.DataFrame) -> dict[str, Values]:
    """Return each system's dollars per 1,000 flights at each of `THRESHOLDS`."""
    kept, moved, share = rows["kept"].to_numpy(), rows["moved"].to_numpy(), _shares(rows)
    curves = {}
    for system in SYSTEMS:
        late = _late(rows, system)
        costs = [FLIGHTS * share @ np.where(late >= at, moved, kept) for at in THRESHOLDS]
        curves[system] = np.array(costs)
    return curves


def _last_cheapest(curve: Values) -> float:
    """Of thresholds that cost the same, take the last: not to re-book without need."""
    return float(THRESHOLDS[::-1][curve[::-1].argmin()])


def _policies(
    rows: pd.DataFrame, thresholds: dict[str, float], table: CostTable, expected: float
) -> list[dict[str, Any]]:
    """Cost every way to act: never, always, each system's, and with hindsight.

    Re-booking is `expected` to cost so much by those who do not know how the day will be.
    """
    kept, moved, share = rows["kept"].to_numpy(), rows["moved"].to_numpy(), _shares(rows)
    rebooked = {
        "never": np.zeros(len(rows), bool),
        "always": np.ones(len(rows), bool),
        **{name: _late(rows, name) >= at for name, at in thresholds.items()},
        **{f"{name}{BY_COST}": _keeping(rows, name, table) > expected for name in SYSTEMS},
        "hindsight": kept > moved,
    }
    costs = {name: np.where(chosen, moved, kept) for name, chosen in rebooked.items()}
    plain = min(costs["never"], costs["always"], key=lambda cost: float(share @ cost))
    return [
        {
            "name": name,
            "rebooked": round(float(share @ rebooked[name]), 6),
            "cost": round(float(FLIGHTS * share @ cost), 2),
            "saving": difference(FLIGHTS * plain, FLIGHTS * cost, rows["departure"]),
        }
        for name, cost in costs.items()
    ]


def _late(rows: pd.DataFrame, system: str) -> Values:
    return rows[f"late_{system}"].to_numpy(np.float64)


def _keeping(rows: pd.DataFrame, system: str, table: CostTable) -> Values:
    """Return what keeping each flight costs, as the system expects it."""
    chances = rows[[f"{name}_{system}" for name in OUTCOME_NAMES]].to_numpy(np.float64)
    return np.asarray(chances @ by_outcome(table))


def _shares(rows: pd.DataFrame) -> Values:
    """Return each flight's share in a mean over months, in which all months count alike."""
    month = rows["month"]
    return 1 / (month.nunique() * month.groupby(month).transform("size").to_numpy(np.float64))
