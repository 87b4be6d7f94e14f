"""Clock: scheduled times are local to their airports; durations need the zones."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

UNKNOWN_ZONE = ""
SHORTEST = 45
"""Minutes that a flight takes at least, where the night of a clock change leaves two readings: of
772,128 scheduled flights from New York none takes less than 50."""


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


@lru_cache(maxsize=65_536)
def keeps_its_clocks(zone: str, day: int) -> bool:
    """Return whether a zone's clocks do not change from the noon before a day to the one after it.

    Examples
    --------
    >>> keeps_its_clocks("America/New_York", 0)
    True
    """
    return len({utc_offset_minutes(zone, near) for near in (day - 1, day, day + 1)}) == 1


def offsets_at(zone: str, local: datetime) -> tuple[float, float]:
    """Return the offsets from UTC that a local time may have, in minutes.

    They are the same but for two hours a year: the first is larger where an hour comes twice, and
    smaller where it is left out.

    Examples
    --------
    >>> offsets_at("America/New_York", datetime(2027, 11, 7, 1, 30))
    (-240.0, -300.0)
    """
    here = local.replace(tzinfo=ZoneInfo(zone))
    first, second = (here.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return first.total_seconds() / 60, second.total_seconds() / 60


def block_minutes(
    departure: NDArray[np.datetime64],
    arrival: NDArray[np.datetime64],
    origin_zones: Sequence[str],
    destination_zones: Sequence[str],
) -> NDArray[np.float64]:
    """Return the scheduled gate-to-gate time in minutes.

    NaN where the arrival or a zone is not known. A flight that would take less than `SHORTEST`
    minutes is read anew: in the night in which clocks go back it may leave or land in the second of
    two hours that they show alike.
    """
    elapsed = (arrival - departure) / np.timedelta64(1, "m")
    days = _days(departure)
    shift = _offsets(destination_zones, days) - _offsets(origin_zones, days)
    minutes = np.asarray(elapsed - shift, np.float64)
    short = (minutes < SHORTEST).nonzero()[0]
    landing_days = _days(arrival[short]) if len(short) else []
    for row, landing in zip(short.tolist(), landing_days, strict=True):
        here, there = origin_zones[row], destination_zones[row]
        if _is_plain(here, there, days[row], landing):
            continue
        left, landed = (one[row].astype("datetime64[m]").item() for one in (departure, arrival))
        offsets = offsets_at(here, left), offsets_at(there, landed)
        minutes[row] = _likeliest((landed - left).total_seconds() / 60, *offsets)
    return minutes


def _is_plain(origin_zone: str, destination_zone: str, leaving: int, landing: int) -> bool:
    """Return whether a flight's clocks show what they did at noon of the day that it leaves on."""
    at_noon, at_landing = (utc_offset_minutes(destination_zone, at) for at in (leaving, landing))
    return (
        at_noon == at_landing
        and keeps_its_clocks(origin_zone, leaving)
        and keeps_its_clocks(destination_zone, landing)
    )


def _likeliest(elapsed: float, left: tuple[float, float], landed: tuple[float, float]) -> float:
    """Return the shortest time that a flight may take and is not too short; else the longest."""
    readings = sorted(elapsed - there + here for here in left for there in landed)
    return next((minutes for minutes in readings if minutes >= SHORTEST), readings[-1])


def _offsets(zones: Sequence[str], days: list[int]) -> NDArray[np.float64]:
    return np.fromiter(map(utc_offset_minutes, zones, days), np.float64, len(days))


def _days(times: NDArray[np.datetime64]) -> list[int]:
    days: list[int] = times.astype("datetime64[D]").astype(np.int64).tolist()
    return days
