"""Weather: joined by the same feature code, and read once."""

from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest

from batch.weather import Hours, joined
from pushback.features import SCHEDULE_FEATURES, FeatureBuilder
from tests.batch.schedules import counts, csv, run, scheduled, scored
from tests.builders import fair_day, flight, flight_table, reference, weather, weather_table


def test_held_weather_gives_the_features_of_the_same_rows() -> None:
    builder = FeatureBuilder(reference())
    hours = [hour for day in ("2026-12-23", "2026-12-24") for hour in fair_day(day)]
    table = weather_table(*hours[3:40], weather(airport="LAX", temperature_c=20.0))
    held = builder.hold(table)
    times = np.datetime64("2026-12-21T00:00") + np.arange(0, 6 * 1440, 17)
    origins = ["JFK", "LAX", "XXX"]
    flights = flight_table(
        *(flight(origin=origins[at % 3], destination="SFO", departure=str(time), arrival=None)
          for at, time in enumerate(times))
    )  # fmt: skip
    expected = builder.build(flights, table)
    assert not np.isnan(expected[:, len(SCHEDULE_FEATURES) :]).all(axis=0).any()
    for rows in np.array_split(np.random.default_rng(0).permutation(len(flights)), 5):
        found = builder.build(flights.take(rows), held)
        np.testing.assert_array_equal(found, expected[rows])


def test_times_far_apart_take_no_more_memory_than_hours_that_are_there() -> None:
    builder = FeatureBuilder(reference())
    table = weather_table(
        weather(time="1990-01-01T00:00"), *fair_day(), weather(time="2099-12-31T23:00")
    )
    held = builder.hold(table)
    assert len(held._row) < 200 * (1 + len(reference().airports))
    flights = flight_table(flight())
    expected = builder.build(flights, weather_table(*fair_day()))
    np.testing.assert_array_equal(builder.build(flights, held), expected)


def test_of_two_rows_for_one_moment_the_later_one_in_the_files_counts() -> None:
    def part(path: str, row: int, degrees: float) -> Hours:
        return Hours(path, row, weather_table(weather(temperature_c=degrees)))

    parts = [part("a.csv", 1, 1.0), part("a.csv", 9, 2.0), part("b.csv", 1, 3.0)]
    for order in permutations(parts):
        assert joined(order).values[:, 0].tolist() == [1.0, 2.0, 3.0]


def late_with(tmp_path: Path, hours: list[dict[str, Any]]) -> float:
    arrow_csv.write_csv(pa.Table.from_pylist(hours), tmp_path / "weather.csv")
    flights = csv(tmp_path / "in.csv", [scheduled()])
    assert run(tmp_path / "out", flights, weather=tmp_path / "weather.csv", overwrite=True) == 0
    (late,) = scored(tmp_path / "out")["late"].to_pylist()
    return float(late)


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The chance of late on a fair day."""
    return late_with(tmp_path_factory.mktemp("fair"), fair_day())


def test_a_storm_raises_the_chance_of_late(tmp_path: Path, fair: float) -> None:
    storm: dict[str, Any] = {
        "wind_speed_kmh": 70,
        "visibility_km": 0.5,
        "precipitation_mm": 9,
        "humidity_pct": 99,
    }
    assert late_with(tmp_path, fair_day(**storm)) > fair + 0.05


def test_hours_that_cannot_be_used_are_left_out_and_told_of(
    tmp_path: Path, fair: float, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [weather(time="2026-12-23T18:30", wind_speed_kmh=900), weather(time="18:30")]
    bad.append(weather(airport="New York"))  # which has several
    elsewhere = [weather(airport="QQQ", wind_speed_kmh=900)]  # no airport of the model's
    assert late_with(tmp_path, [*fair_day(), *bad, *elsewhere]) == fair
    assert counts(tmp_path / "out")["hours_left_out"] == 3
    assert "Left out: 3 hours of weather, without the code" in capsys.readouterr().out


def test_the_columns_of_the_weather_may_be_few(tmp_path: Path) -> None:
    hours = [{"airport": "JFK", "time": hour["time"], "temperature_c": 8.0} for hour in fair_day()]
    late_with(tmp_path, hours)
    assert scored(tmp_path / "out")["notes"].to_pylist() == [["partial_weather"]]


def test_columns_of_the_weather_that_are_not_read_are_named(
    tmp_path: Path, fair: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert late_with(tmp_path, [hour | {"temp_f": 45} for hour in fair_day()]) == fair
    said = capsys.readouterr().err
    assert "weather.csv has columns that are not read: temp_f. Those that are: temper" in said
    late_with(tmp_path, fair_day())
    assert "not read" not in capsys.readouterr().err


def test_a_weather_column_that_holds_no_numbers_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv(tmp_path / "weather.csv", [weather(temperature_c="warm")])
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()]), weather=path) == 1
    assert "warm" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        ({"airport": "JFK", "time": "2026-12-23T18:00Z", "temperature_c": 8}, "without zone"),
        ({"airport": "JFK", "time": "2026-12-23T18:00", "temp_f": 40}, "lacks: temperature_c or"),
        ({"airport": "JFK", "time": "18:00", "temperature_c": 8}, "the day of time"),
    ],
)
def test_weather_of_which_nothing_could_be_used_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hour: dict[str, Any], said: str
) -> None:
    path = tmp_path / "weather.csv"
    arrow_csv.write_csv(pa.Table.from_pylist([hour]), path)
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()]), weather=path) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("kind", [float, str])
def test_humidities_that_are_fractions_are_refused(
    kind: type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [weather(humidity_pct=kind(value)) for value in (0.85, 1.0, 0.0)]
    path = tmp_path / "weather.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled()]), weather=path) == 1
    said = "the column humidity_pct holds fractions, like 0.85; it may hold per cent, like 85"
    assert said in capsys.readouterr().err


def test_numbers_as_germans_write_them_are_the_same(tmp_path: Path, fair: float) -> None:
    german = str.maketrans(",.", ".,")
    lines = [";".join(fair_day()[0])]
    for hour in fair_day():
        airport, time, *numbers = hour.values()
        written = [f"{one:,.2f}".translate(german) for one in numbers]
        lines.append(";".join([airport, time, *written]))
    assert "1.018,00" in lines[1]
    (tmp_path / "weather.csv").write_text("\n".join(lines))
    flights = csv(tmp_path / "in.csv", [scheduled()])
    assert run(tmp_path / "out", flights, weather=tmp_path / "weather.csv") == 0
    assert scored(tmp_path / "out")["late"].to_pylist() == [fair]


def test_a_reading_that_a_report_marks_as_missing_is_missing(tmp_path: Path) -> None:
    late_with(tmp_path, [{**hour, "temperature_c": "M"} for hour in fair_day()])
    assert scored(tmp_path / "out")["notes"].to_pylist() == [["partial_weather"]]


def test_a_time_that_is_not_local_by_its_name_is_named_as_the_cause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"airport": "JFK", "Time (UTC)": "2026-12-23T18:00", "temperature_c": 8.0}]
    arrow_csv.write_csv(pa.Table.from_pylist(rows), tmp_path / "weather.csv")
    flights = csv(tmp_path / "in.csv", [scheduled()])
    assert run(tmp_path / "out", flights, weather=tmp_path / "weather.csv") == 1
    assert "Time (UTC) tells a zone: times that are read are local" in capsys.readouterr().err
