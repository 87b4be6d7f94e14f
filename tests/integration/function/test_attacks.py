"""Tests of requests made to hurt: what one costs is counted, in calls, rows and bytes, not timed.

The third attack, half a header, is in test_slow_clients.py.
"""

import json
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import islice
from math import ceil
from types import FrameType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.explanation import GROUPS
from pushback.flights import MAX_EXPLAINED, MAX_FLIGHTS, MAX_WEATHER
from pushback.http.answering import answer
from pushback.http.bigquery import MAX_CALLS
from pushback.http.messages import MAX_BODY_BYTES, Request, Response
from pushback.http.problems import MAX_MISTAKES
from pushback.http.service import Service
from pushback.http.turns import LARGE_WAITING, WAITING
from pushback.pace import Pace
from pushback.predictor import Predictor
from pushback.shapley import LARGEST_BATCH
from tests.attacks import bad_rows, explained
from tests.builders import flight
from tests.integration.function.container_processes import THREADS

MOST_CALLS = 250_000
"""Of functions, Python's own and C's. The most costly request below has 230,000; it took 130 ms."""
MOST_BYTES = 32 * 2**20
"""Eight requests at once have half of the container's 512 MB."""
LARGEST_ANSWER = 512 * 1024
LARGEST_REFUSAL = 64 * 1024
EXPLAINING = 8

ROW = ["DL", "JFK", "LAX", "2026-12-23T18:30:00", "2026-12-23T22:05:00"]
HOUR = {"airport": "JFK", "time": "2026-12-23T18:00", "temperature_c": 2.0}


def predict(body: object) -> Request:
    """Return a POST of flights."""
    return Request("POST", "/predict", "", {"content-type": "application/json"}, encoded(body))


def calls(*rows: list[Any]) -> Request:
    """Return a request of BigQuery's."""
    return bigquery({"calls": rows})


def bigquery(body: object) -> Request:
    return Request("POST", "/bigquery", body=encoded(body))


def encoded(body: object) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


BAD_FLIGHT = flight(carrier="?" * 150, origin=3)
ATTACKS = {
    "BigQuery: bad rows": bigquery(bad_rows(MAX_CALLS, 480)),
    "BigQuery: nested rows": calls(*[[[1] * 150] * 5] * MAX_CALLS),
    "BigQuery: times that cannot be": calls(*[[*ROW[:4], "2026-12-20T00:00:00"]] * MAX_CALLS),
    "BigQuery: ten times too many rows": bigquery(bad_rows(10 * MAX_CALLS, 45)),
    "BigQuery: rows that are none": bigquery(b'{"calls":[%b1]}' % (b"1," * 1_270_000)),
    "BigQuery: empty rows": bigquery(b'{"calls":[%b[]]}' % (b"[]," * 850_000)),
    "BigQuery: rows named twice": bigquery(
        b'{"calls":[%b[]],"calls":[%b]}' % (b"[]," * 850_000, encoded(ROW))
    ),
    "BigQuery: a long row": calls([1] * 850_000),
    "bad flights": predict({"flights": [BAD_FLIGHT] * MAX_FLIGHTS}),
    "flights before they depart": predict(
        {"flights": [flight(arrival="2020-01-01T00:00")] * MAX_FLIGHTS}
    ),
    "the last hour is bad": predict(
        {
            "flights": [flight()] * MAX_FLIGHTS,
            "weather": [HOUR] * (MAX_WEATHER - 1) + [HOUR | {"time": "noon"}],
        }
    ),
    "unknown fields": predict({"flights": [], **{f"{at:040}": 1 for at in range(54_000)}}),
    "unknown fields in each": predict(
        {"flights": [{str(at): 1 for at in range(260)}] * MAX_FLIGHTS}
    ),
    "nested": predict(b"[" * MAX_BODY_BYTES),
    "a query of fields": Request("GET", "/predict", "&".join(f"x{at}" for at in range(9_000))),
    "a query of repeated fields": Request("GET", "/routes", "&".join(["a=1&b=1"] * 8_000)),
}


class CountingPace(Pace):
    """Counts the short requests, and the pieces of long work."""

    short_ones = pieces = 0

    def note_short(self) -> None:
        """Count it."""
        self.short_ones += 1

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Count it."""
        self.pieces += 1
        yield


class CountingPredictor(Predictor):
    """Counts the rows that its model scores to explain."""

    rows = 0

    def _late(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        self.rows += len(inputs)
        return super()._late(inputs)


@pytest.fixture(scope="module")
def service(released: Bundle) -> Service:
    """What answers, without a framework."""
    return Service(Predictor(released))


@pytest.fixture(params=ATTACKS, scope="module")
def attack(request: pytest.FixtureRequest) -> Request:
    """A request made to hurt, as large as is read."""
    assert len(ATTACKS[request.param].body) <= MAX_BODY_BYTES
    return ATTACKS[request.param]


def counted_calls(request: Request, service: Service) -> int:
    """Answer a request and count the calls of functions, Python's own and C's, that it takes."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        answer(request, service)
    finally:
        sys.setprofile(before)
    return count


