"""Tests of `python -m training drift` on logs that the function wrote in a server of its own."""

import json
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.builders import fair_day, flight
from tests.integration.function.function_server import FunctionServer, function_server
from tests.integration.training.drift.drift_runs import Drift
from training.dataset.dataset import Dataset
from training.lake import Lake

FLIGHTS = 1500


@pytest.fixture
def drift(tmp_path: Path, sampled_lake: Lake, capsys: pytest.CaptureFixture[str]) -> Drift:
    return Drift(tmp_path, sampled_lake.folder, capsys)


@pytest.fixture(scope="module")
def asked(sampled_dataset: Dataset) -> list[dict[str, Any]]:
    """Real flights, as a client would ask about them."""
    table = sampled_dataset.flights.table
    drawn = np.random.default_rng(0).choice(len(table), FLIGHTS, replace=False)
    names = ("carrier", "origin", "destination", "departure")
    columns = (getattr(table, name)[drawn] for name in names)
    return [dict(zip(names, map(str, row), strict=True)) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def logs(asked: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Logs of the function: of ordinary flights, one flight asked often, and unknown airlines."""
    folder = tmp_path_factory.mktemp("function")
    with function_server(folder) as server:
        parts = {"ordinary": asked, "again": [flight()] * FLIGHTS}
        parts["unseen"] = [{**one, "carrier": "QX"} for one in asked]
        written = {name: _log_of(server, flights) for name, flights in parts.items()}
        snow = fair_day("2026-12-23", temperature_c=-4, dew_point_c=-5, visibility_km=0.4)
        written["weather"] = _log_of(server, [flight()] * 500, snow)
    paths = {name: folder / f"{name}.log" for name in written}
    for name, path in paths.items():
        path.write_text(written[name])
    return paths


def _log_of(server: FunctionServer, flights: Sequence[Any], weather: Sequence[Any] = ()) -> str:
    """Ask about flights, and return what the function logs meanwhile."""
    out = server.folder / "out"
    before = len(out.read_text())
    for begin in range(0, len(flights), 500):
        body = json.dumps({"flights": flights[begin : begin + 500], "weather": [*weather]}).encode()
        headers = {"Content-Type": "application/json"}
        url = f"http://127.0.0.1:{server.port}/predict"
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
            answer.read()
    return out.read_text()[before:]


def test_answers_like_those_of_training_are_within(drift: Drift, logs: dict[str, Path]) -> None:
    run = drift(logs["ordinary"])
    assert (run.code, run.error) == (0, "")
    assert f"{FLIGHTS:,} flights against" in run.out
    assert "100.0% no_weather" in run.out
    assert "All within." in run.out


def test_one_flight_asked_about_all_the_time_is_past(drift: Drift, logs: dict[str, Path]) -> None:
    run = drift(logs["again"], "--json")
    assert (run.code, run.found["past"]) == (3, ["chance of late"])


def test_airlines_never_seen_are_past(drift: Drift, logs: dict[str, Path]) -> None:
    run = drift(logs["unseen"], "--json")
    assert run.code == 3
    assert "unseen_carrier" in run.found["past"]


def test_chances_are_held_against_flights_with_as_much_weather(
    drift: Drift, logs: dict[str, Path]
) -> None:
    with_weather = drift(logs["weather"], "--json").found["chances"]["expected"]
    without, mixed = (
        drift(*(logs[name] for name in names), "--json").found["chances"]["expected"]
        for names in (["ordinary"], ["ordinary", "weather"])
    )
    expected = 0.75 * np.array(without) + 0.25 * np.array(with_weather)
    assert mixed == pytest.approx(expected, abs=2e-5)
    assert with_weather != without


def test_an_export_of_cloud_logging_tells_the_same(
    drift: Drift, logs: dict[str, Path], tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in logs["ordinary"].read_text().splitlines()]
    lifted = ("severity", "httpRequest")
    entries = [
        {
            "insertId": str(at),
            **{name: line[name] for name in lifted},
            "jsonPayload": {name: line[name] for name in line if name not in lifted},
        }
        for at, line in enumerate(lines)
    ]
    export = tmp_path / "export.json"
    export.write_text(json.dumps(entries, indent=2))
    found, direct = (drift(path, "--json").found for path in (export, logs["ordinary"]))
    del found["files"], direct["files"]
    assert found == direct


def test_what_is_not_counted_is_told(drift: Drift, logs: dict[str, Path], tmp_path: Path) -> None:
    lines = logs["ordinary"].read_text().splitlines()
    other = json.loads(lines[0]) | {"version": "2022-12.cccccccc"}
    path = tmp_path / "mixed.log"
    path.write_text("\n".join(["Starting", *lines, json.dumps(other), lines[0][:50]]))
    found = drift(path, "--json").found
    assert found["flights"] == FLIGHTS
    assert found["warnings"] == [
        "Not the function's: 1 of 6 lines.",
        "Broken off at the end of a file: 1 of 6 lines.",
        "Left out: 500 answers of the model 2022-12.cccccccc.",
    ]


def test_a_log_of_another_model_is_refused(
    drift: Drift, logs: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "old.log"
    version = json.loads(logs["ordinary"].read_text().splitlines()[0])["version"]
    path.write_text(logs["ordinary"].read_text().replace(version, "2022-12.cccccccc"))
    refusal = drift(path).refusal()
    assert "2022-12.cccccccc (1,500 flights)" in refusal
    assert version in refusal
    assert "--bundle=FOLDER" in refusal


@pytest.mark.parametrize("content", ["", '{"level": "info", "msg": "started"}\n'])
def test_a_log_that_is_not_the_functions_is_refused(
    drift: Drift, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "other.log"
    path.write_text(content)
    assert "holds no line of the function" in drift(path).refusal()


def test_nothing_to_look_at_is_misuse(capsys: pytest.CaptureFixture[str], drift: Drift) -> None:
    with pytest.raises(SystemExit) as exit_:
        drift()
    assert exit_.value.code == 2
    assert "LOG_OR_FILE" in capsys.readouterr().err
