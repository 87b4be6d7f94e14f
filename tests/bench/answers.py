"""Answers: what every contender must say before anyone asks how fast it says it."""

import json
import math
from collections.abc import Sequence
from typing import Any

from pushback.outcomes import OUTCOME_NAMES
from tests.bench.bodies import THOUSAND, Requests
from tests.bench.client import Connection
from tests.bench.contenders import ASYNC, FUNCTION_NAME, LITESTAR, ONNX, Contender
from tests.bench.cores import Cores, pinned
from tests.bench.errors import AnswerWrong
from tests.bench.server import serving

SAME = 1e-6
"""How far apart two chances may be that one graph gave; answers have six places."""
Predictions = list[dict[str, Any]]


def check_answers(contenders: Sequence[Contender], requests: Requests, cores: Cores) -> None:
    """Ask every contender for one flight, one with weather and a thousand, and read the answers.

    Raises
    ------
    AnswerWrong
        If an answer has not the right shape, its chances do not sum to 1, or the function and
        a rival with the same graph differ.
    ServerFailed
        If there is no answer.
    """
    found = {one.name: answers_of(one, requests, cores) for one in contenders}
    for one in contenders:
        if one.predicts:
            check_shape(one.name, found[one.name])
    for name in {ONNX, ASYNC, LITESTAR} & set(found):
        check_same(name, found[name], found[FUNCTION_NAME])


def answers_of(contender: Contender, requests: Requests, cores: Cores) -> Predictions:
    """Return what a contender says of the three requests' flights; nothing for the floor."""
    asked = (requests.one[0], requests.with_weather[0], requests.thousand)
    with (
        pinned(cores.client),
        serving(contender, cores.server, asked[0]) as server,
        Connection(server.port) as connection,
    ):
        replies = [connection.ask(request) for request in asked]
    for reply in replies:
        if reply.status != 200:
            raise AnswerWrong(contender.name, f"status {reply.status}, {reply.body[:200]!r}")
    bodies = [json.loads(reply.body) for reply in replies]
    return [prediction for body in bodies for prediction in body.get("predictions", [])]


def check_shape(name: str, predictions: Predictions) -> None:
    """Refuse answers that are too few, or whose chances are not those of the six outcomes.

    Raises
    ------
    AnswerWrong
        On the first that is wrong.
    """
    if len(predictions) != THOUSAND + 2:
        raise AnswerWrong(name, f"{len(predictions)} predictions for {THOUSAND + 2} flights")
    for prediction in predictions:
        outcomes = prediction["outcomes"]
        if tuple(outcomes) != OUTCOME_NAMES or not math.isclose(
            sum(outcomes.values()), 1, abs_tol=SAME
        ):
            raise AnswerWrong(name, f"the chances {outcomes}")


def check_same(name: str, predictions: Predictions, expected: Predictions) -> None:
    """Refuse predictions that are not the expected ones, chances within `SAME`.

    Raises
    ------
    AnswerWrong
        On the first that differs.
    """
    for seen, wanted in zip(predictions, expected, strict=True):
        apart = max(
            abs(seen["outcomes"][outcome] - chance)
            for outcome, chance in wanted["outcomes"].items()
        )
        others_differ = any(seen[key] != wanted[key] for key in ("usual", "notes"))
        if apart > SAME * (1 + SAME) or others_differ:
            raise AnswerWrong(name, f"{seen} where the function says {wanted}")