def mistakes_told(response: Response) -> int:
    """Return how many mistakes an answer lists, as problem details or as BigQuery's replies."""
    body: dict[str, list[Any]] = json.loads(response.body)
    replies = body.get("replies", [])
    told = sum(reply.get("errors", "").count(": give ") for reply in replies)
    return len(body.get("errors", [])) + int(told)


def test_its_work_is_bounded(attack: Request, service: Service) -> None:
    answer(attack, service)  # what is made once
    assert counted_calls(attack, service) < MOST_CALLS


def test_its_memory_is_bounded(attack: Request, service: Service) -> None:
    tracemalloc.start()
    answer(attack, service)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_BYTES


def test_it_is_told_a_hundred_mistakes_at_most(attack: Request, service: Service) -> None:
    response = answer(attack, service)
    assert response.status in (200, 400, 413, 422)
    assert mistakes_told(response) <= MAX_MISTAKES
    assert len(response.body) < (LARGEST_ANSWER if response.status == 200 else LARGEST_REFUSAL)


def test_the_work_of_the_most_that_may_be_asked_is_bounded(service: Service) -> None:
    most = predict({"flights": [flight()] * MAX_FLIGHTS, "weather": [HOUR] * MAX_WEATHER})
    assert answer(most, service).status == 200
    assert counted_calls(most, service) < MOST_CALLS


def test_explaining_scores_no_more_rows_than_coalitions_and_background_make(
    released: Bundle,
) -> None:
    predictor = CountingPredictor(released)
    each = 2 ** len(GROUPS) * len(predictor.reference.lookups.background)
    response = answer(predict(explained(MAX_EXPLAINED)), Service(predictor))
    assert response.status == 200
    assert 0 < predictor.rows <= MAX_EXPLAINED * each


def test_one_explains_few_wait_the_rest_is_sent_away_and_all_others_are_answered(
    service: Service,
) -> None:
    request = predict(explained(2))
    with ThreadPoolExecutor(EXPLAINING) as pool:
        with service.explaining.take(), service.predictor.pace.piece():
            asked = [pool.submit(answer, request, service) for _ in range(EXPLAINING)]
            ended = islice(as_completed(asked, timeout=60), EXPLAINING - WAITING)
            assert [future.result().status for future in ended] == [429] * (EXPLAINING - WAITING)
            assert answer(predict({"flights": [flight()]}), service).status == 200
            assert sum(future.done() for future in asked) == EXPLAINING - WAITING
        statuses = Counter(future.result().status for future in asked)
    assert statuses == {429: EXPLAINING - WAITING, 200: WAITING}


@pytest.mark.parametrize("large", ["BigQuery: bad rows", "BigQuery: ten times too many rows"])
def test_one_large_request_is_answered_few_wait_and_small_ones_do_not(
    service: Service, large: str
) -> None:
    with ThreadPoolExecutor(LARGE_WAITING + 1) as pool:
        with service.large.take(), service.predictor.pace.piece():
            asked = [pool.submit(answer, ATTACKS[large], service) for _ in range(LARGE_WAITING + 1)]
            (refused,) = islice(as_completed(asked, timeout=60), 1)
            assert refused.result().status == 429
            assert answer(predict({"flights": [flight()]}), service).status == 200
            assert sum(future.done() for future in asked) == 1
        statuses = Counter(future.result().status for future in asked)
    assert statuses[429] == 1


def test_long_work_is_done_in_pieces_and_short_requests_are_noted(
    released: Bundle,
) -> None:
    service = Service(Predictor(released))
    service.predictor.pace = pace = CountingPace()
    answer(predict({"flights": [flight()]}), service)
    assert (pace.short_ones, pace.pieces) == (1, 0)
    answer(ATTACKS["BigQuery: bad rows"], service)
    assert (pace.short_ones, pace.pieces) == (1, 1)
    answer(predict(explained(3)), service)
    background = len(released.reference.lookups.background)
    batches = ceil(3 * (2 ** len(GROUPS) - 2) / (LARGEST_BATCH // background))
    assert (pace.short_ones, pace.pieces) == (1, 1 + batches)


def test_the_container_has_threads_left_when_all_who_may_wait_do() -> None:
    assert int(THREADS) > (WAITING + 1) + (LARGE_WAITING + 1)
