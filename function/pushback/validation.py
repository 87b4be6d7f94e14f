"""Validation: bytes in, trusted columns out, or every mistake of the request at once.

A request that fits takes one fast pass over its types. One that does not is walked again,
field by field, to tell all that is wrong with it rather than the first thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.features import FeatureBuilder
from pushback.flights import (
    FIRST_TIME,
    LAST_TIME,
    MAX_FLIGHTS,
    MAX_WEATHER,
    Flight,
    FlightTable,
    Request,
    Weather,
    WeatherTable,
)
from pushback.mistakes import (
    row_mistakes,
    same_airports,
    table_mistakes,
    unknown_fields,
    unlikely_arrival,
    wrong_type,
)
from pushback.problems import Mistake, NotJson, TooManyFlights, UnusableRequest, quoted

LIMITS = {"flights": MAX_FLIGHTS, "weather": MAX_WEATHER}
MAX_BLOCK_MINUTES = 24 * 60

_DECODER = msgspec.json.Decoder(Request)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, eq=False)
class Checked:
    """A request that can be answered."""

    flights: FlightTable
    weather: WeatherTable


def check_body(body: bytes, features: FeatureBuilder) -> Checked:
    """Check the body of POST /predict.

    Raises
    ------
    Problem
        NotJson; TooManyFlights; or UnusableRequest with every mistake.
    """
    try:
        request = _DECODER.decode(body)
        checked = _columns(request.flights, request.weather)
    except (msgspec.ValidationError, ValueError):
        return _refuse(body, features)
    except _UNREADABLE as error:
        raise NotJson(str(error)) from None
    _check_sizes({"flights": request.flights, "weather": request.weather})
    if not _sound(checked, features):
        return _refuse(body, features)
    return checked


def check_query(query: Mapping[str, Sequence[str]], features: FeatureBuilder) -> Checked:
    """Check the query of GET /predict: the fields of one flight, each given once.

    Raises
    ------
    UnusableRequest
        With every mistake.
    """
    mistakes = [_given_often(name, values) for name, values in query.items() if len(values) > 1]
    row = {name: values[0] for name, values in query.items()}
    mistakes += _flights_mistakes({"$": row}, features)
    if mistakes:
        raise UnusableRequest(mistakes)
    return _columns([msgspec.convert(row, Flight)], [])


def _columns(flights: Sequence[Flight], weather: Sequence[Weather]) -> Checked:
    return Checked(FlightTable.from_flights(flights), WeatherTable.from_rows(weather))


def _check_sizes(tables: Mapping[str, Any]) -> None:
    for name, limit in LIMITS.items():
        rows = tables.get(name)
        if isinstance(rows, list) and len(rows) > limit:
            raise TooManyFlights(name, len(rows), limit)


def _sound(checked: Checked, features: FeatureBuilder) -> bool:
    flights, times = checked.flights, checked.weather.time
    return (
        _in_range(flights.departure)
        and _in_range(flights.arrival[~np.isnat(flights.arrival)])
        and _in_range(times)
        and not any(_meaning_mistakes(flights, features, [""] * len(flights)))
    )


def _in_range(times: NDArray[np.datetime64]) -> bool:
    return bool(np.all((times >= FIRST_TIME) & (times <= LAST_TIME)))


def _refuse(body: bytes, features: FeatureBuilder) -> NoReturn:
    """Raise the refusal that lists everything wrong with a body that does not fit."""
    try:
        raw = msgspec.json.decode(body)
    except _UNREADABLE as error:
        raise NotJson(str(error)) from None
    if not isinstance(raw, dict):
        raise UnusableRequest([wrong_type("$", raw, 'an object like {"flights": [...]}')])
    _check_sizes(raw)
    mistakes = list(unknown_fields(raw, LIMITS, "$"))
    flights, weather = raw.get("flights"), raw.get("weather", [])
    mistakes += table_mistakes("flights", flights)
    mistakes += table_mistakes("weather", weather)
    if isinstance(flights, list):
        mistakes += _flights_mistakes(_by_path("flights", flights), features)
    if isinstance(weather, list):
        for path, row in _by_path("weather", weather).items():
            mistakes += row_mistakes("weather", row, path)
    raise UnusableRequest(mistakes)


def _flights_mistakes(rows: Mapping[str, Any], features: FeatureBuilder) -> list[Mistake]:
    """Everything wrong with flights keyed by their path: their shape, then what they mean."""
    found = {path: list(row_mistakes("flights", row, path)) for path, row in rows.items()}
    sound = [path for path, mistakes in found.items() if not mistakes]
    flights = FlightTable.from_flights([msgspec.convert(rows[path], Flight) for path in sound])
    return [
        *(mistake for mistakes in found.values() for mistake in mistakes),
        *_meaning_mistakes(flights, features, sound),
    ]


def _meaning_mistakes(
    flights: FlightTable, features: FeatureBuilder, paths: Sequence[str]
) -> Iterator[Mistake]:
    """Yield what is wrong between the fields of flights that are each of sound shape."""
    for row in np.flatnonzero(flights.origin == flights.destination).tolist():
        yield same_airports(paths[row], flights.origin[row])
    minutes = features.block_minutes(flights)
    for row in np.flatnonzero((minutes <= 0) | (minutes > MAX_BLOCK_MINUTES)).tolist():
        arrival = str(flights.arrival[row])
        yield unlikely_arrival(paths[row], arrival, minutes[row], MAX_BLOCK_MINUTES)


def _by_path(table: str, rows: Sequence[Any]) -> dict[str, Any]:
    return {f"$.{table}[{number}]": row for number, row in enumerate(rows)}


def _given_often(name: str, values: Sequence[str]) -> Mistake:
    seen = quoted(list(values))
    message = f"{name} is given {len(values)} times: give it once."
    return Mistake("given_often", f"$.{name}", seen, "one value", message)
