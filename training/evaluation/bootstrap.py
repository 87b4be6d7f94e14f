"""Bootstrap: how much of a difference could be the luck of the days, and of the months, drawn.

Flights of one day share their weather and their jams, so they are no independent witnesses:
whole days are drawn again, within each test month. That tells how sure a figure is of these months.
Other months differ by more than their days do, so what is said of months to come needs the second
interval: Student's t over the months, each counting as one.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

REPEATS = 2000
INTERVAL = (0.025, 0.975)
FEWEST_MONTHS = 3
"""Of which an interval over months is told."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95 % intervals.

    `low` and `high` are the ends of that over days, within these months; `months` are those of
    that over months, None of fewer than `FEWEST_MONTHS`.
    """

    value: float
    low: float
    high: float
    months: tuple[float, float] | None = None

    @property
    def is_above_zero(self) -> bool:
        """Whether no interval holds zero or less."""
        return self.low > 0 and (self.months is None or self.months[0] > 0)

    @property
    def is_below_zero(self) -> bool:
        """Whether no interval holds zero or more."""
        return self.high < 0 and (self.months is None or self.months[1] < 0)

    def __format__(self, form: str) -> str:
        """Write the value and in brackets the intervals, each number in the same form.

        Examples
        --------
        >>> f"{Estimate(0.084, 0.065, 0.102, (0.05, 0.118)):.1%}"
        '8.4% (6.5% to 10.2%; over months 5.0% to 11.8%)'
        """
        days, *months = (
            f"{low:{form}} to {high:{form}}"
            for low, high in ((self.low, self.high), *([self.months] if self.months else []))
        )
        return f"{self.value:{form}} ({'; over months '.join([days, *months])})"


def skill(loss: Floats, reference: Floats, departure: "pd.Series[pd.Timestamp]") -> Estimate:
    """Return by which share a loss, given by flight, is below a reference's, a mean over months.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2023-04-01", "2023-04-02"]))
    >>> skill(np.array([0.8, 0.8]), np.array([1.0, 1.0]), days)
    Estimate(value=0.2, low=0.2, high=0.2, months=None)
    """
    ours, theirs = (_monthly_means(values, departure) for values in (loss, reference))
    ratio = ours.mean(axis=1) / theirs.mean(axis=1)
    off = (ours[0] - ratio[0] * theirs[0]) / theirs[0].mean()  # of a ratio of means, linearised
    return _estimate(1 - ratio, off)


def skills(rows: pd.DataFrame, system: str, references: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the skill of a system of a table of test flights against each reference, as JSON."""
    ours, *theirs = (rows[f"log_loss_{name}"].to_numpy("float64") for name in (system, *references))
    found = (asdict(skill(ours, losses, rows["departure"])) for losses in theirs)
    return dict(zip(references, found, strict=True))


def difference(loss: ArrayLike, other: ArrayLike, departure: ArrayLike) -> Estimate:
    """Return a loss minus another, as a mean over months: below 0, the first is better.

    Both are given by flight, in the order of the departures; the other may be one number for all.
    """
    means = _monthly_means(np.asarray(loss, float) - np.asarray(other, float), departure)
    return _estimate(means.mean(axis=1), means[0] - means[0].mean())


def _estimate(repeats: Floats, off: Floats) -> Estimate:
    """Return an estimate of a figure as seen, then with days drawn again, shape (1 + REPEATS,).

    `off` is by how much each month is off the figure, shape (months,).
    """
    ends = np.quantile(repeats[1:], INTERVAL)
    value, low, high = (round(float(one), 6) for one in (repeats[0], *ends))
    count = len(off)
    if count < FEWEST_MONTHS:
        return Estimate(value, low, high)
    reach = float(stats.t.ppf(INTERVAL[1], count - 1) * off.std(ddof=1) / count**0.5)
    return Estimate(value, low, high, (round(value - reach, 6), round(value + reach, 6)))


def _monthly_means(values: Floats, departure: ArrayLike) -> Floats:
    """Means by month, shape (1 + REPEATS, months): as seen, then with days drawn again.

    The draws are the same at each call with the same days, so that two systems are compared on
    the same days.
    """
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"day": np.asarray(departure, "datetime64[D]"), "value": values})
    days = frame.groupby("day")["value"].agg(["sum", "size"])
    columns = []
    for _, month in days.groupby(days.index.to_numpy("datetime64[M]")):
        drawn = random.integers(0, len(month), (REPEATS, len(month)))
        drawn = np.concatenate([np.arange(len(month))[None], drawn])
        total, count = month["sum"].to_numpy()[drawn], month["size"].to_numpy()[drawn]
        columns.append(total.sum(axis=1) / count.sum(axis=1))
    return np.column_stack(columns)
