"""Tests that the Python reader finds in files what the page finds in them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from batch import checking
from batch.checking import check
from batch.planning import plan_flights
from batch.reading import read
from pushback.bundle import Bundle
from pushback.features import FeatureBuilder
from tests.batch.reader.held_files import Flights, Held, one
from tests.batch.reader.packed_everywhere import PACKED
from tests.batch.reader.published_everywhere import PUBLISHED
from tests.batch.reader.same_everywhere import ALIKE, REFUSED, ZONED, Refused


def flights_of(path: Path, features: FeatureBuilder) -> Flights:
    """Return the flights of a file as a client of the function would send them."""
    found = []
    for piece in plan_flights([str(path)]):
        for batch in read(piece):
            checked = check(batch, features)
            assert checked.refused == {}
            found += [said(checked.flights, row) for row in range(len(checked.flights))]
    return found


def said(flights: Any, row: int) -> dict[str, str | int]:
    values = {name: getattr(flights, name)[row] for name in ("carrier", "origin", "destination")}
    times = {name: getattr(flights, name)[row] for name in ("departure", "arrival")}
    values |= {name: str(time)[:16] for name, time in times.items() if not np.isnat(time)}
    announced = flights.announced[row]
    return values if np.isnan(announced) else values | {"departure_delay_min": int(announced)}


@pytest.mark.parametrize("held", [*ALIKE, *PACKED, *PUBLISHED], ids=lambda held: held.kind)
def test_a_file_holds_the_flights_that_the_page_reads(
    tmp_path: Path, released: Bundle, held: Held
) -> None:
    path = tmp_path / held.name
    path.write_bytes(held.content)
    assert flights_of(path, FeatureBuilder(released.reference)) == held.flights


@pytest.mark.parametrize("refused", REFUSED, ids=lambda refused: refused.origin)
def test_an_airport_that_cannot_be_known_is_told(
    tmp_path: Path, released: Bundle, refused: Refused
) -> None:
    found = refused_of(tmp_path, released, f"DL,{refused.origin},LAX,2026-12-23T18:30")
    assert found.said["origin"] == refused.origin
    assert [mistake.code for mistake in found.mistakes] == [refused.code]
    assert refused.says in found.mistakes[0].message


@pytest.mark.parametrize("departure", ZONED)
def test_a_time_with_a_zone_is_told(tmp_path: Path, released: Bundle, departure: str) -> None:
    (mistake,) = refused_of(tmp_path, released, f"DL,JFK,LAX,{departure}").mistakes
    assert departure in mistake.message
    assert "without a zone" in mistake.message


def refused_of(folder: Path, released: Bundle, row: str) -> checking.Refused:
    """Return what is said of a list's only row."""
    path = folder / "list.csv"
    path.write_bytes(one("carrier,origin,destination,departure", row))
    (piece,) = plan_flights([str(path)])
    (batch,) = read(piece)
    (found,) = check(batch, FeatureBuilder(released.reference)).refused.values()
    return found
