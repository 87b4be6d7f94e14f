"""Window: the months that a challenger learns from, and those that it is judged on.

Judged are the lake's newest months, later than all that the champion learned from; the
challenger learns from the months before them. So neither has seen what both are judged on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pushback.contract import DataCard
from training.errors import NoUnseenMonths, UnusableSplit
from training.lake import Manifest


@dataclass(frozen=True)
class Window:
    """Months as "2023-10", in order.

    Attributes
    ----------
    tested
        Those of the judged months that the champion was tested on when it was made. It has not
        learned from them, but its release may have hung on them.
    """

    learned: tuple[str, ...]
    judged: tuple[str, ...]
    tested: tuple[str, ...]


def choose_window(held: Sequence[str], champion: DataCard, judged: int, learned: int) -> Window:
    """Choose the months, of those that the lake holds.

    Parameters
    ----------
    held
        The months that have flights, in order.
    champion
        What the champion learned from, and was tested on.
    judged, learned
        How many months to judge on, and at most to learn from. Months that the lake lacks
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
    chosen = tuple(unseen[-judged:])
    before = tuple(month for month in held if month < chosen[0])[-learned:]
    if not before:
        raise UnusableSplit(f"at {chosen[0]}", "the lake holds no month before it to learn from")
    return Window(before, chosen, tuple(sorted(set(chosen) & set(champion.test.months))))


def months_of(manifest: Manifest) -> list[str]:
    """Return the months of which the lake has flights, in order."""
    return sorted({file.month for file in manifest.files if file.table == "flights" and file.rows})


def spans(months: Sequence[str]) -> str:
    """Return months as people write them.

    Examples
    --------
    >>> spans(["2013-11", "2013-12", "2014-01", "2023-10"])
    '2013-11 to 2014-01 and 2023-10'
    """
    numbers = np.array(months, "datetime64[M]")
    runs = np.split(numbers, np.flatnonzero(np.diff(numbers) > np.timedelta64(1, "M")) + 1)
    return " and ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
