"""Log: what the function's request log tells of its answers, counted.

Read as the function writes it, one JSON object a line, or as Cloud Logging exports it: each line
in an entry's `jsonPayload`, the entries on lines or in one array.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import msgspec

from pushback.request_log import LATE_BINS
from training.drift.shift import Standing, is_above
from training.errors import LogOfOtherModel, LogUnusable

# FROM drift.notes:
# Notes: of how many flights the model said that it cannot know them well.

UNSEEN = 0.05
"""Share of flights of an airline, airport or route never seen in training that is too much. In
October to December 2023 the released model had not seen the route of 0.1 to 1.4 %."""


@dataclass(frozen=True)
class NoteShare:
    """The share of the flights that had a note; `bound` is None for notes that are no alarm."""

    code: str
    flights: int
    share: float
    bound: float | None
    standing: Standing


def share_notes(notes: Mapping[str, int], flights: int) -> list[NoteShare]:
    """Return the share of each note, the most frequent first."""
    frequent = sorted(notes.items(), key=lambda note: (-note[1], note[0]))
    return [_share(code, count, flights) for code, count in frequent]


def _share(code: str, count: int, flights: int) -> NoteShare:
    bound = UNSEEN if code.startswith("unseen_") else None
    past = bound is not None and is_above(count, flights, bound)
    return NoteShare(code, count, round(count / flights, 4), bound, "past" if past else "within")


class Payload(msgspec.Struct):
    """What of `pushback.request_log.Entry` is read; a line of another program has none of it."""

    version: str = ""
    flights: int = 0
    notes: dict[str, int] = {}
    late_bins: list[int] = []


class Exported(Payload):
    """A line as it may stand in a file: a payload, or around one."""

    jsonPayload: Payload | None = None  # noqa: N815 - Cloud Logging's name


@dataclass(eq=False)
class LogCounts:
    """What a model's answers were, by the log.

    Attributes
    ----------
    flights
        How many answers are counted in `late_bins` and `notes`.
    uncounted
        How many answers a line tells of without their chances of late.
    versions
        How many flights each model answered.
    foreign
        Lines of other programs.
    cut
        Last lines that break off.
    """

    flights: int = 0
    late_bins: list[int] = field(default_factory=lambda: [0] * LATE_BINS)
    notes: Counter[str] = field(default_factory=Counter)
    uncounted: int = 0
    versions: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    foreign: int = 0
    cut: int = 0


def read_logs(paths: Sequence[Path], version: str) -> LogCounts:
    """Count the answers of one version of the model.

    Raises
    ------
    LogUnusable
        If the files are no log of the function, or there is no answer in them.
    LogOfOtherModel
        If all answers are of other versions.
    OSError
        If a file cannot be read.
    """
    counts = LogCounts()
    for path in paths:
        for line in _lines(path):
            _count(counts, line, version)
    _check(counts, paths, version)
    return counts


def _lines(path: Path) -> Iterator[bytes]:
    """Yield a file's entries, each as JSON or what should be."""
    with path.open("rb") as file:
        start = file.readline()
        if start.lstrip()[:1] != b"[":
            yield from filter(bytes.strip, chain([start], file))
            return
        content = start + file.read()
    try:
        yield from map(bytes, msgspec.json.decode(content, type=list[msgspec.Raw]))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        yield from filter(bytes.strip, content.splitlines(keepends=True))


def _count(counts: LogCounts, line: bytes, version: str) -> None:
    counts.lines += 1
    try:
        entry = msgspec.json.decode(line, type=Exported, strict=False)  # exports may have 3.0
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        if line.startswith(b"{") and not line.endswith((b"\n", b"}")):
            counts.cut += 1
        else:
            counts.foreign += 1
        return
    payload = entry.jsonPayload or entry
    counts.foreign += not payload.version
    if payload.version and payload.flights > 0:
        counts.versions[payload.version] += payload.flights
        if payload.version == version:
            _add(counts, payload)


def _add(counts: LogCounts, payload: Payload) -> None:
    bins = payload.late_bins
    if len(bins) != LATE_BINS or min(bins) < 0 or sum(bins) != payload.flights:
        counts.uncounted += payload.flights
        return
    counts.flights += payload.flights
    counts.notes.update(payload.notes)
    counts.late_bins = [a + b for a, b in zip(counts.late_bins, bins, strict=True)]


def _check(counts: LogCounts, paths: Sequence[Path], version: str) -> None:
    if counts.flights:
        return
    if counts.versions and version not in counts.versions:
        raise LogOfOtherModel(counts.versions, version)
    if counts.uncounted:
        reason = "does not tell the chances of late that it gave"
    elif counts.lines > counts.foreign + counts.cut:
        reason = "tells of no answered flight"
    else:
        reason = "holds no line of the function"
    raise LogUnusable(paths, counts.lines, reason)
