"""Tests of training.dataset.dataset: months read alone stand just as they do in the whole lake."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from pushback.features import FeatureBuilder
from tests.bts_files import row, write_month
from training.dataset.dataset import Dataset, Flights, load_dataset
from training.dataset.lookups import learn_reference
from training.errors import LakeEmpty
from training.lake import Lake
from training.lake.intake import ingest

MONTHS = ("2023-02", "2023-03")


@pytest.fixture(scope="module")
def some(sampled_lake: Lake) -> Dataset:
    """February and March of the sampled lake."""
    return load_dataset(sampled_lake, MONTHS)


@pytest.fixture(scope="module")
def same_flights(sampled_dataset: Dataset) -> Flights:
    """Those of the whole lake's flights that are of February and March."""
    flights = sampled_dataset.flights
    return flights.take(np.isin(flights.month, np.array(MONTHS, "datetime64[M]")))


def test_the_flights_of_some_months_are_those_of_the_whole_lake(
    some: Dataset, same_flights: Flights
) -> None:
    assert some.flights.outcome.tolist() == same_flights.outcome.tolist()
    for name in ("carrier", "origin", "destination", "departure", "arrival"):
        found, expected = (getattr(one.table, name) for one in (some.flights, same_flights))
        np.testing.assert_array_equal(found, expected)


def test_they_have_the_features_that_the_whole_lake_gives_them(
    some: Dataset, same_flights: Flights, sampled_dataset: Dataset
) -> None:
    """The hours before midnight and the day after it are of other months."""
    reference, _ = learn_reference(same_flights, some.airports, some.airlines, some.record)
    builder = FeatureBuilder(reference)
    np.testing.assert_array_equal(
        builder.build(some.flights.table, some.weather),
        builder.build(same_flights.table, sampled_dataset.weather),
    )


def test_the_manifest_lists_the_flights_that_were_read(some: Dataset) -> None:
    listed = [file for file in some.manifest.files if file.table == "flights"]
    assert [file.month for file in listed] == list(MONTHS)
    assert sum(file.rows for file in listed) == len(some.flights)


def test_months_far_from_those_asked_for_are_not_opened(sampled_lake: Lake, tmp_path: Path) -> None:
    lake = Lake(shutil.copytree(sampled_lake.folder, tmp_path / "lake"))
    for table in ("flights", "weather"):
        shutil.rmtree(lake.folder / table / "2023-01")
    assert len(load_dataset(lake, ["2023-03"]).flights) > 0


def test_a_flight_at_the_midnight_that_ends_a_month_is_of_the_next(tmp_path: Path) -> None:
    """It stands in the file of the month that it ends."""
    lake = Lake(tmp_path / "lake")
    january = [row("2025-01-30"), row("2025-01-31", CRSDepTime="2400")]
    ingest(write_month(tmp_path, "2025-01", january), lake)
    ingest(write_month(tmp_path, "2025-02", [row("2025-02-01T18:30")]), lake)
    departures = load_dataset(lake, ["2025-02"]).flights.table.departure
    assert departures.astype(str).tolist() == ["2025-02-01T00:00", "2025-02-01T18:30"]


def test_months_that_the_lake_lacks_are_refused(sampled_lake: Lake) -> None:
    with pytest.raises(LakeEmpty):
        load_dataset(sampled_lake, ["2019-07"])
