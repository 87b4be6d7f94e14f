"""Announced delays in files: they count where nothing is told of what became of the flights."""

from pathlib import Path
from typing import Any

import pytest

from pushback.flights import WeatherTable
from pushback.predictor import Predictor
from tests.batch.schedules import csv, parquet, rejected, run, scheduled, scored
from tests.builders import flight_table

DELAYS: list[Any] = [None, 0, 40, -60, 1440]
NOTHING = WeatherTable.from_rows([])


def answers(predictor: Predictor) -> tuple[list[float], list[int]]:
    """Return what the function answers: chances of late, and minutes not exceeded half the time."""
    row = {name.removeprefix("scheduled_"): value for name, value in scheduled().items()}
    table = flight_table(*({**row, "departure_delay_min": delay} for delay in DELAYS))
    found = predictor.predict(table, NOTHING).predictions
    return [one.late for one in found], [one.delay_minutes.p50 or 0 for one in found]


@pytest.mark.parametrize("write", [csv, parquet])
def test_a_delay_is_answered_as_the_function_answers_it(
    tmp_path: Path, predictor: Predictor, write: Any
) -> None:
    rows = [scheduled(departure_delay_min=delay) for delay in DELAYS]
    assert run(tmp_path / "out", write(tmp_path / f"in.{write.__name__}", rows)) == 0
    found = scored(tmp_path / "out")
    assert found["departure_delay_min"].to_pylist() == DELAYS
    late, minutes = answers(predictor)
    assert found["late"].to_pylist() == pytest.approx(late, abs=2e-6)
    assert found["delay_p50"].to_pylist() == minutes
    noted = ["if_it_leaves" in notes for notes in found["notes"].to_pylist()]
    assert noted == [False, True, True, True, True]


def test_what_is_no_delay_is_refused(tmp_path: Path) -> None:
    delays = ["1.5", "-61", "1441", "late", "5"]
    rows = [scheduled(departure_delay_min=delay) for delay in delays]
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", rows)) == 0
    refused = rejected(tmp_path / "out")
    assert [row["row"] for row in refused] == [1, 2, 3, 4]
    for delay, row in zip(delays, refused, strict=False):
        assert "a whole number from -60 to 1440 min" in row["reason"], delay
    assert scored(tmp_path / "out")["row"].to_pylist() == [5]


def test_the_delay_of_a_flight_flown_is_no_announcement(tmp_path: Path) -> None:
    told = ("arrival_delay_min", "cancelled", "actual_arrival")
    files = [
        csv(tmp_path / f"{name}.csv", [scheduled(departure_delay_min=200, **{name: None})])
        for name in told
    ]
    # One that tells nothing of what became of its flight, and one without a delay.
    announced = csv(tmp_path / "announced.csv", [scheduled(departure_delay_min=200)])
    plain = csv(tmp_path / "plain.csv", [scheduled()])
    assert run(tmp_path / "out", *files, announced, plain) == 0
    found = {Path(row["file"]).stem: row for row in scored(tmp_path / "out").to_pylist()}
    for name in told:
        assert found[name]["departure_delay_min"] is None, name
        assert found[name]["late"] == found["plain"]["late"], name
    assert found["announced"]["departure_delay_min"] == 200
    assert found["announced"]["late"] != found["plain"]["late"]


@pytest.mark.parametrize("name", ["Departure Delay (min)", "DEPARTURE-DELAY MIN"])
def test_the_delay_may_be_named_with_its_unit(tmp_path: Path, name: str) -> None:
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled(**{name: 40})])) == 0
    assert scored(tmp_path / "out")["departure_delay_min"].to_pylist() == [40]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"departure_delay": 40}, "call the column departure_delay_min."),
        ({"Estimated Departure": "2026-12-23T20:30"}, "minutes, in a column departure_delay_min."),
        ({"departure_delay_min": 40, "cancelled": 0}, "what became of flights (cancelled)."),
    ],
)
def test_delays_that_are_not_read_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: dict[str, int], said: str
) -> None:
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled(**columns)])) == 0
    (note,) = capsys.readouterr().err.strip().splitlines()
    assert note.startswith("note: ")
    assert note.endswith(said)
    assert scored(tmp_path / "out")["departure_delay_min"].to_pylist() == [None]
