"""Validation: turns a request into trusted columns, or reports all its mistakes at once.

A request is first decoded by its types, in one fast pass. If that fails, it is checked again field
by field, to find everything that is wrong with it and not only the first mistake.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.features import FeatureBuilder
from pushback.fields import FIELDS
from pushback.flights import (
    FIRST_TIME,
    LAST_TIME,
    MAX_EXPLAINED,
    MAX_FLIGHTS,
    MAX_WEATHER,
    NO_WEATHER,
    Flight,
    FlightTable,
    Options,
    Request,
    Weather,
    WeatherTable,
)
from pushback.http.mistakes import (
    given_often,
    option_mistakes,
    row_mistakes,
    same_airports,
    table_mistakes,
    unknown_fields,
    unlikely_arrival,
    wrong_type,
)
from pushback.http.problems import (
    Mistake,
    NotJson,
    TooManyExplained,
    TooManyRows,
    UnusableRequest,
    refuse_mistakes,
)

LIMITS = {"flights": MAX_FLIGHTS, "weather": MAX_WEATHER, "explained": MAX_EXPLAINED}
MAX_BLOCK_MINUTES = 24 * 60
MAX_SHIFT_MINUTES = 12 * 60

_TABLES = ("flights", "weather")
_FIRST, _LAST = str(FIRST_TIME), str(LAST_TIME)
_BOOLEANS = {"true": True, "false": False}
_DECODER = msgspec.json.Decoder(Request)
_NUMBERS = {field.name for field in FIELDS["flights"] if field.type == "number"}
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, eq=False)
class Checked:
    """A request that can be answered."""

    flights: FlightTable
    weather: WeatherTable
    explain: bool


def check_body(body: bytes, features: FeatureBuilder) -> Checked:
    """Check the body of POST /predict.

    Raises
    ------
    Problem
        NotJson; TooManyRows; TooManyExplained; or UnusableRequest with every mistake.
    """
    try:
        request = _DECODER.decode(body)
        _check_sizes(msgspec.structs.asdict(request))
        checked = _columns(request.flights, request.weather, request.explain)
        if not (_is_in_range(request) and _is_sound(checked.flights, features)):
            raise ValueError("a flight or an hour does not make sense")
    except (msgspec.ValidationError, ValueError) as error:
        raise UnusableRequest(_body_mistakes(_parse(body), features, str(error))) from None
    except _UNREADABLE as error:
        raise NotJson(str(error)) from None
    return checked


def check_query(query: Mapping[str, Sequence[str]], features: FeatureBuilder) -> Checked:
    """Check the query of GET /predict: the fields of one flight and `explain`, each given once.

    Raises
    ------
    UnusableRequest
        With every mistake.
    """
    row: dict[str, Any] = {name: values[0] for name, values in query.items()}
    word = row.pop("explain", "false")
    for name in _NUMBERS & row.keys():
        row[name] = _number(row[name])
    explain = _BOOLEANS.get(word, word)
    refuse_mistakes(
        given_often(query),
        option_mistakes({"explain": explain}),
        _flight_mistakes({"$": row}, features),
    )
    return _columns([msgspec.convert(row, Flight)], [], explain is True)


def check_rows(
    rows: Sequence[Mapping[str, Any]], features: FeatureBuilder
) -> tuple[FlightTable, list[list[Mistake]]]:
    """Separate flights that can be answered from those that cannot.

    Returns
    -------
    The flights of the valid rows, in order, and the mistakes of each row: none for a valid one.
    """
    paths = _by_path("calls", rows)
    found: dict[str, list[Mistake]] = {path: [] for path in paths}
    for mistake in _flight_mistakes(paths, features):
        found[mistake.path[: mistake.path.index("]") + 1]].append(mistake)
    sound = [row for path, row in paths.items() if not found[path]]
    return FlightTable.from_flights(msgspec.convert(sound, list[Flight])), list(found.values())


def _number(word: str) -> float | str:
    """Return the number that a word of a query is; the word itself if it is none."""
    return float(word) if _DECIMAL.fullmatch(word) else word


def makes_sense(flights: FlightTable, features: FeatureBuilder) -> NDArray[np.bool_]:
    """Return which flights have two airports and possible times, shape (flights,).

    Meant for millions of flights, of which few are unusable; `check_rows` then says why. False also
    if the departure is not known.
    """
    sound = ~np.isnat(flights.departure) & (flights.origin != flights.destination)
    sound &= ~_out_of_range(flights.departure) & ~_out_of_range(flights.arrival)
    # Only of these are the time zones asked: no clock is known for the year 9999.
    rows = np.flatnonzero(sound & ~np.isnat(flights.arrival))
    sound[rows] = ~_unlikely_arrivals(flights.take(rows), features)[0]
    return np.asarray(sound, np.bool_)


def _columns(flights: Sequence[Flight], weather: Sequence[Weather], explain: bool) -> Checked:
    hours = WeatherTable.from_rows(weather) if weather else NO_WEATHER
    return Checked(FlightTable.from_flights(flights), hours, explain)


def _check_sizes(body: Mapping[str, Any]) -> None:
    for name in _TABLES:
        rows = body.get(name)
        if isinstance(rows, list) and len(rows) > LIMITS[name]:
            raise TooManyRows(name, len(rows), LIMITS[name])
    flights = body.get("flights")
    if body.get("explain") is True and isinstance(flights, list) and len(flights) > MAX_EXPLAINED:
        raise TooManyExplained(len(flights), MAX_EXPLAINED)


def _is_in_range(request: Request) -> bool:
    """Return whether every time of a request is one that is answered; times sort as text."""
    times = [flight.departure for flight in request.flights]
    times += [flight.arrival for flight in request.flights if flight.arrival]
    times += [hour.time for hour in request.weather]
    return min(times) >= _FIRST and max(times)[: len(_LAST)] <= _LAST


def _is_sound(flights: FlightTable, features: FeatureBuilder) -> bool:
    return not any(_meaning_mistakes(flights, features, [""] * len(flights)))


def _out_of_range(times: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    return np.asarray((times < FIRST_TIME) | (times > LAST_TIME))  # NaT, not known, is neither


def _parse(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except _UNREADABLE as error:
        raise NotJson(str(error)) from None


def _body_mistakes(raw: Any, features: FeatureBuilder, reason: str) -> Iterator[Mistake]:
    """Yield everything that is wrong with a body; `reason` is the mistake found first."""
    if not isinstance(raw, dict):
        yield wrong_type("$", raw, 'an object like {"flights": [...]}')
        return
    _check_sizes(raw)
    found = False
    for mistake in _table_mistakes(raw, features):
        found = True
        yield mistake
    if not found:  # a field given twice, of which the last is sound
        yield Mistake("unclear", "$", "a field given twice", "each field once", f"{reason}.")


def _table_mistakes(raw: Mapping[str, Any], features: FeatureBuilder) -> Iterator[Mistake]:
    flights, weather = raw.get("flights"), raw.get("weather", [])
    yield from unknown_fields(raw, dict.fromkeys((*_TABLES, *Options.__struct_fields__)), "$")
    yield from option_mistakes(raw)
    yield from table_mistakes("flights", flights)
    yield from table_mistakes("weather", weather)
    if isinstance(flights, list):
        yield from _flight_mistakes(_by_path("flights", flights), features)
    if isinstance(weather, list):
        for path, row in _by_path("weather", weather).items():
            yield from row_mistakes("weather", row, path)


def _flight_mistakes(rows: Mapping[str, Any], features: FeatureBuilder) -> Iterator[Mistake]:
    """Yield what is wrong with flights, by path: field by field, then between fields."""
    sound = {}
    for path, row in rows.items():
        mistake = None
        for mistake in row_mistakes("flights", row, path):
            yield mistake
        if mistake is None:
            sound[path] = msgspec.convert(row, Flight)
    flights = FlightTable.from_flights(list(sound.values()))
    yield from _meaning_mistakes(flights, features, list(sound))


def _meaning_mistakes(
    flights: FlightTable, features: FeatureBuilder, paths: Sequence[str]
) -> Iterator[Mistake]:
    """Yield what is wrong between the fields of flights whose fields are each valid."""
    for row, (_, origin, destination) in enumerate(flights.trips):
        if origin == destination:
            yield same_airports(paths[row], origin)
    if not len(flights.timed):
        return
    unlikely, minutes = _unlikely_arrivals(flights, features)
    for row in np.flatnonzero(unlikely).tolist():
        arrival = str(flights.arrival[row])
        yield unlikely_arrival(paths[row], arrival, minutes[row], MAX_BLOCK_MINUTES)


def _unlikely_arrivals(
    flights: FlightTable, features: FeatureBuilder
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which flights arrive too early or too late, and the minutes each flight takes."""
    minutes = features.block_minutes(flights)
    unlikely = (minutes <= 0) | (minutes > MAX_BLOCK_MINUTES)
    is_unknown = np.isnan(minutes)
    if is_unknown.any():
        # The clocks may be as far apart as any two in the US.
        elapsed = (flights.arrival - flights.departure) / np.timedelta64(1, "m")
        too_long = np.abs(elapsed) > MAX_BLOCK_MINUTES + MAX_SHIFT_MINUTES
        unlikely |= is_unknown & (too_long | (elapsed <= -MAX_SHIFT_MINUTES))
        minutes = np.where(is_unknown, elapsed, minutes)
    return unlikely, minutes


def _by_path(table: str, rows: Sequence[Any]) -> dict[str, Any]:
    return {f"$.{table}[{number}]": row for number, row in enumerate(rows)}
