"""Problems: every way a request can be refused, as RFC 9457 problem details.

    Problem
    ├── BadRequest           400  what HTTP itself refuses
    ├── NotJson              400
    ├── NotFound             404
    ├── MethodNotAllowed     405
    ├── BodyTooLarge         413
    ├── TooManyRows          413
    ├── TooManyExplained     413
    ├── AddressTooLong       414
    ├── UnsupportedMedia     415
    ├── UnusableRequest      422  every Mistake of the request at once
    ├── TooBusy              429
    └── InternalError        500  never the client's doing

The class owns the sentence; the caller passes the facts. Imports nothing of the package.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import msgspec

MEDIA_TYPE = "application/problem+json"
CLOSE = {"Connection": "close"}
MAX_MISTAKES = 100
"""No more mistakes than this are looked for, so that the answer stays small and quick."""


class Mistake(msgspec.Struct, frozen=True):
    """One thing wrong with a request: where, what was seen, what is allowed."""

    code: str
    path: str
    seen: str
    allowed: str
    message: str


class ProblemDetails(msgspec.Struct, omit_defaults=True):
    """The body of a refusal (RFC 9457, section 3.1)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Mistake] = []


class Problem(Exception):
    """A request that is refused.

    `errors` lists each mistake, where there are several; `headers` go with the answer.
    """

    headers: Mapping[str, str] = {}
    status = 500
    slug = "internal-error"
    title = "The service failed"

    def __init__(self, detail: str, errors: Sequence[Mistake] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)

    def body(self) -> bytes:
        """Return the problem details as JSON."""
        kind = f"urn:pushback:problem:{self.slug}"
        details = ProblemDetails(kind, self.title, self.status, self.detail, self.errors)
        return msgspec.json.encode(details)


class BadRequest(Problem):
    """The body broke off, or is no HTTP; what is left of it is not read."""

    status, slug, title = 400, "bad-request", "The request is not usable HTTP"
    headers: Mapping[str, str] = CLOSE

    def __init__(self, error: BaseException) -> None:
        super().__init__(f"The body cannot be read: {type(error).__name__}.")


class NotJson(Problem):
    """The body is not JSON."""

    status, slug, title = 400, "not-json", "The body is not JSON"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f'{reason}. Send a JSON object such as {{"flights": [...]}} as UTF-8, neither'
            " compressed nor with a byte order mark."
        )


class NotFound(Problem):
    """Nothing lives at this path."""

    status, slug, title = 404, "not-found", "Nothing lives at this path"

    def __init__(self, path: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no {quoted(path)} here. There are: {', '.join(known)}.")


class MethodNotAllowed(Problem):
    """The path exists, for other methods."""

    status, slug, title = 405, "method-not-allowed", "The path takes other methods"

    def __init__(self, method: str, path: str, allowed: Sequence[str]) -> None:
        methods = ", ".join(allowed)
        self.headers = {"Allow": methods}
        super().__init__(f"{quoted(path)} does not take {method[:20]}. It takes: {methods}.")


class BodyTooLarge(Problem):
    """The body is larger than the function reads; the rest is not read."""

    status, slug, title = 413, "body-too-large", "The body is too large"
    headers: Mapping[str, str] = CLOSE

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The body is larger than {limit:,} bytes. Send fewer flights or weather rows"
            " in a request; score whole schedules with the batch pipeline."
        )


class TooManyRows(Problem):
    """A table of the request has more rows than one request may hold."""

    status, slug, title = 413, "too-many-rows", "Too many rows for one request"

    def __init__(self, table: str, seen: int, limit: int) -> None:
        super().__init__(
            f"{table} has {seen:,} rows; one request takes at most {limit:,}. Split the request,"
            " or score whole schedules with the batch pipeline (python -m batch)."
        )


class TooManyExplained(Problem):
    """More flights are to be explained than one request may ask for."""

    status, slug, title = 413, "too-many-explained", "Too many flights to explain in one request"

    def __init__(self, seen: int, limit: int) -> None:
        super().__init__(
            f"{seen:,} flights are to be explained; one request explains at most {limit:,}."
            " Split the request, or leave out explain."
        )


class AddressTooLong(Problem):
    """The query is longer than the function reads."""

    status, slug, title = 414, "address-too-long", "The address is too long"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The query is longer than {limit:,} characters. POST the flights.")


class UnsupportedMedia(Problem):
    """The body is declared as something other than JSON."""

    status, slug, title = 415, "unsupported-media", "The body must be JSON"

    def __init__(self, seen: str) -> None:
        declared = f"The body is declared as {quoted(seen)}" if seen else "The body is not declared"
        super().__init__(f"{declared}. Send the header Content-Type: application/json.")


class UnusableRequest(Problem):
    """The request is JSON but does not say what the contract asks for."""

    status, slug, title = 422, "unusable-request", "The request does not fit the contract"

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        found = list(islice(mistakes, MAX_MISTAKES + 1))
        count = f"{len(found)} mistake{'s' if len(found) > 1 else ''} found"
        if len(found) > MAX_MISTAKES:
            count = f"More than {MAX_MISTAKES} mistakes found, the first {MAX_MISTAKES} listed"
        detail = f"{count}. GET /contract says what each field may hold."
        super().__init__(detail, found[:MAX_MISTAKES])


class TooBusy(Problem):
    """Enough requests are waiting for their turn at work that takes long."""

    status, slug, title = 429, "too-busy", "Too much is asked at once"
    headers: Mapping[str, str] = {"Retry-After": "1"}

    def __init__(self, work: str) -> None:
        super().__init__(
            f"{work} one at a time, and enough are waiting. Ask again in a second, or for less."
        )


class InternalError(Problem):
    """Something broke that is not the client's doing."""

    def __init__(self) -> None:
        super().__init__("Something broke on our side; it has been logged. Try again.")


def refuse_mistakes(*found: Iterator[Mistake]) -> None:
    """Raise UnusableRequest if there is any mistake; look no further than it tells of."""
    mistakes = chain(*found)
    for first in mistakes:
        raise UnusableRequest(chain([first], mistakes))


def quoted(value: object, limit: int = 60) -> str:
    """Return a client's value for use in a message, shortened to one line.

    Examples
    --------
    >>> quoted("JFK"), quoted(None), quoted([1, 2])
    ('"JFK"', 'null', '[1,2]')
    >>> quoted("x" * 100, limit=8)
    '"xxxxxx…'
    """
    try:
        shown = msgspec.json.encode(value).decode()
    except RecursionError:
        shown = "something nested too deeply"
    except (TypeError, ValueError):
        shown = ascii(value)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
