"""Tests that the Python reader finds in files what the page finds in them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from batch.checking import check
from batch.planning import plan_flights
from batch.reading import read
from pushback.bundle import Bundle
from pushback.features import FeatureBuilder
from tests.batch.reader.same_everywhere import ALIKE, Flights, Held


def flights_of(path: Path, features: FeatureBuilder) -> Flights:
    """Return the flights of a file as a client of the function would send them."""
    found = []
    for piece in plan_flights([str(path)]):
        for batch in read(piece):
            checked = check(batch, features)
            assert checked.refused == {}
            found += [said(checked.flights, row) for row in range(len(checked.flights))]
    return found


def said(flights: Any, row: int) -> dict[str, str]:
    values = {name: getattr(flights, name)[row] for name in ("carrier", "origin", "destination")}
    times = {name: getattr(flights, name)[row] for name in ("departure", "arrival")}
    return values | {name: str(time)[:16] for name, time in times.items() if not np.isnat(time)}


@pytest.mark.parametrize("held", ALIKE, ids=lambda held: held.kind)
def test_a_file_holds_the_flights_that_the_page_reads(
    tmp_path: Path, released: Bundle, held: Held
) -> None:
    path = tmp_path / held.name
    path.write_bytes(held.content)
    assert flights_of(path, FeatureBuilder(released.reference)) == held.flights
