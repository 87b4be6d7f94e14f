"""CORS: lets pages of the allowed origins read answers (https://fetch.spec.whatwg.org).

`pushback.instance` reads which these are from the environment.
"""

from collections.abc import Collection

from pushback.http.messages import Request, Response

DAY_SECONDS = 86_400
READABLE = "ETag, Retry-After"
"""Headers of an answer that a page may read beside those that any may."""


def allowances(request: Request, response: Response, origins: Collection[str]) -> dict[str, str]:
    """Return the headers that let the asking page read the answer; none for a page of others."""
    origin = request.headers.get("origin")
    if origin is None or origin not in origins:
        return {}
    allowed = {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": READABLE}
    if request.method == "OPTIONS":
        allowed |= {
            "Access-Control-Allow-Methods": response.headers.get("Allow", ""),
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": str(DAY_SECONDS),
        }
    return allowed
