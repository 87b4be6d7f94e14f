"""Clocks: schedules give an arrival's clock without its date."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.clock import utc_offsets

MINUTES_PER_DAY = 1440

Times = NDArray[np.datetime64]


def scheduled_arrival(
    departure: Times,
    clock: NDArray[np.float64],
    origin_zones: Sequence[str],
    destination_zones: Sequence[str],
) -> Times:
    """Put a date to scheduled arrivals, whose clocks are the destinations'.

    The arrival is the first time within a day of the departure at which the destination's
    clock shows the scheduled time: no US flight is a day long.

    Parameters
    ----------
    departure
        Local time at the origin.
    clock
        Minutes after midnight at the destination, NaN where it is not known.
    origin_zones, destination_zones
        IANA names, "" for a place that is not known.

    Returns
    -------
    NDArray
        Local time at the destination; NaT where the clock, the departure or a zone is not known.

    Examples
    --------
    An evening flight from New York lands in London after midnight:

    >>> departure = np.array(["2023-06-01T21:00"], "datetime64[m]")
    >>> scheduled_arrival(departure, np.array([540.0]), ["America/New_York"], ["Europe/London"])
    array(['2023-06-02T09:00:00'], dtype='datetime64[s]')
    """
    departs = pd.Series(departure.astype("datetime64[s]"))
    day = np.where(np.isnat(departure), np.datetime64(0, "m"), departure.astype("datetime64[m]"))
    shift = utc_offsets(destination_zones, day) - utc_offsets(origin_zones, day)
    left = (departs - departs.dt.normalize()).dt.total_seconds().to_numpy() / 60
    block = np.mod(clock - left - shift, MINUTES_PER_DAY)
    arrival = departs + pd.to_timedelta(block + shift, unit="min")
    return arrival.to_numpy("datetime64[s]")
