"""Tests of POST /bigquery, asked as BigQuery asks its remote functions."""

import re
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from pushback.http.bigquery import ARGUMENTS, MAX_CALLS, UNTOLD
from pushback.http.problems import MAX_MISTAKES
from tests.paths import FUNCTION

ROW = ["DL", "JFK", "LAX", "2026-12-23T18:30:00", "2026-12-23T22:05:00"]


def call(client: Client, *rows: list[Any], **context: str) -> TestResponse:
    """Post rows with all that BigQuery posts beside them."""
    body = {
        "requestId": "124ab1c",
        "caller": "//bigquery.googleapis.com/projects/p/jobs/p:US.bquxjob_5b4c112c_17961fafeaf",
        "sessionUser": "analyst@example.com",
        "userDefinedContext": context,
        "calls": list(rows),
    }
    return client.post("/bigquery", json=body)


def replies(client: Client, *rows: list[Any], **context: str) -> list[Any]:
    response = call(client, *rows, **context)
    assert response.status_code == 200
    found: list[Any] = response.get_json()["replies"]
    assert len(found) == len(rows)
    return found


def test_a_row_is_answered_as_predict_answers_it(client: Client) -> None:
    flight = dict(zip(ARGUMENTS, ROW, strict=False))
    answer = client.post("/predict", json={"flights": [flight]}).get_json()
    assert replies(client, ROW) == answer["predictions"]


def test_replies_keep_the_order_of_the_rows(client: Client) -> None:
    late = [*ROW[:3], "2026-07-23T21:00:00", None]
    bad = [*ROW[:3], "yesterday", None]
    alone = [replies(client, row)[0] for row in (ROW, bad, late)]
    assert [one["late"] for one in replies(client, ROW, late)] == [
        alone[0]["late"],
        alone[2]["late"],
    ]
    assert [("errors" in one) for one in replies(client, bad, ROW, bad, late)] == [True, False] * 2


@pytest.mark.parametrize("name", ARGUMENTS[:4])
def test_null_is_answered_null(client: Client, name: str) -> None:
    row: list[Any] = list(ROW)
    row[ARGUMENTS.index(name)] = None
    first, second = replies(client, row, ROW)
    assert first is None
    assert second["late"] > 0


def test_the_arrival_may_be_null_or_left_out(client: Client) -> None:
    first, second = replies(client, [*ROW[:4], None], ROW[:4])
    assert first == second


@pytest.mark.parametrize("departure", ["2026-12-23 18:30:00", "2026-12-23T18:30:00.250000"])
def test_a_datetime_may_have_a_space_and_fractions(client: Client, departure: str) -> None:
    plain, written = replies(client, ROW[:4], [*ROW[:3], departure])
    assert plain == written


@pytest.mark.parametrize("at", range(5))
def test_a_line_end_after_an_argument_is_a_mistake(client: Client, at: int) -> None:
    row = [f"{value}\n" if place == at else value for place, value in enumerate(ROW)]
    (reply,) = replies(client, row)
    assert reply["errors"].startswith(f"{ARGUMENTS[at]} is ")
    assert reply["errors"].count(": give ") == 1


def test_an_int64_that_comes_as_a_string_is_told_to_be_none_of_ours(client: Client) -> None:
    (reply,) = replies(client, ["9007199254740993", *ROW[1:]])
    assert "9007199254740993" in reply["errors"]


def test_a_bad_row_is_told_all_its_mistakes_and_the_others_are_answered(
    client: Client,
) -> None:
    bad, good = replies(client, ["DELTA", "JFK", "JFK", "2026-02-30T18:30:00"], ROW)
    assert re.findall(r"(\w+) is ", bad["errors"]) == ["carrier", "departure"]
    assert good["late"] > 0


@pytest.mark.parametrize("value", [3, 1.5, True, [], {}, "", "x" * 10_000, "\ud800"])
@pytest.mark.parametrize("at", range(5))
def test_no_value_breaks_the_other_rows(client: Client, value: Any, at: int) -> None:
    row: list[Any] = list(ROW)
    row[at] = value
    if value == "\ud800":  # no JSON of BigQuery's: the query ends
        assert call(client, row).status_code == 400
        return
    bad, good = replies(client, row, ROW)
    assert "errors" in bad
    assert "late" in good


def test_reasons_are_told_where_the_context_asks(client: Client) -> None:
    assert "reasons" not in replies(client, ROW)[0]
    assert "reasons" in replies(client, ROW, explain="true")[0]


def test_no_rows_have_no_replies(client: Client) -> None:
    assert replies(client) == []


def test_as_many_rows_as_the_sql_sends_are_answered(client: Client) -> None:
    rows = [[*ROW[:3], f"2026-12-{1 + at % 28:02d}T18:30:00"] for at in range(MAX_CALLS)]
    found = replies(client, *rows)
    assert found[0] == found[28]
    assert found[0] == replies(client, rows[0])[0]


def test_rows_that_are_all_wrong_have_a_small_answer(client: Client) -> None:
    response = call(client, *[["?" * 150] * 5] * MAX_CALLS)
    errors = [reply["errors"] for reply in response.get_json()["replies"]]
    assert len(errors) == MAX_CALLS
    told, untold = errors[: MAX_MISTAKES // 5], errors[MAX_MISTAKES // 5 :]  # five in each
    assert all(": give " in error for error in told)
    assert set(untold) == {UNTOLD}
    assert len(response.data) < 150 * MAX_CALLS


def test_a_good_row_is_answered_after_more_bad_ones_than_are_told(client: Client) -> None:
    *bad, good = replies(client, *[["?"] * 5] * 200, ROW)
    assert bad[-1]["errors"] == UNTOLD
    assert good == replies(client, ROW)[0]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "truncated"),
        (b"[]", "object"),
        (b"{}", "calls"),
        (b'{"calls": 3}', "array"),
        (b'{"calls": [["DL"]]}', "A row has 1 argument ("),
        (
            b'{"calls": [["DL", "JFK", "LAX", "2026-12-23T18:30:00", null, null, null]]}',
            "7 arguments",
        ),
        (b'{"calls": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", "recursion"),
        (b'{"calls": [["' + b'\\"' * 3000 + b'"]]}', "1 argument ("),
        (b'{"calls": [' + b"[]," * MAX_CALLS + b"[]]}", f"max_batching_rows = {MAX_CALLS}"),
    ],
)
def test_what_is_no_call_ends_the_query_and_is_not_tried_again(
    client: Client, body: bytes, told: str
) -> None:
    response = client.post("/bigquery", data=body, content_type="application/json")
    assert response.status_code == 400  # BigQuery tries again on 408, 429, 500, 503 and 504
    assert list(response.get_json()) == ["errorMessage"]
    assert told in response.get_json()["errorMessage"]
    assert len(response.get_json()["errorMessage"].encode()) < 1024


def test_the_sql_names_the_arguments_in_their_order() -> None:
    sql = (FUNCTION / "bigquery.sql").read_text()
    (signature,) = re.findall(r"`PROJECT\.DATASET\.pushback`\(([^)]*)\)\s*RETURNS JSON", sql)
    assert re.findall(r"(\w+) (?:STRING|DATETIME|INT64)", signature) == list(ARGUMENTS)
    assert "/bigquery'" in sql
    assert f"max_batching_rows = {MAX_CALLS}\n" in sql
