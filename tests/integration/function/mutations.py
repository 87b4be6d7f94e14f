"""Mutations: requests that began sound and had something done to them.

A body is built as text, as much of what a client may send is no value of Python's: NaN and
Infinity, a field given twice, lone surrogates, a nesting that no parser follows to its end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Raw:
    """JSON, or what looks like it, that stands as it is."""

    text: str


LITERALS = (
    *("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e-999", "-0", "0.1e", "01", "0x1F"),
    *("9" * 400, "1" + "0" * 308, "9007199254740993", "True", "None", "undefined", "'JFK'", ""),
    *("[" * 60 + "]" * 60, "[" * 2_000, '{"a":' * 2_000, "[" * 1_500 + "]" * 1_500),
    *('{"carrier":"DL","carrier":"AA"}', "//", "/**/", '"\\x"', '"\\ud800"', '"\\udc00\\ud800"'),
    '"\t"',
)
TIMES = (
    *("0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "2025-02-29T10:00"),
    *("2024-02-29T10:00", "1986-12-31T23:59", "1987-01-01T00:00", "2099-12-31T23:59"),
    *("2100-01-01T00:00", "2026-13-01T00:00", "2026-00-10T00:00", "2026-06-31T00:00"),
    *("2026-12-23T24:00", "2026-12-23T23:60", "2026-12-23T23:59:60", "2026-12-23T18:30Z"),
    *("2026-12-23T18:30+01:00", "2026-12-23 18:30", "2026-12-23", "-2026-12-23T18:30"),
    *("2026-12-23T18:30\n", "٢٠٢٦-12-23T18:30", "2026-W52-3T18:30", "NaT", "now", "today"),
    *("2026-03-08T02:30", "2026-11-01T01:30", "2026-12-23T18:30:59.999999999"),
)
WORDS = (
    "",
    " ",
    "DL\n",
    "\uff24\uff2c",
    "ÅÅÅ",
    "ß",
    "jfk",
    "JFK ",
    "\0",
    "x" * 5_000,
    "🛩",
    "null",
    "\u2028",
)
FITTING = ("B6", "aa", "9E", "EWR", "bos", "LGA", "true", "false", "2026-12-23T18:30:00")
NUMBERS = (0, -1, 3, 1e308, -1e308, 5e-324, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 0.1)
NAMES = ("carrier", "origin", "flights", "weather", "explain", "calls", "", "__class__", "$", "a.b")

VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(TIMES),
    st.sampled_from(LITERALS).map(Raw),
    st.sampled_from((*WORDS, *NUMBERS, None, True, False, [], {}, [None], {"a": {}}, [[]])),
    st.floats(),
    st.integers(),
    st.text(max_size=12),
    st.datetimes().map(lambda time: time.isoformat()[:16]),
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=6,
    ),
)
WRITTEN = st.sampled_from(FITTING) | st.sampled_from((*TIMES, *WORDS, *LITERALS)) | st.text()
DAMAGE = st.sampled_from(
    (b"\xff", b"\xef\xbb\xbf", b"\0", b",", b'"', b"}", b"\\", b"\xed\xa0\x80")
)


@st.composite
def bodies(draw: st.DrawFn, sound: tuple[dict[str, Any], ...]) -> bytes:
    """Return one of the sound bodies after one to three mutations, and perhaps damage."""
    body: Any = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(paths(body))))
        body = changed(body, path, draw(VALUES), draw(st.sampled_from(HOW)))
    content = text(body).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)):
        return content
    at = draw(st.integers(0, len(content)))
    rest = draw(st.sampled_from((content[at:], content[at + 1 :], b"")))
    return content[:at] + draw(DAMAGE) + rest


@st.composite
def queries(draw: st.DrawFn, sound: dict[str, str]) -> list[tuple[str, str]]:
    """Return the fields of a sound query, of which some were changed, dropped or given twice."""
    pairs = list(sound.items())
    for _ in range(draw(st.sampled_from((1, 1, 2, 3)))):
        if not pairs:
            break
        at = draw(st.integers(0, len(pairs) - 1))
        name = pairs[at][0] if draw(st.integers(0, 3)) else draw(st.sampled_from(NAMES))
        how = draw(st.sampled_from(("replace", "replace", "drop", "repeat")))
        pairs[at : at + (how != "repeat")] = [] if how == "drop" else [(name, draw(WRITTEN))]
    return pairs


HOW = ("replace", "drop", "repeat", "rename", "bury")


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """Yield the path of every value in a body, the body itself first."""
    yield here
    inner = value if isinstance(value, dict) else {}
    if isinstance(value, list):
        inner = dict(enumerate(value[:3]))
    for key, one in inner.items():
        yield from paths(one, (*here, key))


def changed(body: Any, path: Path, value: Any, how: str) -> Any:
    """Return a body in which something was done to the value at `path`."""
    if not path:
        return {"replace": value, "bury": [body], "repeat": Raw(text(body) * 2)}.get(how, body)
    key, rest = path[0], path[1:]
    inner: Any = list(body) if isinstance(body, list) else dict(body)
    if rest:
        inner[key] = changed(inner[key], rest, value, how)
    elif how == "drop":
        del inner[key]
    elif how == "bury":
        inner[key] = {"a": [inner[key]]}
    elif how == "rename" and isinstance(inner, dict):
        inner[str(value)[:40]] = inner.pop(key)
    elif how == "repeat" and isinstance(inner, dict):
        twice = f"{text(inner)[:-1]},{text(key)}:{text(value)}}}"
        return Raw(twice)
    else:
        inner[key] = value
    return inner


def text(value: Any) -> str:
    """Return a body as JSON, whatever is raw in it left as it is."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{text(str(key))}:{text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
