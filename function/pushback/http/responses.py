"""Responses: JSON, refusals, compression, and headers by which answers are cached."""

import gzip
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import msgspec

from pushback.http.messages import Request, Response
from pushback.http.problems import MEDIA_TYPE, Problem
from pushback.predictor import Prediction

JSON = "application/json"
VARY = "Accept-Encoding, Origin"
"""Request headers that an answer depends on: caches must keep answers by them apart."""
MIN_GZIP_BYTES = 1_400
"""An answer that fits into one packet does not arrive sooner if it is smaller."""
GZIP_LEVEL = 1
"""Level 1 takes a third of the time of the default level and saves nearly as much."""
LASTING_LEVEL = 9
"""Of answers that are compressed once and sent many times."""

_ENCODER = msgspec.json.Encoder()
_TAG = re.compile(r'"([^"]*)"')
_QUALITY = re.compile(r"q=(0(\.[0-9]{0,3})?|1(\.0{0,3})?)")


def json_response(
    body: object, predictions: Sequence[Prediction] = (), status: int = 200
) -> Response:
    """Return a JSON answer; bytes are sent as they are."""
    content = body if isinstance(body, bytes) else _ENCODER.encode(body)
    return Response(status, content, {"Content-Type": JSON}, predictions)


def lasting_response(content: bytes) -> Response:
    """Return a JSON answer that is the same for as long as the instance lives."""
    return replace(json_response(content), is_lasting=True)


def refusal(problem: Problem) -> Response:
    """Return a problem as an answer."""
    headers = {"Content-Type": MEDIA_TYPE, **problem.headers}
    return Response(problem.status, problem.body(), headers)


def cacheable(request: Request, response: Response, seconds: int) -> Response:
    """Let caches keep the answer for some seconds; answer 304 if the client has it already."""
    tag = hashlib.sha256(response.body).hexdigest()[:16]
    # Weak: the same answer may be sent plain or compressed.
    caching = {"Cache-Control": f"public, max-age={seconds}", "ETag": f'W/"{tag}"'}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(304, b"", caching, response.predictions)
    return replace(response, headers=response.headers | caching)


def compressed(request: Request, response: Response) -> Response:
    """Compress a large answer for a client that accepts gzip."""
    if response.status != 200 or len(response.body) < MIN_GZIP_BYTES or not _accepts_gzip(request):
        return response
    packed = (_packed_once if response.is_lasting else _packed)(response.body)
    return replace(response, body=packed, headers=response.headers | {"Content-Encoding": "gzip"})


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=4)
def _packed_once(content: bytes) -> bytes:
    return gzip.compress(content, LASTING_LEVEL, mtime=0)


def _has(if_none_match: str, tag: str) -> bool:
    return if_none_match.strip() == "*" or tag in _TAG.findall(if_none_match)


def _accepts_gzip(request: Request) -> bool:
    """Return whether gzip is accepted, by its name or by a star (RFC 9110, 12.5.3)."""
    qualities = {}
    for one in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameter = one.replace(" ", "").partition(";")
        found = _QUALITY.fullmatch(parameter or "q=1")
        qualities[coding] = float(found[1]) if found else 0.0
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0
