"""Tests of explored data: what is left out and late, the join with the weather, gaps, costs."""

import json
from pathlib import Path

import pandas as pd

from training.studies.exploration.explored_data import (
    Explored,
    as_written_in_utc,
    cost_table,
    gap_maps,
    join_weather,
)


def test_exploring_stops_before_the_months_that_are_tested_on(explored: Explored) -> None:
    assert explored.first_test == pd.Timestamp("2023-04-01")
    assert explored.flights["scheduled_departure"].max() < explored.first_test
    assert explored.weather["time"].max() < explored.first_test


def test_a_flight_is_late_from_fifteen_minutes_on_or_if_it_never_arrived(
    explored: Explored,
) -> None:
    rows = explored.flights
    expected = (rows["arrival_delay_min"] >= 15) | rows["cancelled"] | rows["diverted"]
    pd.testing.assert_series_equal(rows["late"], expected, check_names=False)


def test_flights_are_joined_with_the_hour_they_leave_in_at_their_origin(
    explored: Explored,
) -> None:
    joined = join_weather(explored.flights, explored.weather)
    one = joined.iloc[1234]
    rows = explored.weather
    hour = one["scheduled_departure"].floor("h")
    at = rows[(rows["airport"] == one["origin"]) & (rows["time"] == hour)]
    assert len(joined) == len(explored.flights)
    assert one["temperature_c"] == at["temperature_c"].item()


def test_hours_read_as_utc_put_the_warmth_of_the_afternoon_into_the_evening(
    explored: Explored,
) -> None:
    def warmest(rows: pd.DataFrame) -> object:
        return rows.groupby(rows["time"].dt.hour)["temperature_c"].mean().idxmax()

    assert warmest(explored.weather) in range(13, 17)
    assert warmest(as_written_in_utc(explored.weather)) in range(18, 22)


def test_a_cost_is_worse_only_if_its_whole_intervals_are(tmp_path: Path) -> None:
    rises = {"full": (0.1, 0.05), "forecast": (0.1, -0.1), "none": (-0.1, -0.2)}
    rise = {state: {"value": at, "low": low, "high": at} for state, (at, low) in rises.items()}
    unsure = {**rise["full"], "months": (-0.01, 0.2)}
    study = {"clipped": {"rise": rise}, "filled": {"rise": {**rise, "full": unsure}}}
    (tmp_path / "ablation.json").write_text(json.dumps({"variations": study}))
    said = cost_table(["clipped", "filled"], tmp_path)
    assert [str(words).split()[-1] for words in said.loc["clipped"]] == ["worse", "level", "better"]
    assert said.loc["filled"].iloc[0].endswith("over months -0.0100 to +0.2000) level")


def test_the_map_of_gaps_has_a_row_for_each_column_that_has_gaps() -> None:
    gaps = pd.DataFrame({"JFK": [0.5, 0.0], "LGA": [0.5, 0.0]}, index=["wind", "rain"])
    assert gap_maps({"": gaps}).png == gap_maps({"": gaps.loc[["wind"]]}).png
