"""Tests of pushback.http.validation: each mistake a client can make, and all of them at once."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pushback.features import FeatureBuilder
from pushback.flights import MAX_EXPLAINED
from pushback.http.problems import (
    Mistake,
    NotJson,
    Problem,
    TooManyExplained,
    TooManyRows,
    UnusableRequest,
)
from pushback.http.validation import Checked, check_body, check_query
from tests.builders import flight, reference, weather

BUILDER = FeatureBuilder(reference())


def check(flights: Any, **rest: Any) -> Checked:
    return check_body(json.dumps({"flights": flights, **rest}).encode(), BUILDER)


def mistakes(flights: Any, **rest: Any) -> list[Mistake]:
    with pytest.raises(UnusableRequest) as refusal:
        check(flights, **rest)
    return refusal.value.errors


def test_a_good_request_becomes_columns() -> None:
    checked = check([flight(carrier="dl"), flight(arrival=None)], weather=[weather()])
    assert checked.flights.carrier.tolist() == ["DL", "DL"]
    assert len(checked.weather) == 1


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"carrier": ...}, "missing", "$.flights[0].carrier"),
        ({"carrier": None}, "missing", "$.flights[0].carrier"),
        ({"carrier": 7}, "wrong_type", "$.flights[0].carrier"),
        ({"carrier": "DELTA"}, "bad_format", "$.flights[0].carrier"),
        ({"origin": "J"}, "bad_format", "$.flights[0].origin"),
        ({"destination": ["LAX"]}, "wrong_type", "$.flights[0].destination"),
        ({"destination": "JFK"}, "same_airports", "$.flights[0].destination"),
        ({"departure": "tomorrow"}, "bad_format", "$.flights[0].departure"),
        ({"departure": "2026-12-23"}, "bad_format", "$.flights[0].departure"),
        ({"departure": "2026-12-23T18:30Z"}, "bad_format", "$.flights[0].departure"),
        ({"carrier": "DL\n"}, "bad_format", "$.flights[0].carrier"),
        ({"origin": "JFK\n"}, "bad_format", "$.flights[0].origin"),
        ({"departure": "2026-12-23T18:30\n"}, "bad_format", "$.flights[0].departure"),
        ({"arrival": "2026-12-23T22:05:00\n"}, "bad_format", "$.flights[0].arrival"),
        ({"departure": "2026-02-30T18:30"}, "not_in_calendar", "$.flights[0].departure"),
        ({"departure": "2026-12-23T24:30"}, "not_in_calendar", "$.flights[0].departure"),
        ({"departure": "0001-01-01T00:00"}, "out_of_range", "$.flights[0].departure"),
        ({"departure": "9999-12-31T23:59"}, "out_of_range", "$.flights[0].departure"),
        ({"arrival": "2026-12-23T15:00"}, "arrival_before_departure", "$.flights[0].arrival"),
        ({"arrival": "2026-12-25T22:05"}, "arrival_too_late", "$.flights[0].arrival"),
        ({"departur": "x"}, "unknown_field", "$.flights[0]"),
    ],
)
def test_a_mistake_in_a_flight_is_named(change: dict[str, Any], code: str, path: str) -> None:
    (mistake,) = mistakes([flight(**change)])
    assert (mistake.code, mistake.path) == (code, path)
    assert mistake.allowed
    assert mistake.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("arrival", "told"),
    [
        ("2026-12-23T15:29", "arrival is 1 minute before the departure, as far as"),
        ("2026-12-23T15:30", "arrival is at the time of the departure, as far as"),
        ("2026-12-25T15:30", "arrival is 2,880 minutes after the departure, as far as"),
    ],
)
def test_how_far_an_arrival_is_from_the_departure_is_told(arrival: str, told: str) -> None:
    (mistake,) = mistakes([flight(arrival=arrival)])
    assert mistake.message.startswith(told)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"temperature_c": 99}, "out_of_range"),
        ({"wind_speed_kmh": -1}, "out_of_range"),
        ({"humidity_pct": "90"}, "wrong_type"),
        ({"humidity_pct": True}, "wrong_type"),
        ({"airport": "JFKX"}, "bad_format"),
        ({"time": "2026-13-01T00:00"}, "not_in_calendar"),
        ({"time": "1066-10-14T09:00"}, "out_of_range"),
        ({"gust": 3}, "unknown_field"),
    ],
)
def test_a_mistake_in_the_weather_is_named(change: dict[str, Any], code: str) -> None:
    (mistake,) = mistakes([flight()], weather=[weather(), weather(**change)])
    assert mistake.code == code
    assert mistake.path.startswith("$.weather[1]")


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({}, "missing", "$.flights"),
        ({"flights": []}, "too_few", "$.flights"),
        ({"flights": {}}, "wrong_type", "$.flights"),
        ({"flights": [None]}, "wrong_type", "$.flights[0]"),
        ({"flights": [flight()], "weather": None}, "missing", "$.weather"),
        ({"flights": [flight()], "wether": []}, "unknown_field", "$"),
        ({"flights": [flight()], "explain": "true"}, "wrong_type", "$.explain"),
        ({"flights": [flight()], "explain": 1}, "wrong_type", "$.explain"),
        ({"flights": [flight()], "explain": None}, "wrong_type", "$.explain"),
        ([], "wrong_type", "$"),
    ],
)
def test_a_mistake_in_the_body_is_named(body: Any, code: str, path: str) -> None:
    with pytest.raises(UnusableRequest) as refusal:
        check_body(json.dumps(body).encode(), BUILDER)
    (mistake,) = refusal.value.errors
    assert (mistake.code, mistake.path) == (code, path)


def test_every_mistake_is_told_at_once() -> None:
    found = mistakes(
        [flight(carrier="?"), flight(destination="JFK"), flight(departure=None, origin=1)],
        weather=[weather(temperature_c=1e6)],
        extra=1,
    )
    assert sorted(mistake.path for mistake in found) == [
        "$",
        "$.flights[0].carrier",
        "$.flights[1].destination",
        "$.flights[2].departure",
        "$.flights[2].origin",
        "$.weather[0].temperature_c",
    ]


def test_of_many_mistakes_the_first_hundred_are_listed() -> None:
    with pytest.raises(UnusableRequest, match="More than 100 mistakes") as error:
        check([flight(carrier="?") for _ in range(300)])
    assert len(error.value.errors) == 100


def test_a_near_miss_is_guessed() -> None:
    (mistake,) = mistakes([flight(departur="2026-12-23T18:30")])
    assert "Did you mean departure?" in mistake.message


@pytest.mark.parametrize("table", ["flights", "weather"])
def test_too_many_rows_point_to_batch(table: str) -> None:
    body = {"flights": [flight()], table: [{}] * 5001}
    with pytest.raises(TooManyRows, match="batch"):
        check_body(json.dumps(body).encode(), BUILDER)


def test_fewer_flights_are_explained_than_answered() -> None:
    assert check([flight()] * MAX_EXPLAINED, explain=True).explain
    assert not check([flight()] * (MAX_EXPLAINED + 1), explain=False).explain
    for rest in ({}, {"weather": None}):
        with pytest.raises(TooManyExplained, match="21 flights"):
            check([flight()] * (MAX_EXPLAINED + 1), explain=True, **rest)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nonsense", b'{"flights": [NaN]}', b'{"a": 1} 2', b"\xff\xfe", b'"\xff"'],
)
def test_what_is_not_json_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(NotJson):
        check_body(body, BUILDER)


@pytest.mark.parametrize("depth", [*range(900, 1001, 4), 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    body = b'{"flights": [' + b"[" * depth + b"]" * depth + b"]}"
    with pytest.raises(Problem) as refusal:
        check_body(body, BUILDER)
    assert refusal.value.status < 500


def test_a_field_given_twice_is_named_as_such() -> None:
    body = json.dumps({"flights": [flight()]}).replace('{"carrier"', '{"carrier": 1, "carrier"')
    with pytest.raises(UnusableRequest) as refusal:
        check_body(body.encode(), BUILDER)
    assert [mistake.code for mistake in refusal.value.errors] == ["unclear"]


def test_mistakes_come_in_the_order_of_the_request() -> None:
    found = mistakes([flight(x9=1, x8=1, x7=1)])
    assert [mistake.seen for mistake in found] == ['"x9"', '"x8"', '"x7"']


@pytest.mark.parametrize("arrival", ["2026-12-20T10:00", "2026-12-26T10:00"])
def test_an_arrival_days_off_is_refused_where_the_zone_is_unknown(arrival: str) -> None:
    (mistake,) = mistakes([flight(origin="XXX", arrival=arrival)])
    assert mistake.path == "$.flights[0].arrival"


def test_a_query_gives_one_flight() -> None:
    query = {name: [value] for name, value in flight().items()}
    assert check_query(query, BUILDER).flights.origin.tolist() == ["JFK"]


@pytest.mark.parametrize(("word", "explain"), [("true", True), ("false", False)])
def test_a_query_may_ask_to_explain(word: str, explain: bool) -> None:
    query = {name: [value] for name, value in flight().items()}
    assert check_query({**query, "explain": [word]}, BUILDER).explain is explain
    assert not check_query(query, BUILDER).explain


@pytest.mark.parametrize("word", ["True", "1", "", "yes"])
def test_a_query_asks_to_explain_in_no_other_words(word: str) -> None:
    query = {name: [value] for name, value in flight().items()}
    with pytest.raises(UnusableRequest) as refusal:
        check_query({**query, "explain": [word]}, BUILDER)
    (mistake,) = refusal.value.errors
    assert (mistake.path, mistake.seen) == ("$.explain", f'"{word}"')
    assert mistake.allowed == "true or false"


@pytest.mark.parametrize("name", list(flight()))
def test_a_line_end_after_a_field_of_a_query_is_a_mistake(name: str) -> None:
    query = {other: [value] for other, value in flight().items()}
    with pytest.raises(UnusableRequest) as refusal:
        check_query({**query, name: [f"{query[name][0]}\n"]}, BUILDER)
    (mistake,) = refusal.value.errors
    assert (mistake.code, mistake.path) == ("bad_format", f"$.{name}")


def test_a_query_tells_every_mistake() -> None:
    query = {"carrier": ["DL", "AA"], "origin": ["JFK"], "destination": ["JFK"], "when": ["now"]}
    with pytest.raises(UnusableRequest) as refusal:
        check_query(query, BUILDER)
    assert {mistake.code for mistake in refusal.value.errors} == {
        "given_often",
        "missing",
        "unknown_field",
    }


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["JFK", "DL", "2026-12-23T18:30", "2026-02-30T18:30", "0001-01-01T00:00"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=200)
@given(
    changes=st.dictionaries(st.sampled_from([*flight(), "other"]), ANYTHING, max_size=3),
    hour=st.dictionaries(st.sampled_from([*weather(), "other"]), ANYTHING, max_size=3),
)
def test_whatever_is_sent_is_answered_or_refused_with_reasons(
    changes: dict[str, Any], hour: dict[str, Any]
) -> None:
    refused: list[Mistake] | None = None
    try:
        check([flight(**changes)], weather=[weather(**hour)])
    except UnusableRequest as refusal:
        refused = refusal.errors
    assert refused != []
