"""Request log: the function's answers as its log tells of them, counted.

Read as the function writes it, one JSON object a line, or as Cloud Logging exports it: each line
in an entry's `jsonPayload`, the entries on lines, in one array or in a CSV.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from batch.reader.containers import GZIP, ZIP, Kind, TableFile, find_table
from batch.reader.errors import NOTHING_TAKEN, FileRefused
from batch.reader.streams import TextStream
from pushback.http.request_log import LATE_BINS
from pushback.plurals import count_of
from training.dataset.masking import WeatherState
from training.errors import LogOfOtherModel, LogUnusable

FLIGHTS = (".csv", ".tsv", ".tab", ".txt", ".parquet", ".zip", ".gz", ".xlsx")
"""How the names of files of flights end."""
ZIPPED = ((".json", ".jsonl", ".ndjson", ".log"), (".csv",), (".txt",))
"""How the name of a log in an archive may end."""
LONGEST_START = 1 << 16
LONGEST_FIELD = 1 << 20
"""Characters of a CSV's field; an entry of Cloud Logging has at most 256 KiB."""
BLANKS = 1000
"""Blanks between two objects, at most."""
_WHOLE = ("jsonPayload", "json_payload", "textPayload", "text_payload")
"""What columns and fields are called that hold a whole line of the function."""
_BINS = "late_bins"
"""What a column is called that one of its fields was taken into, as BigQuery does."""
_PAYLOAD, _NOTE = re.compile(r"json_?payload[._]", re.IGNORECASE), re.compile(r"notes[._](.+)")
"""How columns begin that each hold a field of an entry; and one of its notes."""
_ID = b'"insertId"'
"""What tells an entry from all others; lines of the function itself may be alike."""
_YAML = (b"---", b"insertId:", b"jsonPayload:", b"httpRequest:")
_PROSE = (b"LEVEL", b"SEVERITY")
"""How logs begin that were printed for people: as YAML, and as text without the chances."""


class Payload(msgspec.Struct):
    """What is read of a `pushback.http.request_log.Entry`; other lines have none of it."""

    version: str = ""
    flights: int = 0
    notes: dict[str, int | None] = {}
    late_bins: list[int] = []
    message: Any = None
    log: Any = None


class Exported(Payload):
    """A line as it may stand in a file: a payload, or an entry around one."""

    jsonPayload: Payload | str | None = None  # noqa: N815 - Cloud Logging's name
    json_payload: Payload | str | None = None  # and Log Analytics'
    textPayload: Any = None  # noqa: N815


@dataclass(eq=False)
class LogCounts:
    """Counts of one model's answers, and of the lines that do not count.

    Of the `flights` answered, `late_bins` and `notes` tell; the lines of those `uncounted` do not
    give their chances of late. `versions` has the flights that each model answered. `foreign` are
    lines of other programs, `cut` last lines that break off, `repeated` entries that were `seen`
    before, as where two exports overlap.
    """

    flights: int = 0
    late_bins: list[int] = field(default_factory=lambda: [0] * LATE_BINS)
    notes: Counter[str] = field(default_factory=Counter)
    uncounted: int = 0
    versions: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    foreign: int = 0
    cut: int = 0
    repeated: int = 0
    seen: set[int] = field(default_factory=set)

    @property
    def states(self) -> dict[WeatherState, int]:
        """Number of flights by weather state, which the notes tell."""
        none, partial = self.notes["no_weather"], self.notes["partial_weather"]
        return {"full": self.flights - none - partial, "forecast": partial, "none": none}

    def warnings(self, version: str) -> list[str]:
        """Return a sentence on each kind of line that was not counted."""
        lines = count_of(self.lines, "line")
        left_out, logged = count_of(self.uncounted, "answer"), "without logged chances"
        again = count_of(self.repeated, "line")
        found = [
            (self.foreign, f"Not the function's: {self.foreign:,} of {lines}."),
            (self.cut, f"Broken off at the end of a file: {self.cut:,} of {lines}."),
            (self.repeated, f"Given more than once, and counted once: {again}."),
            (self.uncounted, f"Left out: {left_out} {logged}."),
        ]
        found += [
            (flights, f"Left out: {count_of(flights, 'answer')} of the model {other}.")
            for other, flights in sorted(self.versions.items())
            if other != version
        ]
        return [sentence for count, sentence in found if count]


def read_logs(paths: Sequence[Path], version: str) -> LogCounts:
    """Count the answers of one version of the model.

    Raises LogUnusable if the files are not a log of the function or hold no answer,
    LogOfOtherModel if all answers are of other versions, and OSError if a file cannot be read.
    """
    counts = LogCounts()
    try:
        for line in chain.from_iterable(map(_lines, paths)):
            _count(counts, line, version)
    except FileRefused as error:
        reason = f"cannot be read: {str(error).removesuffix(NOTHING_TAKEN)}"
        raise LogUnusable(paths, counts.lines, reason) from None
    except csv.Error as error:
        raise LogUnusable(paths, counts.lines, f"is not sound CSV: {error}") from None
    if not counts.flights:
        raise _refusal(counts, paths, version)
    return counts


def is_log(path: Path) -> bool:
    """Return whether a file is a log, by how it begins; by its name if that does not tell."""
    start = _start(path)
    first = start.partition(b"\n")[0]
    is_told = (
        start.startswith((b"{", b"[", *_YAML, *_PROSE)) or _is_of_table(first) or b'{"' in first
    )
    return is_told or (path.suffix.lower() not in FLIGHTS and not _is_other(path))


