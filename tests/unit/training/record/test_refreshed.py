"""Tests of a record that is refreshed: the fuller count of an airline's year stands."""

from dataclasses import replace

import pandas as pd

from tests.builders import record
from training.record import Counted
from training.record.record import typed
from training.record.tally import refreshed

OLD = record(
    (2018, "DL", "ATL", "LAX", 9, 1_000, 100),
    (2018, "AA", "ORD", "DFW", 9, 1_000, 100),
    months=[(2024, 12, 500, 100, 10)],
)
NEW = record(
    (2018, "DL", "ATL", "LAX", 9, 80, 10),
    (2018, "AA", "ORD", "LAX", 9, 2_000, 300),
    (2025, "DL", "ATL", "LAX", 9, 900, 200),
    months=[(2024, 12, 500, 120, 10), (2025, 1, 600, 90, 5)],
)


def test_the_fuller_count_of_an_airlines_year_stands() -> None:
    routes = refreshed(OLD, NEW).routes
    rows = routes[["year", "carrier", "destination", "flights"]].to_numpy().tolist()
    assert rows == [
        [2018, "AA", "LAX", 2_000],
        [2018, "DL", "LAX", 1_000],
        [2025, "DL", "LAX", 900],
    ]


def test_the_records_own_months_stand_where_both_count_as_many() -> None:
    months = refreshed(OLD, NEW).months
    assert months[["year", "month", "late_15"]].to_numpy().tolist() == [
        [2024, 12, 100],
        [2025, 1, 90],
    ]


def test_block_times_are_the_newer_ones() -> None:
    def known(minutes: float, *routes: tuple[str, str]) -> pd.DataFrame:
        rows = [(*route, 10, minutes) for route in routes]
        names = ["origin", "destination", "flights", "scheduled_minutes"]
        return typed("blocks", pd.DataFrame(rows, columns=names))

    old = replace(OLD, blocks=known(100, ("ATL", "LAX"), ("ORD", "DFW")))
    new = replace(NEW, blocks=known(120, ("ATL", "LAX")))
    assert refreshed(old, new).blocks["scheduled_minutes"].tolist() == [120, 100]


def test_every_file_is_named_once() -> None:
    one, other = (
        Counted(name=name, sha256=name, form="bts", flights=1, years=[2018]) for name in "ab"
    )
    found = refreshed(replace(OLD, files=(one,)), replace(NEW, files=(one, other)))
    assert found.files == (one, other)


def test_a_record_refreshed_with_itself_stays_as_it_is() -> None:
    again = refreshed(OLD, OLD)
    assert again.routes.equals(OLD.routes)
    assert again.months.equals(OLD.months)
