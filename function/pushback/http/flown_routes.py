"""Flown routes: the question and the answer of GET /routes."""

from collections.abc import Mapping, Sequence

import msgspec

from pushback.fields import ROUTES_QUERY
from pushback.http.mistakes import field_mistakes, given_often
from pushback.http.problems import refuse_mistakes
from pushback.predictor import ModelVersion, Predictor
from pushback.record import FlownRoute


class Routes(msgspec.Struct, frozen=True):
    """The routes from an airport that the record has; none, if it knows no flight from there."""

    model: ModelVersion
    origin: str
    routes: list[FlownRoute]


def answer_routes(query: Mapping[str, Sequence[str]], predictor: Predictor) -> Routes:
    """Answer a query: an origin and perhaps a destination, each given once.

    Raises
    ------
    UnusableRequest
        With every mistake.
    """
    row = {name: values[0] for name, values in query.items()}
    refuse_mistakes(given_often(query), field_mistakes(ROUTES_QUERY, row, "$"))
    asked = {name: code.upper() for name, code in row.items()}
    found = predictor.record.routes(**asked)
    return Routes(ModelVersion(predictor.contract.version), asked["origin"], found)
