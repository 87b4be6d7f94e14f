"""Messages: a request as it came, and the answer as it goes out, of no framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from pushback.predictor import Prediction

MAX_BODY_BYTES = 2500 * 1024
"""1,000 flights and 5,000 hours of weather, indented by four blanks, take 2.1 MB.

The container's nginx.conf has the same limit."""
HEADERS_READ = (
    "accept-encoding",
    "content-type",
    "if-none-match",
    "origin",
    "traceparent",
    "x-cloud-trace-context",
)
"""All request headers that an answer or the log depends on."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Attributes
    ----------
    path
        Decoded, without the query.
    query
        As it stands in the address, after the question mark.
    headers
        By name in lower case; those of `HEADERS_READ` are enough.
    body
        At most `MAX_BODY_BYTES`.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def fields(self) -> dict[str, list[str]]:
        """Return the values of each field of the query, in their order."""
        return parse_qs(self.query, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer.

    Attributes
    ----------
    predictions
        Those in its body, for the log.
    is_lasting
        Whether the body is the same for as long as the instance lives.
    """

    status: int
    body: bytes
    headers: dict[str, str]
    predictions: Sequence[Prediction] = ()
    is_lasting: bool = False
