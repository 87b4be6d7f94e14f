"""Judging months: those that a challenger learns from, and those that it is judged on.

Judged are the lake's newest months, later than all that the champion learned from; the
challenger learns from the months before them. So neither has seen what both are judged on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pushback.contract import DataCard
from training.dataset.dataset import Flights
from training.dataset.splitting import Mask, Split
from training.errors import NoUnseenMonths, UnusableSplit


@dataclass(frozen=True)
class ChosenMonths:
    """Months as "2023-10", in order.

    Attributes
    ----------
    tested
        Judged months that the champion was tested on when it was made. It has not learned from
        them, but its release may have hung on them.
    """

    learned: tuple[str, ...]
    judged: tuple[str, ...]
    tested: tuple[str, ...]

    def split(self, flights: Flights) -> Split:
        """Return which flights are learned from, and which are judged on."""
        return Split(_in_months(flights, self.learned), _in_months(flights, self.judged))


def choose_months(
    held: Sequence[str], champion: DataCard, judged: int, learned: int
) -> ChosenMonths:
    """Choose among the months that the lake holds.

    Parameters
    ----------
    held
        The months that have flights, in order.
    champion
        What the champion learned from, and was tested on.
    judged, learned
        Number of months to judge on, and at most to learn from. Months that the lake lacks
        are not counted.

    Raises
    ------
    NoUnseenMonths
        If fewer months are later than the champion's last.
    UnusableSplit
        If no month is left to learn from.
    """
    last = max(champion.train.months)
    unseen = [month for month in held if month > last]
    if len(unseen) < judged:
        raise NoUnseenMonths(held[-1], last, len(unseen), judged)
    newest = tuple(unseen[-judged:])
    before = tuple(month for month in held if month < newest[0])[-learned:]
    if not before:
        raise UnusableSplit(f"at {newest[0]}", "the lake holds no month before it to learn from")
    return ChosenMonths(before, newest, tuple(sorted(set(newest) & set(champion.test.months))))


def _in_months(flights: Flights, months: Sequence[str]) -> Mask:
    return np.isin(flights.month, np.array(months, "datetime64[M]"))
