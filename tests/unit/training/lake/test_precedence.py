"""Tests of training.lake.folder: what several sources report is counted once."""

import pandas as pd

from training.lake.folder import count_once


def flights(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Flights from JFK to LAX: source, airline and scheduled departure of each."""
    table = pd.DataFrame(rows, columns=["source", "carrier", "scheduled_departure"])
    table["scheduled_departure"] = table["scheduled_departure"].astype("datetime64[s]")
    return table.assign(origin="JFK", destination="LAX", row=range(len(table)))


def kept(*rows: tuple[str, str, str]) -> list[int]:
    return list(count_once("flights", flights(*rows))["row"])


def test_the_official_record_goes_before_a_data_package() -> None:
    assert kept(("bts", "DL", "2023-01-01T08:00"), ("nyc2023", "DL", "2023-01-01T08:00")) == [0]


def test_a_customers_record_goes_before_the_official_one_wherever_it_stands() -> None:
    assert kept(("bts", "DL", "2023-01-01T08:00"), ("outcomes", "DL", "2023-01-01T08:00")) == [1]


def test_other_flights_of_the_same_month_stay() -> None:
    rows = [("bts", "DL", "2023-01-01T08:00"), ("nyc2023", "AA", "2023-01-01T08:00")]
    assert kept(*rows, ("nyc2023", "DL", "2023-01-01T08:05")) == [0, 1, 2]


def test_two_flights_of_one_source_are_never_taken_for_one() -> None:
    both = [("bts", "DL", "2023-01-01T08:00")] * 2
    assert kept(*both, ("nyc2023", "DL", "2023-01-01T08:00")) == [0, 1]


def test_a_source_that_has_no_standing_comes_last() -> None:
    assert kept(("elsewhere", "DL", "2023-01-01T08:00"), ("nyc2013", "DL", "2023-01-01T08:00")) == [
        1
    ]


def test_months_of_one_source_alone_are_left_as_they_are() -> None:
    rows = flights(("bts", "DL", "2023-01-01T08:00"), ("nyc2023", "DL", "2023-02-01T08:00"))
    assert count_once("flights", rows) is rows


def test_an_hour_that_two_sources_tell_of_counts_once() -> None:
    hour = pd.to_datetime(["2023-01-01T08:00"] * 2).astype("datetime64[s]")
    rows = pd.DataFrame({"airport": "JFK", "time": hour, "source": ["nyc2023", "asos"]})
    assert count_once("weather", rows)["source"].tolist() == ["asos"]
