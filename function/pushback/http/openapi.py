"""OpenAPI: the document of GET /openapi.json, built from the types that the function runs on.

https://spec.openapis.org/oas/v3.1.1
"""

from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any

import msgspec

from pushback.contract import Contract
from pushback.flights import Flight, Options, Request, RoutesQuery, published
from pushback.http import problems
from pushback.http.bigquery import ARGUMENTS, MAX_CALLS, REQUIRED, Calls, Failure, Refused, Replies
from pushback.http.flown_routes import Routes
from pushback.http.health import Health
from pushback.http.problems import MEDIA_TYPE, ProblemDetails
from pushback.http.validation import LIMITS
from pushback.outcomes import OUTCOME_NAMES
from pushback.predictor import Answer

Json = dict[str, Any]

REF = "#/components/schemas/{name}"
FLIGHT = {
    "carrier": "DL",
    "origin": "JFK",
    "destination": "LAX",
    "departure": "2026-12-23T18:30",
    "arrival": "2026-12-23T22:05",
}
SNOW = {
    "airport": "JFK",
    "time": "2026-12-23T18:00",
    "temperature_c": -1.0,
    "dew_point_c": -1.5,
    "humidity_pct": 96,
    "wind_speed_kmh": 38,
    "wind_direction_deg": 40,
    "precipitation_mm": 1.2,
    "pressure_hpa": 1004,
    "visibility_km": 1.2,
}
EXAMPLES: Mapping[str, Mapping[str, Json]] = {
    "/predict": {
        "one_flight": {"flights": [FLIGHT]},
        "two_hours_to_choose_from": {
            "flights": [FLIGHT, {**FLIGHT, "departure": "2026-12-23T07:00", "arrival": None}]
        },
        "forty_minutes_late_by_the_board": {"flights": [{**FLIGHT, "departure_delay_min": 40}]},
        "with_weather_and_reasons": {"flights": [FLIGHT], "weather": [SNOW], "explain": True},
    },
    "/bigquery": {
        "two_rows_and_a_null": {
            "requestId": "124ab1c",
            "caller": "//bigquery.googleapis.com/projects/p/jobs/p:US.bquxjob_5b4c112c",
            "sessionUser": "analyst@example.com",
            "calls": [
                ["DL", "JFK", "LAX", "2026-12-23T18:30:00", "2026-12-23T22:05:00", 40],
                ["B6", "LGA", "BOS", "2026-12-24T07:00:00", None, None],
                [None, "LGA", "BOS", "2026-12-24T07:00:00", None, None],
            ],
        }
    },
}
"""Example requests of the document, by path and name; a test sends each of them."""

_TYPES = (
    Request,
    Flight,
    Options,
    Answer,
    RoutesQuery,
    Routes,
    Contract,
    Health,
    Calls,
    Replies,
    Refused,
    Failure,
    ProblemDetails,
)
_CACHING = {
    "ETag": {
        "description": "Send it as If-None-Match to hear 304 while nothing changed",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "How long the answer may be kept",
        "schema": {"type": "string"},
    },
}
_WAITING = {
    "Retry-After": {
        "description": "Seconds after which to ask again",
        "schema": {"type": "string"},
    }
}


def document(version: str, max_body_bytes: int) -> Json:
    """Return the document.

    Parameters
    ----------
    version
        The version of the released model.
    max_body_bytes
        The largest body that is accepted, in bytes.
    """
    schemas = _schemas()
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Pushback",
            "version": version,
            "summary": "How late a US flight will be, told before departure.",
            "description": "Times are local to their airports. Of the weather, only that at the"
            " origin counts; each answer tells how much of it was known. A request that does not"
            " fit is refused with every mistake at once (RFC 9457). A body may have"
            f" {max_body_bytes:,} bytes, and {LIMITS['explained']} flights to explain.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "The service that this document came from"}],
        "paths": _paths(schemas),
        "components": {"schemas": schemas},
    }


def _schemas() -> Json:
    _, schemas = msgspec.json.schema_components(_TYPES, ref_template=REF)
    schemas["Request"]["properties"]["flights"]["maxItems"] = LIMITS["flights"]
    schemas["Request"]["properties"]["weather"]["maxItems"] = LIMITS["weather"]
    calls = schemas["Calls"]["properties"]["calls"]
    calls["maxItems"] = MAX_CALLS
    calls["items"] |= {"minItems": REQUIRED, "maxItems": len(ARGUMENTS)}
    for schema in schemas.values():
        schema["description"] = cleandoc(schema.get("description", ""))
    schemas["Prediction"]["properties"]["outcomes"] = {
        "type": "object",
        "description": "The chance of each outcome; they sum to 1",
        "properties": {name: {"type": "number"} for name in OUTCOME_NAMES},
        "required": list(OUTCOME_NAMES),
    }
    replies = [{"$ref": REF.format(name=name)} for name in ("Prediction", "Refused")]
    schemas["Replies"]["properties"]["replies"]["items"] = {"anyOf": [*replies, {"type": "null"}]}
    _publish_patterns(schemas)
    return schemas


