"""Clock: scheduled times are local to their airports; durations need the zones."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

UNKNOWN_ZONE = ""


@lru_cache(maxsize=65_536)
def utc_offset_minutes(zone: str, day: int) -> float:
    """Return a zone's offset from UTC at noon of a day, in minutes.

    Noon, because no US zone changes its clocks at that hour: a flight in the night of the
    change may be an hour off, every other flight is right.

    Parameters
    ----------
    zone
        An IANA name, or "" for a place that is not known (gives NaN).
    day
        Days since 1970-01-01.

    Examples
    --------
    >>> utc_offset_minutes("America/New_York", 0)
    -300.0
    """
    if zone == UNKNOWN_ZONE:
        return float("nan")
    noon = datetime(1970, 1, 1, 12, tzinfo=ZoneInfo(zone)) + timedelta(days=day)
    offset = noon.utcoffset()
    return offset.total_seconds() / 60 if offset is not None else float("nan")


def utc_offsets(zones: Sequence[str], times: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Return each place's offset from UTC on the day of each local time, in minutes."""
    return _offsets(zones, _days(times))


def block_minutes(
    departure: NDArray[np.datetime64],
    arrival: NDArray[np.datetime64],
    origin_zones: Sequence[str],
    destination_zones: Sequence[str],
) -> NDArray[np.float64]:
    """Return the scheduled gate-to-gate time in minutes.

    NaN where the arrival or a zone is not known.
    """
    elapsed = (arrival - departure) / np.timedelta64(1, "m")
    days = _days(departure)
    shift = _offsets(destination_zones, days) - _offsets(origin_zones, days)
    return np.asarray(elapsed - shift, np.float64)


def _offsets(zones: Sequence[str], days: list[int]) -> NDArray[np.float64]:
    return np.fromiter(map(utc_offset_minutes, zones, days), np.float64, len(days))


def _days(times: NDArray[np.datetime64]) -> list[int]:
    days: list[int] = times.astype("datetime64[D]").astype(np.int64).tolist()
    return days
