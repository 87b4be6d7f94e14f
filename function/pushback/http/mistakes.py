"""Mistakes: finds everything that is wrong with the fields of a request, and words it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from pushback.contract import Field
from pushback.fields import FIELDS
from pushback.http.problems import Mistake, quoted
from pushback.plurals import count_of

Row = Mapping[str, Any]

LONGEST_NAME = 40


def table_mistakes(table: str, rows: Any) -> Iterator[Mistake]:
    """Yield what is wrong with a table as a whole."""
    path = f"$.{table}"
    if rows is None:
        told = "missing" if table == "flights" else "null"
        wanted = f"a list of {table} rows" + ("" if table == "flights" else ", or leave it out")
        message = f"{table} is {told}: give {wanted}."
        yield Mistake("missing", path, "null", wanted, message)
    elif not isinstance(rows, list):
        yield wrong_type(path, rows, f"a list of {table} rows")
    elif table == "flights" and not rows:
        yield Mistake("too_few", path, "[]", "1 flight or more", "flights is empty: add a flight.")


def option_mistakes(options: Row) -> Iterator[Mistake]:
    """Yield what is wrong with the options."""
    for field in FIELDS["options"]:
        value = options.get(field.name, False)
        if not isinstance(value, bool):
            yield wrong_type(f"$.{field.name}", value, _allowed(field))


def row_mistakes(table: str, row: Any, path: str) -> Iterator[Mistake]:
    """Yield what is wrong with the fields of one row, each by itself."""
    if isinstance(row, dict):
        yield from field_mistakes(FIELDS[table], row, path)
    else:
        yield wrong_type(path, row, "an object")


def field_mistakes(fields: Sequence[Field], row: Row, path: str) -> Iterator[Mistake]:
    """Yield what is wrong with fields, each by itself; with those that are not known first."""
    known = {field.name: field for field in fields}
    yield from unknown_fields(row, known, path)
    for name, field in known.items():
        if row.get(name) is not None:
            yield from _value_mistakes(field, row[name], f"{path}.{name}")
        elif field.required:
            yield _missing(field, row, path)


def unknown_fields(row: Row, known: Mapping[str, object], path: str) -> Iterator[Mistake]:
    """Yield a mistake for each unknown field."""
    allowed = ", ".join(known)
    for name in (name for name in row if name not in known):
        near = get_close_matches(name[:LONGEST_NAME], known, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" It may hold: {allowed}."
        message = f"{quoted(name)} is not a field here.{hint}"
        yield Mistake("unknown_field", path, quoted(name), allowed, message)


def _missing(field: Field, row: Row, path: str) -> Mistake:
    seen = "null" if field.name in row else "nothing"
    allowed = _allowed(field)
    message = f"{field.name} is missing: give {allowed}."
    return Mistake("missing", f"{path}.{field.name}", seen, allowed, message)


def _value_mistakes(field: Field, value: Any, path: str) -> Iterator[Mistake]:
    if field.type == "number":
        yield from _number_mistakes(field, value, path)
    elif not isinstance(value, str):
        yield wrong_type(path, value, _allowed(field))
    elif not re.fullmatch(field.pattern or "", value):
        yield _mistake("bad_format", path, value, _allowed(field))
    elif field.type == "local_time":
        yield from _time_mistakes(field, value, path)


def _number_mistakes(field: Field, value: Any, path: str) -> Iterator[Mistake]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield wrong_type(path, value, _allowed(field))
    elif not float(field.minimum or 0) <= value <= float(field.maximum or 0):
        yield _mistake("out_of_range", path, value, _allowed(field))
    elif field.multiple_of and value % field.multiple_of:
        yield _mistake("not_whole", path, value, _allowed(field))


def _time_mistakes(field: Field, value: str, path: str) -> Iterator[Mistake]:
    try:
        np.datetime64(value)
    except ValueError:
        yield _mistake("not_in_calendar", path, value, "a day and an hour that exist")
        return
    if not str(field.minimum) <= value[:16] <= str(field.maximum):
        yield _mistake("out_of_range", path, value, _allowed(field))


def _allowed(field: Field) -> str:
    if field.type == "boolean":
        return "true or false"
    if field.type == "number":
        kind = "whole number" if field.multiple_of else "number"
        return f"a {kind} from {field.minimum:g} to {field.maximum:g} {field.unit}"
    if field.type == "local_time":
        return (
            f"a local time like {field.example}, without a zone,"
            f" from {field.minimum} to {field.maximum}"
        )
    return f"the {field.description}, like {field.example}"


def wrong_type(path: str, value: Any, allowed: str) -> Mistake:
    """The value is of another kind than allowed."""
    return _mistake("wrong_type", path, value, allowed)


def _mistake(code: str, path: str, value: Any, allowed: str) -> Mistake:
    name, seen = path.rsplit(".", 1)[-1], quoted(value)
    return Mistake(code, path, seen, allowed, f"{name} is {seen}: give {allowed}.")


def same_airports(path: str, code: str) -> Mistake:
    """Origin and destination are one airport."""
    return Mistake(
        "same_airports",
        f"{path}.destination",
        quoted(code),
        "an airport other than the origin",
        f"origin and destination are both {quoted(code)}: give two airports.",
    )


def unlikely_arrival(path: str, arrival: str, minutes: float, longest: int) -> Mistake:
    """The arrival is not after the departure, or more than a day after it."""
    side = "before" if minutes <= 0 else "after"
    apart = f"{count_of(round(abs(minutes)), 'minute')} {side}" if minutes else "at the time of"
    return Mistake(
        "arrival_before_departure" if minutes <= 0 else "arrival_too_late",
        f"{path}.arrival",
        quoted(arrival),
        f"a local time up to {longest // 60} hours after the departure",
        f"arrival is {apart} the departure, as far as the time zones are known: give its day, and"
        " the local time at the destination.",
    )


def given_often(query: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Yield a mistake for each field of a query that is given more than once."""
    for name, values in query.items():
        if len(values) > 1:
            seen = quoted(list(values))
            message = f"{quoted(name)} is given {len(values)} times: give it once."
            yield Mistake("given_often", f"$.{name}", seen, "one value", message)
