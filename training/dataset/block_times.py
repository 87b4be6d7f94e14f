"""Block times: how long a route takes from gate to gate, by distance where no schedule tells.

The line was fitted through the 4,556 routes whose schedules the record knows, by their flights: it
is off by 5.7 minutes on average. Eastward flights have the wind behind them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Place

EARTH_KM = 6371.0
TAXI_MINUTES, KM_A_MINUTE, HEADWIND = 41.0, 13.2, 0.086

Numbers = NDArray[np.float64]


def estimated_minutes(origins: Sequence[Place], destinations: Sequence[Place]) -> Numbers:
    """Return minutes for each pair of places.

    Examples
    --------
    >>> jfk = Place("", 40.64, -73.78, "")
    >>> lax = Place("", 33.94, -118.41, "")
    >>> estimated_minutes([jfk, lax], [lax, jfk]).round()
    array([368., 316.])
    """
    latitude, longitude = _radians(origins)
    to_latitude, to_longitude = _radians(destinations)
    apart = longitude - to_longitude
    across = np.cos(latitude) * np.cos(to_latitude) * np.cos(apart)
    cosine = np.sin(latitude) * np.sin(to_latitude) + across
    km = EARTH_KM * np.arccos(np.clip(cosine, -1, 1))
    km_west = EARTH_KM * np.cos((latitude + to_latitude) / 2) * apart
    return np.asarray(TAXI_MINUTES + (km + HEADWIND * km_west) / KM_A_MINUTE)


def _radians(places: Sequence[Place]) -> Numbers:
    """Return latitudes and longitudes, shape (2, places)."""
    degrees = [(place.latitude, place.longitude) for place in places]
    return np.asarray(np.radians(np.array(degrees).reshape(-1, 2)).T)
