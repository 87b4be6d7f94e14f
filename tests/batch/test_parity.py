"""The batch pipeline says of every flight what the function says."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from werkzeug.test import Client

from pushback.bundle import Bundle
from pushback.outcomes import OUTCOME_NAMES
from tests.batch.schedules import parquet, random_rows, run, scored
from tests.builders import fair_day

FLIGHTS = 4_000
AT_ONCE = 1_000
GAPS = [f"2026-12-21T{hour:02}:00" for hour in range(6, 9)]
DAYS = [f"2026-12-{day}" for day in range(19, 26)]


def hours(bundle: Bundle) -> list[dict[str, Any]]:
    """Weather that differs from hour to hour; a forecast, at times with gaps, at one airport."""
    random = np.random.default_rng(1)
    rows = []
    for airport in bundle.contract.origins[:2]:
        for row in (row for day in DAYS for row in fair_day(day, airport)):
            row["temperature_c"] = round(float(random.normal(2, 8)), 1)
            row["wind_speed_kmh"] = int(random.integers(0, 60))
            row["precipitation_mm"] = round(float(random.exponential(0.5)), 1)
            if airport == bundle.contract.origins[1]:
                row["pressure_hpa"] = row["visibility_km"] = None
                if row["time"] in GAPS:
                    continue
            rows.append(row)
    return rows


def said_by_function(
    client: Client, rows: list[dict[str, Any]], weather: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    names = {"scheduled_departure": "departure", "scheduled_arrival": "arrival"}
    flights = [{names.get(name, name): value for name, value in row.items()} for row in rows]
    found = []
    for start in range(0, len(rows), AT_ONCE):
        body = {"flights": flights[start : start + AT_ONCE], "weather": weather}
        answer = client.post("/predict", json=body)
        assert answer.status_code == 200, answer.text[:500]
        found += answer.get_json()["predictions"]
    return found


@pytest.fixture(scope="module")
def asked(released: Bundle) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Flights and weather to ask both about."""
    return random_rows(FLIGHTS + 200, released.contract)[:FLIGHTS], hours(released)


@pytest.fixture(scope="module")
def said_by_batch(
    asked: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> pa.Table:
    """What the batch pipeline says, which is held against both of the function's modes."""
    folder = tmp_path_factory.mktemp("parity")
    rows, weather = asked
    table = pa.Table.from_pylist(weather)
    table = table.set_column(1, "time", table["time"].cast(pa.timestamp("s")))
    pa.parquet.write_table(table, folder / "weather.parquet")
    files = parquet(folder / "flights.parquet", rows, row_group_size=1_300)
    assert run(folder / "scored", files, weather=folder / "weather.parquet") == 0
    return scored(folder / "scored")


@pytest.fixture(scope="module")
def answers(
    client: Client,
    asked: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    said_by_batch: pa.Table,
) -> tuple[list[dict[str, Any]], pa.Table]:
    """What the function and the batch pipeline say of the same flights."""
    return said_by_function(client, *asked), said_by_batch


def test_the_chances_are_the_functions(answers: tuple[list[dict[str, Any]], pa.Table]) -> None:
    function, batch = answers
    ours = np.column_stack([batch[name].to_numpy() for name in OUTCOME_NAMES])
    theirs = np.array([list(one["outcomes"].values()) for one in function])
    assert ours.shape == (FLIGHTS, len(OUTCOME_NAMES))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
    np.testing.assert_allclose(batch["late"], [one["late"] for one in function], rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", ["p50", "p80", "p95"])
def test_the_delays_are_the_functions(
    answers: tuple[list[dict[str, Any]], pa.Table], name: str
) -> None:
    function, batch = answers
    expected = [one["delay_minutes"][name] for one in function]
    assert batch[f"delay_{name}"].to_pylist() == expected


def test_what_was_known_of_the_weather_is_the_functions(
    answers: tuple[list[dict[str, Any]], pa.Table],
) -> None:
    function, batch = answers
    names = ("weather_known", "weather_missing_hours")
    told = zip(*(batch[name].to_pylist() for name in names), strict=True)
    expected = [(one["weather"]["known"], one["weather"]["missing_hours"]) for one in function]
    assert list(told) == expected
    assert {known for known, _ in expected} == {"full", "forecast", "partial", "none"}


def test_the_notes_are_the_functions(answers: tuple[list[dict[str, Any]], pa.Table]) -> None:
    function, batch = answers
    expected = [[note["code"] for note in one["notes"]] for one in function]
    assert batch["notes"].to_pylist() == expected
    assert {code for codes in expected for code in codes} >= {
        "unseen_carrier", "unseen_origin", "unseen_destination", "unseen_route", "no_weather",
        "partial_weather",
    }  # fmt: skip
