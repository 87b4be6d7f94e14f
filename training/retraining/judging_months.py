"""Window: the months that a challenger learns from, and those that it is judged on.

Judged are the lake's newest months, later than all that the champion learned from; the
challenger learns from the months before them. So neither has seen what both are judged on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pushback.contract import DataCard
from training.errors import NoUnseenMonths, UnusableSplit


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
