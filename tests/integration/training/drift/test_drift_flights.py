"""Tests of `python -m training drift` on files of flights: real ones, and real ones changed."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pushback.predictor import Predictor
from tests.builders import outcomes_file
from tests.integration.training.drift.drift_runs import Drift
from training.config import RELEASE_FOLDER
from training.dataset.dataset import Dataset
from training.evaluation.metrics import log_losses
from training.lake import Lake
from training.sources.nyc import NYC2023

ONE = "DL,JFK,LAX,2023-03-01T18:30,2023-03-01T22:05"
HEADER = "carrier,origin,destination,scheduled_departure,scheduled_arrival"


@pytest.fixture
def drift(tmp_path: Path, sampled_lake: Lake, capsys: pytest.CaptureFixture[str]) -> Drift:
    return Drift(tmp_path, sampled_lake.folder, capsys)


@pytest.fixture(scope="module")
def flights(sampled_lake: Lake) -> pd.DataFrame:
    """Real flights of four of the months that the released model was trained on."""
    return sampled_lake.read(sampled_lake.manifest(), "flights")


def changed(path: Path, flights: pd.DataFrame, **columns: Any) -> Path:
    """Write the flights with some columns changed."""
    return outcomes_file(path, flights.assign(**columns))


def test_flights_like_those_of_training_are_within(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    run = drift(changed(tmp_path / "like.parquet", flights))
    assert run.code == 0
    assert "All within." in run.out
    assert f"{len(flights):,} flights against" in run.out
    assert run.report.read_text().startswith("<!doctype html>")


def test_csv_and_parquet_and_the_lakes_own_files_tell_the_same(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame, sampled_lake: Lake
) -> None:
    csv = changed(tmp_path / "flights.csv", flights)
    parquet = tmp_path / "flights.parquet"
    pd.read_csv(csv, parse_dates=[3, 4, 7], keep_default_na=True).to_parquet(parquet)
    own = sorted((sampled_lake.folder / "flights").rglob("*.parquet"))
    found = [drift(*paths, "--json").found for paths in ([csv], [parquet], own)]
    for one in found:
        del one["files"]
    assert len(own) == 4
    assert found[0] == found[1] == found[2]


def test_departures_at_other_hours_exit_3_and_are_named(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    day = flights["scheduled_departure"].dt.normalize()
    earlier = day + (flights["scheduled_departure"] - day) / 4
    block = flights["scheduled_arrival"] - flights["scheduled_departure"]
    path = changed(
        tmp_path / "night.parquet",
        flights,
        scheduled_departure=earlier.dt.floor("min"),
        scheduled_arrival=(earlier + block).dt.floor("min"),
    )
    run = drift(path)
    assert run.code == 3
    assert "Past its threshold: " in run.out
    assert "departure_minute" in run.out.split("Past its threshold: ")[1]
    assert "departure_minute by bin (past)" in run.report.read_text()


def test_other_airlines_exit_3_and_are_named(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    carrier = flights["carrier"].where(np.arange(len(flights)) % 2 == 0, "WN")
    run = drift(changed(tmp_path / "wn.parquet", flights, carrier=carrier), "--json")
    assert run.code == 3
    assert "carrier" in run.found["past"]


def test_airlines_never_seen_are_named_twice(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    carrier = flights["carrier"].where(np.arange(len(flights)) % 2 == 0, "QX")
    run = drift(changed(tmp_path / "qx.parquet", flights, carrier=carrier), "--json")
    assert {"carrier", "unseen_carrier"} <= set(run.found["past"])


def test_the_losses_are_those_of_the_released_model(
    drift: Drift,
    tmp_path: Path,
    flights: pd.DataFrame,
    sampled_dataset: Dataset,
    predictor: Predictor,
) -> None:
    rows = sampled_dataset.flights
    chances = predictor.probabilities(predictor.features.build(rows.table, sampled_dataset.weather))
    in_march = rows.month == np.datetime64("2023-03")
    expected = log_losses(chances[in_march], rows.outcome[in_march]).mean()
    found = drift(changed(tmp_path / "like.parquet", flights), "--json").found
    march = found["calibration"]["months"][2]
    assert march["flights"] == in_march.sum()
    assert march["log_loss"] == pytest.approx(expected, abs=1e-5)


def test_outcomes_unlike_the_chances_exit_3_by_month(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    in_march = flights["scheduled_departure"].dt.month == 3
    cancelled = flights["cancelled"] | (in_march & (np.arange(len(flights)) % 2 == 0))
    diverted = flights["diverted"] & ~cancelled
    path = changed(tmp_path / "march.parquet", flights, cancelled=cancelled, diverted=diverted)
    run = drift(path, "--json")
    months = run.found["calibration"]["months"]
    assert (run.code, run.found["past"]) == (3, ["calibration of 2023-03"])
    assert [month["standing"] for month in months] == ["within", "within", "past", "within"]
    assert months[2]["late_observed"] > months[2]["late_predicted"] + 0.1


def test_a_month_of_the_years_worst_days_is_past_on_purpose(drift: Drift, tmp_path: Path) -> None:
    """Their weather is to blame, and nobody should miss what the model makes of it."""
    flights = NYC2023.read().flights
    day = flights["scheduled_departure"].dt.normalize()
    late = ~(flights["arrival_delay_min"] < 15)
    worst = flights[day.isin(late.groupby(day).mean().nlargest(20).index)]
    run = drift(changed(tmp_path / "storms.parquet", worst[::10]), "--json")
    assert run.code == 3
    assert "chance of late" in run.found["past"]


def test_a_schedule_without_outcomes_is_compared_all_the_same(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    path = tmp_path / "schedule.csv"
    rows = flights[["carrier", "origin", "destination", "scheduled_departure"]]
    rows.rename(columns={"scheduled_departure": "departure"}).to_csv(path, index=False)
    run = drift(path, "--json")
    assert (run.code, run.found["calibration"]) == (0, None)
    assert "block_slack_minutes" not in {shift["name"] for shift in run.found["inputs"]}
    assert run.found["warnings"][0].startswith("No scheduled arrivals are told")


def test_flights_not_yet_flown_are_left_out_of_the_calibration(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    path = changed(tmp_path / "half.parquet", flights)
    rows = pd.read_parquet(path)
    flown = np.arange(len(rows)) % 2 == 0
    rows["actual_arrival"] = rows["actual_arrival"].where(flown)
    rows.to_parquet(path)
    known = int((flown | rows["cancelled"] | rows["diverted"]).sum())
    found = drift(path, "--json").found
    assert sum(month["flights"] for month in found["calibration"]["months"]) == known
    assert any("What became of" in warning for warning in found["warnings"])


def test_a_lake_without_weather_is_told_of_and_no_drift(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    run = drift(changed(tmp_path / "like.parquet", flights), "--json", lake=tmp_path / "none")
    assert run.code == 0
    assert {shift["group"] for shift in run.found["inputs"]} & {"weather"} == set()
    assert (
        f"The lake has no weather for {len(flights):,} of {len(flights):,} flights."
        in (run.found["warnings"])
    )
    assert not (tmp_path / "none").exists()


def test_a_few_days_raise_no_alarm_by_their_weather(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    days = flights["scheduled_departure"].dt.normalize()
    worst = (flights["arrival_delay_min"].fillna(999) >= 15).groupby(days).mean().idxmax()
    run = drift(changed(tmp_path / "storm.parquet", flights[days == worst]), "--json")
    assert run.code == 0
    noted = {one["group"] for one in run.found["inputs"] if one["standing"] == "noted"}
    assert "weather" in noted
    assert run.found["warnings"][0].startswith("The flights are of fewer than 20 days (1)")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        (f"{HEADER}\n", "holds no rows"),
        (
            "carrier,origin,departure\nDL,JFK,2023-03-01T18:30\n",
            "looks like flights, but lacks: destination",
        ),
        (f"{HEADER}\n{ONE}\nDL,JFK,LAX,2023-03-0", "cut off"),
        (f"{HEADER}\n{ONE}\nDELTB{ONE[2:]}\n", "line 3: carrier 'DELTB'"),
        (
            f"{HEADER}\nDL,JFK,LAX,1/3/2023 18:30,\n",
            "'1/3/2023 18:30', which can be read",
        ),
        (f"{HEADER}\nDL,JFK,LAX,1/32/2023 18:30,\n", "scheduled_departure '1/32/2023 18:30'"),
        ("<!doctype html><title>404</title>\n", "is a web page"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    drift: Drift, tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "flights.csv"
    path.write_text(content)
    assert reason in drift(path).refusal()


def test_a_parquet_file_cut_short_is_refused(
    drift: Drift, tmp_path: Path, sampled_lake: Lake
) -> None:
    whole = next((sampled_lake.folder / "flights").rglob("*.parquet"))
    path = tmp_path / "flights.parquet"
    path.write_bytes(whole.read_bytes()[:5000])
    assert "no whole Parquet file" in drift(path).refusal()


def test_a_file_that_is_not_there_is_named(drift: Drift, tmp_path: Path) -> None:
    assert "missing.csv" in drift(tmp_path / "missing.csv").refusal()


def test_flights_and_a_log_together_are_refused(drift: Drift, tmp_path: Path) -> None:
    assert "one kind at a time" in drift(tmp_path / "a.csv", tmp_path / "b.log").refusal()


def test_a_bundle_that_was_altered_is_refused(
    drift: Drift, tmp_path: Path, flights: pd.DataFrame
) -> None:
    bundle = shutil.copytree(RELEASE_FOLDER, tmp_path / "bundle")
    (bundle / "flight_delay.onnx").write_bytes(b"other")
    path = changed(tmp_path / "like.parquet", flights)
    assert "SHA-256" in drift(path, f"--bundle={bundle}").refusal()
