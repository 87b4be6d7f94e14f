"""Request log: one JSON line for each request, in the format of Cloud Logging.

Field names are Cloud Logging's: https://cloud.google.com/logging/docs/structured-logging. No query,
no address and no flight is logged; a path only if it is one of ours, a method only if it is one of
HTTP's. A trace's name is the client's, and the stack of a fault of ours may quote a value.
"""

import os
import re
import sys
import traceback
from collections.abc import Collection, Iterable, Mapping

import msgspec

from pushback.http.messages import Request, Response
from pushback.notes import IF_IT_LEAVES

PROJECT = os.environ.get("GOOGLE_CLOUD_PROJECT", "")
METHODS = frozenset(
    ("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
)
LATE_BINS = 10
MEAN_DECIMALS = 2

_ENCODER = msgspec.json.Encoder()

# Google's front end sets the first, W3C Trace Context the second.
_TRACES = (
    ("x-cloud-trace-context", re.compile(r"([0-9a-f]{32})(?:/[0-9]{1,20})?(?:;o=[01])?")),
    ("traceparent", re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")),
)


class HttpRequest(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A request, as Cloud Logging shows it.

    `latency` is what its answer took once the body was read, in seconds, as "0.001234s".
    """

    requestMethod: str  # noqa: N815
    requestUrl: str  # noqa: N815
    status: int
    responseSize: str | None = None  # noqa: N815
    latency: str


class Entry(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A line of the log.

    Attributes
    ----------
    flights
        Number of flights asked about without an announced delay.
    notes
        Number of answers to them with each note, by its code.
    late_bins
        Number of answers to them with a chance of late in each tenth, from 0 to 1: enough to see
        the predictions drift, too little to identify a flight.
    late_mean
        Mean chance of late of these answers, in hundredths for the same reason; none without
        answers. A log-based metric takes one number a line, and cannot read `late_bins`.
    announced
        Number of flights asked about with an announced delay: what they are told is of their day,
        and says nothing of drift.
    """

    severity: str
    message: str
    version: str
    httpRequest: HttpRequest | None = None  # noqa: N815
    flights: int = 0
    notes: dict[str, int] = {}
    late_bins: list[int] = []
    late_mean: float | None = None
    announced: int = 0
    trace: str = msgspec.field(name="logging.googleapis.com/trace", default="")
    stack_trace: str = ""


def entry(
    request: Request, response: Response, version: str, seconds: float, paths: Collection[str]
) -> Entry:
    """Return the line of a request that was answered.

    Parameters
    ----------
    version
        Of the model.
    seconds
        How long the answer took.
    paths
        Those that are ours.
    """
    method = request.method if request.method in METHODS else "(another method)"
    path = request.path if request.path in paths else "(another path)"
    notes: dict[str, int] = {}
    late = []
    for prediction in response.predictions:
        codes = [note.code for note in prediction.notes]
        if IF_IT_LEAVES in codes:
            continue
        late.append(prediction.late)
        for code in codes:
            notes[code] = notes.get(code, 0) + 1
    return Entry(
        severity=severity(response.status),
        message=f"{method} {path} {response.status}",
        version=version,
        httpRequest=HttpRequest(
            requestMethod=method,
            requestUrl=path,
            status=response.status,
            responseSize=str(len(response.body)) if response.body else None,
            latency=f"{seconds:.6f}s",
        ),
        flights=len(late),
        notes=notes,
        late_bins=late_bins(late) if late else [],
        late_mean=round(sum(late) / len(late), MEAN_DECIMALS) if late else None,
        announced=len(response.predictions) - len(late),
        trace=trace(request.headers),
    )


def crash(request: Request, error: Exception, version: str) -> Entry:
    """Return the line of a fault of ours, with its stack."""
    return Entry(
        severity="ERROR",
        message=f"request failed: {type(error).__name__}",
        version=version,
        trace=trace(request.headers),
        stack_trace=stack_trace(error),
    )


def write(entry: Entry) -> None:
    """Write a line to standard output, in one piece."""
    sys.stdout.write(_ENCODER.encode(entry).decode() + "\n")
    sys.stdout.flush()


def severity(status: int) -> str:
    """Return the severity of a status; a client's mistake is a warning, not an error."""
    return "ERROR" if status >= 500 else "WARNING" if status >= 400 else "INFO"


def late_bins(late: Iterable[float]) -> list[int]:
    """Count chances of late in bins of equal width; each includes its lower end.

    Examples
    --------
    >>> late_bins([0.0, 0.099, 0.1, 0.35, 1.0])
    [2, 1, 0, 1, 0, 0, 0, 0, 0, 1]
    """
    counts = [0] * LATE_BINS
    for chance in late:
        counts[min(int(chance * LATE_BINS), LATE_BINS - 1)] += 1
    return counts


def trace(headers: Mapping[str, str]) -> str:
    """Return the name of the request's trace, "" if it has none.

    Examples
    --------
    >>> trace({"x-cloud-trace-context": "105445aa7843bc8bf206b12000100000/1;o=1"})
    '105445aa7843bc8bf206b12000100000'
    """
    for header, pattern in _TRACES:
        if header in headers and (found := pattern.fullmatch(headers[header])):
            return f"projects/{PROJECT}/traces/{found[1]}" if PROJECT else found[1]
    return ""


def stack_trace(error: BaseException) -> str:
    """Return an error's traceback, as Error Reporting recognises it."""
    return "".join(traceback.format_exception(error))
