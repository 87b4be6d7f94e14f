"""Tests of exploration: late shares, gaps, the weather join, encodings, pictures."""

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from training.lake import Lake
from training.studies.exploration.boxes import delay_boxes
from training.studies.exploration.encoding_study import auc_of_days, compare_encodings
from training.studies.exploration.encodings import ENCODINGS
from training.studies.exploration.explored import Explored, explore
from training.studies.exploration.gaps import explain_gaps, gap_shares, hour_before
from training.studies.exploration.lateness import concentration, delays_by, late_by
from training.studies.exploration.rates import rates
from training.studies.exploration.studied import cost_table
from training.studies.exploration.weather_join import as_written_in_utc, in_classes, join_weather

DAYS = pd.date_range("2023-03-01", periods=40)


@pytest.fixture(scope="module")
def explored(sampled_lake: Lake) -> Explored:
    return explore(sampled_lake)


def flights(per_day: int = 10, **columns: object) -> pd.DataFrame:
    departure = np.repeat(DAYS.to_numpy(), per_day)
    return pd.DataFrame({"scheduled_departure": departure, "year": 2023, "late": False, **columns})


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


def test_an_interval_is_wider_where_whole_days_are_late_than_where_single_flights_are() -> None:
    by_day = flights(late=np.repeat(np.arange(40) % 2 == 0, 10), key="a")
    by_flight = flights(late=np.tile(np.arange(10) % 2 == 0, 40), key="a")
    days, singles = (late_by(rows, "key").loc["a"] for rows in (by_day, by_flight))
    assert days["share"] == singles["share"] == 0.5
    assert days["high"] - days["low"] > 0.2
    assert singles["high"] - singles["low"] < 0.01


def test_extremes_beyond_the_whisker_are_counted_with_their_minutes() -> None:
    delays = [*range(100), 1000, 1000]
    rows = pd.DataFrame({"carrier": "UA", "arrival_delay_min": [*delays, None]})
    box = delays_by(rows, "carrier").loc["UA"]
    assert box["beyond"] == pytest.approx(2 / 102)
    assert box["minutes"] == pytest.approx(2000 / (4950 + 2000))


def test_cancellations_of_one_day_fall_on_a_fortieth_of_the_days() -> None:
    borne = concentration(flights(cancelled=np.repeat(np.arange(40) == 7, 10)))
    assert borne.iloc[1] == 1
    assert borne.index[1] == pytest.approx(1 / 40)


def test_gaps_are_shared_out_over_groups_and_columns_without_any_are_left_out() -> None:
    rows = pd.DataFrame({"wind": [np.nan, 3, 2, np.nan], "rain": [0.0, 0, 1, 0]})
    found = gap_shares(rows, [pd.Series(["JFK", "JFK", "LGA", "LGA"], name="airport")])
    assert found.to_dict("index") == {"wind": {"JFK": 0.5, "LGA": 0.5}}


def test_a_gap_is_explained_by_the_condition_it_goes_with() -> None:
    rows = pd.DataFrame({"pressure": [np.nan, np.nan, 1010, 1012], "rain": [1, 2, 0, 0]})
    found = explain_gaps(rows, [("pressure", "rain", rows["rain"] > 0)])
    assert found.iloc[0].to_list() == [1.0, 0.0]


def test_the_hour_before_is_of_the_same_airport() -> None:
    times = pd.to_datetime(["2023-03-01T01", "2023-03-01T00", "2023-03-01T01"])
    rows = pd.DataFrame({"airport": ["JFK", "JFK", "LGA"], "time": times, "wind": [2.0, 1.0, 9.0]})
    assert hour_before(rows, "wind").fillna(-1).to_list() == [1.0, -1.0, -1.0]


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


def test_classes_of_weather_keep_their_order_and_hold_every_value() -> None:
    classes = in_classes(
        pd.DataFrame({"precipitation_mm": [0.0, 0.05, 2.0, 50.0]}), "precipitation_mm"
    )
    assert classes.to_list() == ["0", "0-0.1", "1-3", "over 3"]
    assert classes.cat.ordered


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_meets_a_code_it_has_not_seen(name: str) -> None:
    before = flights(carrier="UA", destination=np.tile(["LAX", "SFO"], 200))
    strange = before.head(3).assign(carrier="??")
    first, second = ENCODINGS[name](before, np.arange(5), strange)
    assert (len(first), len(second)) == (5, 3)
    assert np.isfinite(second).all()


def test_histories_hold_nothing_of_the_flights_own_month() -> None:
    before = flights(carrier="UA", destination=np.tile(["LAX", "SFO"], 200))
    rows = np.arange(400)
    march = before["scheduled_departure"].dt.month == 3
    flipped = before.assign(late=march & (before["destination"] == "LAX"))
    ours, theirs = (ENCODINGS["histories"](one, rows, one)[0] for one in (before, flipped))
    np.testing.assert_allclose(ours[march], theirs[march])
    assert not np.allclose(ours[~march], theirs[~march])


def test_the_auc_of_a_day_is_one_where_the_late_have_the_higher_chances() -> None:
    rows = flights(per_day=4, late=np.tile([False, False, True, True], 40))
    assert auc_of_days(np.tile([0.1, 0.2, 0.3, 0.4], 40), rows).eq(1).all()
    assert auc_of_days(np.full(160, 0.3), rows).eq(0.5).all()


def test_every_encoding_is_held_against_the_first(explored: Explored) -> None:
    found = compare_encodings(explored.flights)
    assert set(found.index.unique("encoding")) == set(ENCODINGS)
    assert (found.xs("codes and histories", level="encoding")["gain"] == 0).all()
    assert found["auc"].between(0.5, 0.9).all()


def test_a_cost_is_worse_only_if_its_whole_interval_is(tmp_path: Path) -> None:
    rises = {"full": (0.1, 0.05), "forecast": (0.1, -0.1), "none": (-0.1, -0.2)}
    rise = {state: {"value": at, "low": low, "high": at} for state, (at, low) in rises.items()}
    study = {"variations": {"extremes clipped": {"rise": rise}}}
    (tmp_path / "ablation.json").write_text(json.dumps(study))
    said = cost_table(["extremes clipped"], tmp_path).iloc[0]
    assert [words.split()[-1] for words in said] == ["worse", "level", "better"]


def test_a_picture_is_the_same_byte_for_byte_and_says_what_it_shows(explored: Explored) -> None:
    first, second = (rates(explored.flights, ["weekday"]) for _ in range(2))
    assert first.png == second.png
    assert first.headline.startswith("Share late in 2023: weekday ")


def test_a_picture_is_shown_with_its_headline_as_alternative_text(explored: Explored) -> None:
    picture = delay_boxes(explored.flights, "carrier")
    content, about = picture._repr_mimebundle_()
    assert Image.open(io.BytesIO(picture.png)).width == 990
    assert content["text/plain"] == about["image/png"]["alt"] == picture.headline
