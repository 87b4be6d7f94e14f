"""Tests of pushback.lookups: what the tables say, and files of which nothing is read."""

import io
import time
import tracemalloc

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES
from pushback.lookups import BACKGROUND, TABLES, Lookups, LookupsUnknown
from tests.builders import lookups, reference
from tests.national_lookups import AIRLINES, AIRPORTS, national_lookups
from training.release.bundle import pack

FEATURES = len(FEATURE_NAMES)
SECONDS, BYTES = 0.5, 5_000_000
"""Measured: 3 ms and 1.3 MB; a machine that has much else to do is slow, not wrong."""


def test_what_is_packed_is_read_as_it_was() -> None:
    packed = lookups(flown=[(0, 0, 1, 3_000_000_000, 7, 1 << 63, 1 << 23, 0.5)])
    found = Lookups.read(pack(packed), 1, 2, FEATURES)
    for name, dtype in TABLES.items():
        table = getattr(found, name)
        assert table.dtype == dtype
        np.testing.assert_array_equal(table, getattr(packed, name))
    np.testing.assert_array_equal(found.background, packed.background)


def test_the_same_tables_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pack(lookups())
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert pack(lookups()) == first


def test_tables_without_rows_are_read() -> None:
    nothing = lookups(**{name: [] for name in TABLES})
    found = Lookups.read(pack(nothing), 0, 0, FEATURES)
    assert {len(getattr(found, name)) for name in TABLES} == {0}


def test_rows_are_found_by_codes() -> None:
    known = reference(routes=[(0, 1, 375.0, 0.0, 0.0), (1, 0, 320.0, 0.0, 0.0)])
    assert known.index(known.lookups.routes) == {("JFK", "LAX"): 0, ("LAX", "JFK"): 1}
    assert known.index(known.lookups.bases) == {("DL", "JFK"): 0}
    assert known.index(known.lookups.flown) == {("DL", "JFK", "LAX"): 0}


def saved(**tables: object) -> bytes:
    content = io.BytesIO()
    np.savez(content, **tables)  # type: ignore[arg-type]
    return content.getvalue()


def single() -> bytes:
    content = io.BytesIO()
    np.save(content, lookups().routes)
    return content.getvalue()


TABLES_OF = {name: getattr(lookups(), name) for name in (*TABLES, BACKGROUND)}
BASES = TABLES_OF["bases"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a file of NumPy arrays"),
        (b"PK\x03\x04", "not a file of NumPy arrays"),
        (single(), "not a file of NumPy arrays"),
        (pack(lookups())[:-100], "not a file of NumPy arrays"),
        (saved(**TABLES_OF | {"routes": np.array([{}])}), "not a file of NumPy arrays"),
        (
            saved(bases=BASES),
            "its tables are not airlines, airports, hours",
        ),
        (saved(**TABLES_OF, more=BASES), "its tables are not"),
        (saved(**TABLES_OF | {"routes": BASES}), "routes is no table of origin"),
        (
            saved(**TABLES_OF | {"routes": TABLES_OF["routes"][None]}),
            "routes is no table of origin",
        ),
        (pack(lookups(routes=[(0, 2, 1.0, 0.0, 0.0)])), "routes has the destination 2, .* lists 2"),
        (pack(lookups(bases=[(1, 0, 0.0, 0.0)])), "bases has the airline 1, .* lists 1"),
        (
            saved(**TABLES_OF | {"background": np.zeros((2, 3), np.float32)}),
            "its background is not",
        ),
        (pack(lookups(hours=[(24, 0.0)])), "hours has the hour 24, .* lists 24"),
    ],
)
def test_what_is_no_file_of_look_ups_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(LookupsUnknown, match=reason):
        Lookups.read(content, 1, 2, FEATURES)


def test_the_look_ups_of_a_nation_are_quickly_read_and_small() -> None:
    content = pack(national_lookups())
    tracemalloc.start()
    begun = time.perf_counter()
    found = Lookups.read(content, AIRLINES, AIRPORTS, FEATURES)
    seconds, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(content) < 600_000
    assert len(found.flown) == 11_000
    assert (seconds < SECONDS, peak < BYTES) == (True, True)
