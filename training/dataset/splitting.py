"""Splitting: by time and in whole months, never at random.

Flights of one day share their weather and their jams; a random split puts halves of a day on
both sides and flatters every model.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.dataset.dataset import Flights
from training.errors import UnusableSplit

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Split:
    """Flights to train on and flights to test on, as masks; every test month is later."""

    train: Mask
    test: Mask


def split_by_share(flights: Flights, share: float) -> Split:
    """Hold back the last months of the newest year, about `share` of its flights.

    Whole months: of all ways to cut the year, the one whose share is nearest. At least a month
    is tested on, and a month of the year is trained on. Raises UnusableSplit if the share is not
    between 0 and 1, or the year has fewer than two months.
    """
    if not 0 < share < 1:
        raise UnusableSplit(f"{share:g}", "give a share between 0 and 1, like 0.1")
    years = flights.month.astype("datetime64[Y]")
    months, counts = np.unique(flights.month[years == years.max()], return_counts=True)
    if len(months) < 2:
        raise UnusableSplit(f"{share:g}", "the newest year needs two months or more")
    held_back = counts[::-1].cumsum()[:-1][::-1] / counts.sum()  # from each month but the first
    first_test = months[1:][np.abs(held_back - share).argmin()]
    return Split(flights.month < first_test, flights.month >= first_test)


def rolling_origin(flights: Flights, first: int, last: int) -> Iterator[tuple[int, Split]]:
    """Yield, for each month k of the newest year, the split that trains to k and tests on k+1.

    `first` and `last` are the first and last test month, 2 to 12. Raises UnusableSplit if they are
    out of order, or not in the data.
    """
    if not 2 <= first <= last <= 12:
        raise UnusableSplit(f"{first}..{last}", "give test months from 2 to 12, in order")
    year = flights.month.max().astype("datetime64[Y]").astype("datetime64[M]")
    for number in range(first, last + 1):
        month = year + np.timedelta64(number - 1, "M")
        split = Split(flights.month < month, flights.month == month)
        if not split.test.any():
            raise UnusableSplit(f"{first}..{last}", f"there are no flights in {month}")
        yield number, split


def single_origin(flights: Flights, first: int, last: int) -> Split:
    """Train on all before the first of these months of the newest year, test on all of them.

    Raises as `rolling_origin`.
    """
    folds = [split for _, split in rolling_origin(flights, first, last)]
    return Split(folds[0].train, np.logical_or.reduce([fold.test for fold in folds]))
