"""Tests of GET /openapi.json: the document is sound, and the service does what it says.

Schemathesis makes requests from the document, those that fit it and those that do not, and
holds every answer against it.
"""

import json
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from werkzeug.test import Client, TestResponse

from pushback.http.answering import MAX_QUERY
from pushback.http.messages import MAX_BODY_BYTES
from pushback.http.openapi import EXAMPLES, FLIGHT, document

REFUSED = ["400", "413", "415", "422"]
CONFIG = {
    "base-url": "http://localhost",  # asked in this process
    "seed": 2023,
    "checks": {
        # JSON Schema cannot say that two airports differ, or that a day is in the calendar.
        "positive_data_acceptance": {"expected-statuses": ["2xx", *REFUSED]},
        "negative_data_rejection": {"expected-statuses": [*REFUSED, "405"]},
    },
}
PLAIN = {"Accept-Encoding": "identity"}  # Schemathesis would ask for gzip, and not undo it
QUESTIONS = [(path, name) for path, examples in EXAMPLES.items() for name in examples]


DOCUMENT = document("released", MAX_BODY_BYTES)
API = schemathesis.openapi.from_dict(DOCUMENT, config=SchemathesisConfig.from_dict(CONFIG))


@pytest.fixture(scope="module")
def api(client: Client) -> dict[str, Any]:
    """The document as it is served."""
    served: dict[str, Any] = client.get("/openapi.json").get_json()
    return served


@API.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_tells_of(
    client: Client, case: schemathesis.Case[Any]
) -> None:
    case.operation.schema.app = client.application
    case.call_and_validate(app=client.application, headers=PLAIN)


def test_the_document_is_openapi(api: dict[str, Any]) -> None:
    API.validate()
    assert api["openapi"].startswith("3.1.")
    assert api == {**DOCUMENT, "info": {**DOCUMENT["info"], "version": api["info"]["version"]}}


def test_every_schema_in_it_is_json_schema(api: dict[str, Any]) -> None:
    for schema in api["components"]["schemas"].values():
        jsonschema_rs.Draft202012Validator(rooted(schema, api))


def test_patterns_are_written_for_javascript(api: dict[str, Any]) -> None:
    flight = api["components"]["schemas"]["Flight"]["properties"]
    query = api["paths"]["/predict"]["get"]["parameters"][0]["schema"]
    assert flight["carrier"]["pattern"] == query["pattern"] == "^[A-Za-z0-9]{2}$"
    assert "\\Z" not in str(api)


def test_it_tells_of_every_path_and_method(client: Client, api: dict[str, Any]) -> None:
    for path, operations in api["paths"].items():
        allowed = client.options(path).headers["Allow"].split(", ")
        told = {method.upper() for method in operations}
        assert set(allowed) - {"HEAD", "OPTIONS"} == told
    known = client.get("/nothing").get_json()["detail"].partition("There are: ")[2]
    assert set(known.rstrip(".").split(", ")) == set(api["paths"])


@pytest.mark.parametrize(("path", "name"), QUESTIONS)
def test_every_example_fits_its_schema_and_is_answered_as_told(
    client: Client, api: dict[str, Any], path: str, name: str
) -> None:
    operation = api["paths"][path]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    example = content["examples"][name]["value"]
    jsonschema_rs.validate(rooted(content["schema"], api), example)
    assert_fits(api, operation, client.post(path, json=example))


def test_the_example_of_the_query_is_answered_as_told(client: Client, api: dict[str, Any]) -> None:
    operation = api["paths"]["/predict"]["get"]
    shown = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
    assert shown == FLIGHT
    assert_fits(api, operation, client.get("/predict", query_string=shown))


@pytest.mark.parametrize(
    ("path", "body", "title"),
    [
        ("/predict", b" " * (MAX_BODY_BYTES + 1), "The body is too large"),
        ("/predict", {"flights": [FLIGHT] * 1001}, "Too many rows for one request"),
        (
            "/predict",
            {"flights": [FLIGHT] * 21, "explain": True},
            "Too many flights to explain in one request",
        ),
        ("/bigquery", b" " * (MAX_BODY_BYTES + 1), "The body is too large"),
    ],
)
def test_what_is_too_much_is_refused_as_told(
    client: Client, api: dict[str, Any], path: str, body: Any, title: str
) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = client.post(path, data=content, content_type="application/json")
    assert (response.status_code, json.loads(response.data)["title"]) == (413, title)
    assert title in api["paths"][path]["post"]["responses"]["413"]["description"]


@pytest.mark.parametrize("path", ["/predict", "/routes"])
def test_too_long_a_query_is_refused_as_told(
    client: Client, api: dict[str, Any], path: str
) -> None:
    response = client.get(path, query_string="origin=" + "x" * MAX_QUERY)
    told = api["paths"][path]["get"]["responses"]["414"]["description"]
    assert (response.status_code, json.loads(response.data)["title"]) == (414, told)


def test_what_is_unchanged_has_the_headers_that_are_told(
    client: Client, api: dict[str, Any]
) -> None:
    response = client.get("/contract", headers={"If-None-Match": "*"})
    told = api["paths"]["/contract"]["get"]["responses"]["304"]["headers"]
    assert response.status_code == 304
    assert all(name in response.headers for name in told)


@pytest.mark.parametrize("path", ["/contract", "/healthz", "/openapi.json"])
def test_what_is_only_fetched_is_answered_as_told(
    client: Client, api: dict[str, Any], path: str
) -> None:
    assert_fits(api, api["paths"][path]["get"], client.get(path))


def assert_fits(api: dict[str, Any], operation: dict[str, Any], response: TestResponse) -> None:
    assert response.status_code == 200
    told = operation["responses"]["200"]
    assert all(name in response.headers for name in told.get("headers", ()))
    schema = told["content"][response.mimetype]["schema"]
    jsonschema_rs.validate(rooted(schema, api), response.get_json())


def rooted(schema: dict[str, Any], api: dict[str, Any]) -> dict[str, Any]:
    """Return a schema together with those that it may refer to."""
    return {**schema, "components": api["components"]}