def _publish_patterns(schema: Any) -> None:
    """Rewrite the patterns of a schema, and of all within it, as JavaScript reads them."""
    if isinstance(schema, list):
        for one in schema:
            _publish_patterns(one)
    elif isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            schema["pattern"] = published(schema["pattern"])
        _publish_patterns(list(schema.values()))


def _paths(schemas: Json) -> Json:
    return {
        "/predict": {
            "post": {
                "operationId": "predict",
                "summary": "How late each of up to 1,000 flights will be",
                "requestBody": _body("Request", EXAMPLES["/predict"]),
                "responses": {"200": _answer("Answer", "A prediction for each flight, in order")}
                | _refusals(
                    problems.NotJson,
                    problems.BodyTooLarge,
                    problems.TooManyRows,
                    problems.TooManyExplained,
                    problems.UnsupportedMedia,
                    problems.UnusableRequest,
                    problems.TooBusy,
                ),
            },
            "get": {
                "operationId": "predictOne",
                "summary": "How late one flight will be, by its schedule alone; may be cached",
                "parameters": _parameters(schemas, "Flight", "Options"),
                "responses": {"200": _answer("Answer", "One prediction", _CACHING)}
                | _unchanged()
                | _refusals(problems.AddressTooLong, problems.UnusableRequest, problems.TooBusy),
            },
        },
        "/routes": {
            "get": {
                "operationId": "routes",
                "summary": "The routes from an airport: who flies them, at which hours, how late",
                "description": "Airlines that have flown the route, that with most flights first:"
                " the hours of their scheduled departures, and what became of the flights. An"
                " airport without flights in the record has no routes.",
                "parameters": _parameters(schemas, "RoutesQuery"),
                "responses": {"200": _answer("Routes", "The routes, by destination", _CACHING)}
                | _unchanged()
                | _refusals(problems.AddressTooLong, problems.UnusableRequest),
            }
        },
        "/contract": {
            "get": {
                "operationId": "contract",
                "summary": "What every field may hold, and how good the model is",
                "responses": {"200": _answer("Contract", "The contract", _CACHING)} | _unchanged(),
            }
        },
        "/healthz": _health("healthz", "Whether the service is up, and with which model"),
        "/health": _health("health", "As /healthz, which Cloud Run may keep for itself"),
        "/openapi.json": {
            "get": {
                "operationId": "openapi",
                "summary": "This document",
                "responses": {
                    "200": {
                        "description": "This document",
                        "headers": _CACHING,
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    }
                }
                | _unchanged(),
            }
        },
        "/bigquery": {
            "post": {
                "operationId": "bigquery",
                "summary": "BigQuery remote function: a reply for each row of a query",
                "description": "function/bigquery.sql in the repository makes the function. A row"
                " that cannot be answered has errors in its reply; a NULL is answered null.",
                "requestBody": _body("Calls", EXAMPLES["/bigquery"]),
                "responses": {
                    "200": _answer("Replies", "A reply for each row, in order"),
                    "400": _answer("Failure", "Why the query ends"),
                }
                | _refusals(problems.BodyTooLarge, problems.TooBusy),
            }
        },
    }


def _health(name: str, summary: str) -> Json:
    responses = {"200": _answer("Health", "It is up")}
    return {"get": {"operationId": name, "summary": summary, "responses": responses}}


def _parameters(schemas: Json, *kinds: str) -> list[Json]:
    """A query of the fields of these types."""
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schemas[kind].get("required", ()),
            "schema": schema,
            **({"example": FLIGHT[name]} if name in FLIGHT else {}),
        }
        for kind in kinds
        for name, schema in schemas[kind]["properties"].items()
    ]


def _body(name: str, examples: Mapping[str, Json]) -> Json:
    shown = {title: {"value": value} for title, value in examples.items()}
    content = {"schema": {"$ref": REF.format(name=name)}, "examples": shown}
    return {"required": True, "content": {"application/json": content}}


def _answer(name: str, description: str, headers: Json | None = None) -> Json:
    content = {"application/json": {"schema": {"$ref": REF.format(name=name)}}}
    return {
        "description": description,
        "content": content,
        **({"headers": headers} if headers else {}),
    }


def _unchanged() -> Json:
    description = "Nothing changed since the ETag that was sent"
    return {"304": {"description": description, "headers": _CACHING}}


def _refusals(*kinds: type[problems.Problem]) -> Json:
    alike: dict[str, list[type[problems.Problem]]] = {}
    for kind in kinds:
        alike.setdefault(str(kind.status), []).append(kind)
    return {status: _refusal(found) for status, found in alike.items()}


def _refusal(kinds: Sequence[type[problems.Problem]]) -> Json:
    """Return what is told of a status that stands for these problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": REF.format(name="ProblemDetails")}}}
    waits = any("Retry-After" in kind.headers for kind in kinds)
    return {
        "description": ". ".join(kind.title for kind in kinds),
        "content": content,
        **({"headers": _WAITING} if waits else {}),
    }