def _is_other(path: Path) -> bool:
    """Return whether a file begins as one that is neither text nor packed text."""
    try:
        find_table(path)
    except (FileRefused, OSError) as error:
        return isinstance(error, FileRefused)
    return False


def _start(path: Path) -> bytes:
    try:
        with _opened(path) as file:
            return file.read(LONGEST_START).lstrip()
    except (OSError, FileRefused):
        return b""


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    with path.open("rb") as begun:
        start = begun.read(4)
    if start.startswith(ZIP):
        file = find_table(path, is_trusted=True, endings=ZIPPED)
    else:
        kind: Kind = "gzip" if start.startswith(GZIP) else "text"
        file = TableFile(str(path), path.name, kind, is_trusted=True)
    with file.open() as opened:
        stream = TextStream(opened, path.name, longest=float("inf"))
        yield io.BufferedReader(stream, LONGEST_START)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield a file's entries, each as JSON or what should be JSON."""
    with _opened(path) as file:
        start = file.readline()
        if _is_of_table(start):
            yield from _of_table(chain([start], file))
            return
        first = start.strip()
        is_line = first.endswith(b"}") and not first.startswith(b'{"entries"')
        if not first.startswith((b"[", b"{")) or (first[:1] == b"{" and is_line):
            yield from filter(bytes.strip, chain([start], file))
            return
        content = start + file.read()
    try:
        yield from _of_whole(content.decode())
    except (ValueError, RecursionError):
        yield from filter(bytes.strip, content.splitlines(keepends=True))


def _is_of_table(start: bytes) -> bool:
    """Return whether a line names the columns of exported entries."""
    return b"{" not in start and any(name.encode() in start for name in (*_WHOLE, _BINS))


def _of_whole(content: str) -> list[bytes]:
    """Return the entries of an array, of an answer that holds one, or of objects over lines."""
    decoder, content, found, at = json.JSONDecoder(), content.strip(), list[bytes](), 0
    while at < len(content):
        one, end = decoder.raw_decode(content, at)
        at = end + len(content[end : end + BLANKS]) - len(content[end : end + BLANKS].lstrip())
        held = one.get("entries") if isinstance(one, dict) else one
        found += [
            json.dumps(entry).encode() for entry in (held if isinstance(held, list) else [one])
        ]
    return found


def _of_table(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the entries of a CSV, with columns like jsonPayload.notes.no_weather.

    BigQuery, whose names have no dots, writes jsonPayload_notes_no_weather.
    """
    csv.field_size_limit(LONGEST_FIELD)
    first = next(iter(lines := iter(lines)))
    delimiter = max(",;\t", key=first.decode().count)
    rows = (line.decode() for line in chain([first], lines))
    for row in csv.DictReader(rows, delimiter=delimiter):
        if whole := next(filter(None, map(row.get, _WHOLE)), None):
            yield whole.encode()
            continue
        payload: dict[str, Any] = {"notes": {}}
        for name, text in row.items():
            if not name or not text:
                continue
            key = _PAYLOAD.sub("", name)
            if note := _NOTE.fullmatch(key):
                payload["notes"][note[1]] = text
            elif key in Payload.__struct_fields__:
                payload[key] = msgspec.Raw(text.encode()) if text[:1] in "[{" else text
        yield msgspec.json.encode({"jsonPayload": payload})


def _count(counts: LogCounts, line: bytes, version: str) -> None:
    counts.lines += 1
    if _ID in line:
        if (key := hash(line.strip())) in counts.seen:
            counts.repeated += 1
            return
        counts.seen.add(key)
    try:
        payload = _payload(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        is_cut = line.startswith(b"{") and not line.rstrip().endswith(b"}")
        counts.cut += is_cut
        counts.foreign += not is_cut
        return
    counts.foreign += not payload.version
    if payload.version and payload.flights > 0:
        counts.versions[payload.version] += payload.flights
    if payload.version != version or payload.flights <= 0:
        return
    bins = payload.late_bins
    if len(bins) != LATE_BINS or min(bins) < 0 or sum(bins) != payload.flights:
        counts.uncounted += payload.flights
        return
    counts.flights += payload.flights
    counts.notes.update({note: count for note, count in payload.notes.items() if count})
    counts.late_bins = [a + b for a, b in zip(counts.late_bins, bins, strict=True)]


def _payload(line: bytes) -> Payload:
    """Return what a line tells, which may stand behind a time or a name, or in another entry."""
    line = line[max(line.find(b"{"), 0) :]
    entry = msgspec.json.decode(line, type=Exported, strict=False)  # exports may have 3.0
    payload = entry.jsonPayload or entry.json_payload or entry
    if isinstance(payload, str):
        return _payload(payload.encode())
    told = (entry.textPayload, payload.message, payload.log)
    held = next((text for text in told if isinstance(text, str) and '{"' in text), "")
    return payload if payload.version or not held else _payload(held.encode())


def _refusal(counts: LogCounts, paths: Sequence[Path], version: str) -> Exception:
    if counts.versions and version not in counts.versions:
        seen = {other: count_of(flights, "flight") for other, flights in counts.versions.items()}
        return LogOfOtherModel(seen, version)
    if counts.uncounted:
        reason = "does not tell the chances of late that it gave"
    elif counts.lines > counts.foreign + counts.cut:
        reason = "tells of no answered flight"
    elif any(_start(path).startswith(_YAML) for path in paths):
        reason = "is YAML, which gcloud logging read prints unless it is asked for JSON"
    elif any(_start(path).startswith(_PROSE) for path in paths):
        reason = "was printed for people, without the chances of late"
    else:
        reason = "holds no line of the function"
    return LogUnusable(paths, counts.lines, reason)
