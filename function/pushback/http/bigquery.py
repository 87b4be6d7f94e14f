"""BigQuery: answers the rows of a SQL query, in the format of BigQuery's remote functions.

BigQuery posts `{"calls": [[argument, ...], ...]}` and expects `{"replies": [...]}` of the same
length, or `{"errorMessage": ...}`, which ends the query. A row that cannot be answered therefore
gets its errors as its reply, and only a request that is no call at all is refused. See
https://cloud.google.com/bigquery/docs/remote-functions ("Input format", "Output format");
`function/bigquery.sql` makes the function.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import accumulate
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pushback.flights import MAX_EXPLAINED, MAX_FLIGHTS, NO_WEATHER
from pushback.http.problems import MAX_MISTAKES, Mistake, quoted
from pushback.http.validation import check_rows
from pushback.plurals import count_of
from pushback.predictor import Prediction, Predictor

Turn = Callable[[], AbstractContextManager[None]]

ARGUMENTS = ("carrier", "origin", "destination", "departure", "arrival", "departure_delay_min")
REQUIRED = 4
"""If one of the first four arguments is NULL, so is the reply, as with other SQL functions."""
MAX_CALLS = MAX_FLIGHTS
"""Rows of a call, as function/bigquery.sql sends them."""
LONGEST_REFUSAL = 500
"""Characters."""
UNTOLD = (
    f"This row cannot be answered either; the first {MAX_MISTAKES} mistakes of the call stand in"
    " the replies before."
)
LONGEST_MESSAGE = 900
"""BigQuery takes errorMessage up to 1 KB."""

# A DATETIME comes with a space or a T, with seconds and fractions of a second.
_DATETIME = re.compile(r"([0-9-]{10})[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2}(\.[0-9]+)?)?")


class Calls(msgspec.Struct):
    """The part of what BigQuery posts that is read.

    Attributes
    ----------
    calls
        The arguments of each row: carrier, origin, destination, departure, and perhaps arrival and
        departure_delay_min.
    userDefinedContext
        `{"explain": "true"}` asks for the reasons as well.
    """

    calls: Annotated[
        list[list[Any]],
        Meta(
            description="The arguments of each row: carrier, origin, destination, departure,"
            " the arrival and the announced delay in minutes, both of which may be left out",
            examples=[[["DL", "JFK", "LAX", "2026-12-23T18:30:00"]]],
        ),
    ]
    userDefinedContext: dict[str, str] = {}  # noqa: N815 - BigQuery's name


class Refused(msgspec.Struct):
    """The reply for a row that cannot be answered: every mistake in it, in one message.

    Past `MAX_MISTAKES` mistakes of a call the message says only that there are some.
    """

    errors: str


class Replies(msgspec.Struct):
    """A reply for each row, in order: a `Prediction`, a `Refused` or None."""

    replies: list[Any]


class NotACall(Exception):
    """The request is not one that BigQuery makes; the message ends the query."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class Failure(msgspec.Struct):
    """The body that ends a query."""

    errorMessage: str  # noqa: N815 - BigQuery's name


class _Call(msgspec.Struct):
    """A call of which no row is read yet."""

    calls: msgspec.Raw
    userDefinedContext: dict[str, str] = {}  # noqa: N815 - BigQuery's name


class _Row(msgspec.Struct, array_like=True, gc=False):
    """A row of which nothing is read."""


class _Rows(msgspec.Struct):
    """A call whose rows are counted: too many are refused before they are read."""

    calls: list[_Row]


_CALL, _ROWS, _CALLS = map(msgspec.json.Decoder, (_Call, _Rows, Calls))


def answer_calls(body: bytes, predictor: Predictor, turn: Turn) -> Replies:
    """Answer every row.

    Parameters
    ----------
    turn
        Is entered while flights are explained.

    Raises
    ------
    NotACall
        If the body is not what BigQuery posts, has too many rows, or rows with too few or too
        many arguments.
    """
    explain, calls = _decode(body)
    rows = [_row(arguments) for arguments in calls]
    told = [row for row in rows if row is not None]
    with turn() if explain else nullcontext():
        replies = iter(_replies(told, predictor, explain))
    return Replies([None if row is None else next(replies) for row in rows])


def failure(reason: str) -> bytes:
    """Return the body that ends a query, short enough for BigQuery."""
    return msgspec.json.encode(
        Failure(reason[:LONGEST_MESSAGE].encode("ascii", "replace").decode())
    )


def _decode(body: bytes) -> tuple[bool, list[list[Any]]]:
    """Return whether reasons are asked for, and the arguments of each row."""
    try:
        call = _CALL.decode(body)
        explain = call.userDefinedContext.get("explain") == "true"
        # The same rows are counted and read, also where a body names them twice.
        rows = b'{"calls":%b}' % call.calls
        _check_size(len(_ROWS.decode(rows).calls), explain)
        return explain, _CALLS.decode(rows).calls
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotACall(f'{error}. Post {{"calls": [[carrier, origin, ...], ...]}}.') from None


def _check_size(rows: int, explain: bool) -> None:
    limit = MAX_EXPLAINED if explain else MAX_CALLS
    if rows > limit:
        raise NotACall(
            f"{rows:,} rows in one call; at most {limit:,} are answered."
            f" Create the function with max_batching_rows = {limit}."
        )


def _row(arguments: list[Any]) -> dict[str, Any] | None:
    """Return the arguments of a row by name; None if a NULL makes the reply NULL."""
    if not REQUIRED <= len(arguments) <= len(ARGUMENTS):
        raise NotACall(
            f"A row has {count_of(len(arguments), 'argument')} ({quoted(arguments)});"
            f" give {', '.join(ARGUMENTS[:REQUIRED])}"
            f" and perhaps {' and '.join(ARGUMENTS[REQUIRED:])}."
        )
    if None in arguments[:REQUIRED]:
        return None
    row = dict(zip(ARGUMENTS, arguments, strict=False))
    return row | {name: _local_time(row[name]) for name in ("departure", "arrival") if name in row}


def _local_time(value: Any) -> Any:
    """Return a DATETIME as the API writes it; anything else is left to validation."""
    found = _DATETIME.fullmatch(value) if isinstance(value, str) else None
    return f"{found[1]}T{found[2]}" if found else value


def _replies(
    rows: list[dict[str, Any]], predictor: Predictor, explain: bool
) -> list[Prediction | Refused]:
    flights, mistakes = check_rows(rows, predictor.features)
    answered = iter(predictor.predict(flights, NO_WEATHER, explain).predictions)
    seen = accumulate(len(found) for found in mistakes)
    return [
        _refused(found, number <= MAX_MISTAKES) if found else next(answered)
        for found, number in zip(mistakes, seen, strict=True)
    ]


def _refused(mistakes: Sequence[Mistake], told: bool) -> Refused:
    message = " ".join(mistake.message for mistake in mistakes) if told else UNTOLD
    return Refused(message if len(message) <= LONGEST_REFUSAL else f"{message[:LONGEST_REFUSAL]}…")
