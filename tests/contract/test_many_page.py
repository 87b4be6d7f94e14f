"""The pages for many flights and on reliability agree with the runtime and the contract."""

import json
import re
from typing import Any

import page_places
import page_vocabulary
import pytest

from pushback.bundle import Bundle
from pushback.features import FeatureBuilder
from pushback.flights import MAX_FLIGHTS, MAX_WEATHER, Flight
from pushback.http.problems import UnusableRequest
from pushback.http.validation import check_body
from tests.builders import flight
from tests.e2e.locales import words_of
from tests.paths import FRONTEND

SCRIPTS = FRONTEND / "scripts" / "many-page"
FIELDS = list(Flight.__struct_fields__)
TIMES = ("departure", "arrival")


@pytest.fixture(params=["en", "fr"])
def words(request: pytest.FixtureRequest) -> dict[str, str]:
    """The words of each language."""
    return words_of(request.param)


def codes(bundle: Bundle, rows: list[dict[str, Any]]) -> set[str]:
    """Return what the service calls the mistakes of flights."""
    body = json.dumps({"flights": rows}).encode()
    with pytest.raises(UnusableRequest) as refused:
        check_body(body, FeatureBuilder(bundle.reference))
    return {mistake.code for mistake in refused.value.errors}


def test_the_page_sends_the_fields_of_a_flight() -> None:
    text = (SCRIPTS / "flight-list.js").read_text()
    [fields] = re.findall(r"FIELDS = \[(.*)\]", text)
    assert re.findall(r'"(\w+)"', fields) == FIELDS


def test_the_page_knows_the_columns_and_codes_that_the_python_reader_knows() -> None:
    assert page_vocabulary.MODULE.read_text() == page_vocabulary.module(), (
        "batch/reader has changed: run PYTHONPATH=. python frontend/page_vocabulary.py"
    )


def test_the_page_knows_the_cities_that_the_python_reader_knows(released: Bundle) -> None:
    assert page_places.MODULE.read_text() == page_places.module(list(released.contract.airports)), (
        "batch/reader has changed: run PYTHONPATH=. python frontend/page_places.py"
    )


def test_the_page_takes_as_many_flights_as_the_service(words: dict[str, str]) -> None:
    [most] = re.findall(r"MOST_FLIGHTS = (\d+)", (SCRIPTS / "flight-list.js").read_text())
    assert int(most) == MAX_FLIGHTS
    assert re.sub(r"\D", "", words["many.lead"]) == str(MAX_FLIGHTS)


def test_the_weather_of_a_list_fits_into_one_request() -> None:
    [origins] = re.findall(r"MOST_ORIGINS = (\d+)", (SCRIPTS / "list-weather.js").read_text())
    text = (FRONTEND / "scripts" / "forecast" / "forecast.js").read_text()
    hours = [int(found) for found in re.findall(r"(?:REACH|MEASURED)_HOURS = (\d+)", text)]
    assert int(origins) * (sum(hours) + 1) <= MAX_WEATHER


def test_every_mistake_of_a_flight_has_words(released: Bundle, words: dict[str, str]) -> None:
    nonsense = [flight(**{name: value}) for name in FIELDS for value in ("?", None)]
    moments = [flight(**{name: f"{day}T10:00"}) for name in TIMES
               for day in ("2026-02-30", "1926-12-23", "2026-12-22", "2026-12-29")]  # fmt: skip
    for code in codes(released, [*nonsense, *moments, flight(destination="JFK")]):
        assert f"many.reason.{code}" in words
    for field in FIELDS:
        assert f"many.allowed.{field}" in words


def test_all_that_the_contract_tells_of_the_model_has_words(
    released: Bundle, words: dict[str, str]
) -> None:
    contract = released.contract
    keys = [f"about.score.{name}" for name in contract.metrics]
    keys += [f"about.metric.{name}" for name in next(iter(contract.metrics.values()))]
    keys += [f"about.group.{feature.group}" for feature in contract.features]
    keys += [f"about.source.{source.name}.licence" for source in contract.data.sources]
    assert [key for key in keys if key not in words] == []
