"""National look-ups: tables as large as those of a nation, of invented numbers."""

import numpy as np

from pushback.features import FEATURE_NAMES
from pushback.lookups import HOURS, TABLES, Lookups, Table

AIRLINES, AIRPORTS = 20, 360
ROUTES, BASES, FLOWN = 6_000, 2_000, 11_000


def national_lookups() -> Lookups:
    """Return the tables; no key is in one of them twice."""
    random = np.random.default_rng(2018)
    routes = random.permutation(AIRPORTS * AIRPORTS)[:ROUTES]
    bases = random.permutation(AIRLINES * AIRPORTS)[:BASES]
    flown = random.permutation(AIRLINES * ROUTES)[:FLOWN]
    tables = {
        "airlines": _table("airlines", airline=np.arange(AIRLINES)),
        "airports": _table("airports", origin=np.arange(AIRPORTS)),
        "hours": _table("hours", hour=np.arange(HOURS)),
        "routes": _table("routes", origin=routes // AIRPORTS, destination=routes % AIRPORTS),
        "bases": _table("bases", airline=bases // AIRPORTS, origin=bases % AIRPORTS),
        "flown": _table(
            "flown",
            airline=flown // ROUTES,
            origin=routes[flown % ROUTES] // AIRPORTS,
            destination=routes[flown % ROUTES] % AIRPORTS,
        ),
    }
    tables["routes"]["block_minutes"] = random.integers(40, 400, ROUTES)
    tables["flown"]["flights"] = random.integers(1, 9_000, FLOWN)
    tables["flown"]["late"] = tables["flown"]["flights"] // 5
    tables["flown"]["years"] = random.integers(1, 1 << 39, FLOWN)
    tables["flown"]["hours"] = random.integers(1, 1 << 24, FLOWN)
    return Lookups(**tables, background=np.zeros((64, len(FEATURE_NAMES)), np.float32))


def _table(name: str, **keys: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Table:
    table = np.zeros(len(next(iter(keys.values()))), TABLES[name])
    for field, column in keys.items():
        table[field] = column
    return np.sort(table, order=list(keys))
