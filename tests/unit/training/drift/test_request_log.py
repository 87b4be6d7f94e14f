"""Tests of training.drift.request_log: lines of the function's log, and of others, counted."""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from training.drift.request_log import LogCounts, is_log, read_logs
from training.errors import LogOfOtherModel, LogUnusable

VERSION = "2023-09.aaaaaaaa"
OTHER = "2024-01.bbbbbbbb"


def line(flights: float = 2, version: str = VERSION, **changes: Any) -> dict[str, Any]:
    """Return a line of the log that tells of answers."""
    ordinary = {
        "severity": "INFO",
        "message": "POST /predict 200",
        "version": version,
        "flights": flights,
        "notes": {"no_weather": flights},
        "late_bins": [0, 0, flights, 0, 0, 0, 0, 0, 0, 0],
    }
    return {**ordinary, **changes}


HEALTH = {"severity": "INFO", "message": "GET /healthz 200", "version": VERSION}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "function.log"


def count(path: Path, *lines: Any, end: str = "\n") -> LogCounts:
    texts = (one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text("\n".join(texts) + end)
    return read_logs([path], VERSION)


def test_answers_are_added_up(path: Path) -> None:
    found = count(path, line(), HEALTH, line(3, notes={}, late_bins=[3, *[0] * 9]))
    assert (found.flights, found.lines, found.foreign) == (5, 3, 0)
    assert found.late_bins == [3, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    assert found.notes == {"no_weather": 2}


@pytest.mark.parametrize("means", [(0.25, 0.25), (None, 0.25), (None, None)])
def test_lines_from_before_and_after_the_mean_was_logged_are_read_alike(
    path: Path, means: tuple[float | None, ...]
) -> None:
    lines = [line() if mean is None else line(late_mean=mean) for mean in means]
    found = count(path, *lines)
    assert (found.flights, found.foreign, found.uncounted) == (4, 0, 0)
    assert found.late_bins == [0, 0, 4, 0, 0, 0, 0, 0, 0, 0]


def test_several_files_are_one_log(path: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.log"
    for one in (path, second):
        one.write_text(json.dumps(line()) + "\n")
    assert read_logs([path, second], VERSION).flights == 4


@pytest.mark.parametrize("as_array", [False, True])
def test_an_export_of_cloud_logging_tells_the_same(path: Path, as_array: bool) -> None:
    payload = line(2.0, late_bins=[0.0, 0.0, 2.0, *[0.0] * 7])
    del payload["severity"]
    entry = {"insertId": "a", "severity": "INFO", "httpRequest": {}, "jsonPayload": payload}
    entries = [entry, {"textPayload": "Starting"}, entry | {"insertId": "b"}]
    found = count(path, *([json.dumps(entries, indent=2)] if as_array else entries))
    assert (found.flights, found.late_bins[2], found.foreign) == (4, 4, 1)


def test_lines_of_other_programs_are_counted(path: Path) -> None:
    foreign = ["[2026-01-01 00:00:00 +0000] [1] [INFO] Starting gunicorn", '{"level": "info"}', "7"]
    found = count(path, *foreign, line())
    assert (found.flights, found.foreign, found.cut) == (2, 3, 0)


def test_half_a_last_line_is_counted_as_such(path: Path) -> None:
    found = count(path, line(), json.dumps(line())[:40], end="")
    assert (found.flights, found.foreign, found.cut) == (2, 0, 1)


def test_a_whole_last_line_needs_no_end(path: Path) -> None:
    assert count(path, line(), end="").flights == 2


def test_answers_of_another_model_are_left_out_and_counted(path: Path) -> None:
    found = count(path, line(), line(5, OTHER))
    assert found.flights == 2
    assert found.versions == {VERSION: 2, OTHER: 5}


@pytest.mark.parametrize(
    "bins", [[], [2], [3, *[0] * 9], [4, -2, *[0] * 8]], ids=["none", "one", "too many", "below 0"]
)
def test_answers_without_their_chances_are_left_out_and_counted(
    path: Path, bins: list[int]
) -> None:
    found = count(path, line(), line(late_bins=bins))
    assert (found.flights, found.uncounted) == (2, 2)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], r"holds no line of the function \(lines read: 0\)"),
        (["a", "b", '{"level": "info"}'], r"holds no line of the function \(lines read: 3\)"),
        (["["], "holds no line of the function"),
        (["\ufffd" * 3, '{"a": "' + "x" * 99], "holds no line of the function"),
        ([HEALTH, "a"], "tells of no answered flight"),
        ([line(late_bins=[])], "does not tell the chances of late"),
    ],
)
def test_a_log_without_answers_is_refused(path: Path, lines: list[Any], reason: str) -> None:
    with pytest.raises(LogUnusable, match=reason) as refusal:
        count(path, *lines)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (bytes(range(256)) * 9, "holds a NUL byte in line 1"),
        (gzip.compress(b"{}\n" * 99)[:-9], "is damaged"),
        ('{"a": "é"}\n'.encode() + '{"a": "é"}\n'.encode("cp1252"), "is written in two encodings"),
        (b"insertId,textPayload\nx," + b'"' + b"a\n" * 600_000, "field larger than field limit"),
    ],
    ids=["no text", "cut off", "in two encodings", "one quotation mark"],
)
def test_a_log_that_cannot_be_read_is_refused_for_what_was_seen(
    path: Path, content: bytes, seen: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(LogUnusable, match=seen):
        read_logs([path], VERSION)


def test_a_long_field_of_an_export_as_csv_is_read(path: Path) -> None:
    path.write_text(f'insertId,jsonPayload.version,jsonPayload.stack_trace\nx,,"{"a" * 200_000}"\n')
    with pytest.raises(LogUnusable, match=r"lines read: 1\)"):
        read_logs([path], VERSION)


@pytest.mark.parametrize(("flights", "told"), [(5, "5 flights"), (1, "1 flight")])
def test_a_log_of_other_models_names_them(path: Path, flights: int, told: str) -> None:
    with pytest.raises(LogOfOtherModel, match=rf"{OTHER} \({told}\),.*{VERSION}"):
        count(path, line(flights, OTHER))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("as_array", [False, True])
def test_an_export_that_was_saved_again_is_read(path: Path, encoding: str, as_array: bool) -> None:
    entries = [{"jsonPayload": line()}, {"jsonPayload": line(3, late_bins=[3, *[0] * 9])}]
    text = json.dumps(entries) if as_array else "\n".join(map(json.dumps, entries))
    path.write_bytes(f"{text}\n".encode(encoding))
    assert read_logs([path], VERSION).late_bins == [3, 0, 2, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("prefix", ["jsonPayload.", "", "jsonPayload_", "json_payload_"])
def test_an_export_as_csv_is_read(path: Path, prefix: str) -> None:
    columns = ("version", "flights", "late_bins", "late_mean", "notes.no_weather")
    names = ",".join(f"{prefix}{name}" for name in columns).replace(".", prefix[-1:] or ".")
    bins = '"[0, 0, 2, 0, 0, 0, 0, 0, 0, 0]"'
    path.write_text(f"insertId,{names}\r\nx,{VERSION},2,{bins},0.25,1\r\ny,,,,,\r\n")
    found = read_logs([path], VERSION)
    assert (found.flights, found.foreign, found.notes["no_weather"]) == (2, 1, 1)
    assert found.late_bins == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ninsertId: x0\njsonPayload:\n  flights: 1\n", "is YAML"),
        ("\ufeffinsertId: x0\njsonPayload:\n  flights: 1\n", "is YAML"),
        ("LEVEL  NAME  TIME_UTC  LOG\nI  pushback  2026  POST /predict 200\n", "for people"),
    ],
)
def test_a_log_printed_for_people_is_told_how_to_export_it(
    path: Path, text: str, reason: str
) -> None:
    path.write_text(text)
    command = r"gcloud logging read --freshness=30d '.*jsonPayload.version:.*' --format=json > log"
    with pytest.raises(LogUnusable, match=f"{reason}.*{command}"):
        read_logs([path], VERSION)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"carrier,origin,destination,departure\n", False),
        ("a.csv", b"insertId,jsonPayload.flights\n", True),
        ("a.csv", "\ufeff[{}]".encode("utf-16-le"), True),
        ("a.json", b" \n{}", True),
        ("a.txt", b"LEVEL  NAME", True),
        ("a.txt", b"carrier\torigin", False),
        ("a.xlsx", b"PK\3\4\0", False),
        ("a.log", b"", True),
        ("a.pdf", b"%PDF-1.7", False),
        ("a", b"started", True),
    ],
)
def test_a_log_is_told_from_flights_by_how_it_begins(
    tmp_path: Path, name: str, content: bytes, expected: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert is_log(path) == expected
    assert is_log(tmp_path / "nowhere.csv") is False


def quoted(one: dict[str, Any]) -> str:
    return json.dumps(json.dumps(one))


@pytest.mark.parametrize(
    "around",
    [
        '{{"textPayload": {0}, "timestamp": "x"}}',
        '{{"jsonPayload": {{"message": {0}}}}}',
        '{{"jsonPayload": {0}}}',
        '{{"json_payload": {0}}}',
        '{{"jsonPayload": {{"log": {0}}}}}',
        '{{"json_payload": {{"message": {0}}}}}',
        '{{"log": {0}, "stream": "stdout"}}',
    ],
)
def test_lines_that_another_program_has_wrapped_are_unwrapped(path: Path, around: str) -> None:
    found = count(path, *[around.format(quoted(line())) for _ in range(3)])
    assert (found.flights, found.foreign, found.notes) == (6, 0, {"no_weather": 6})


@pytest.mark.parametrize("before", ["function-1  | ", "2026-12-23T18:30:00Z "])
def test_lines_behind_a_name_or_a_time_are_read(tmp_path: Path, before: str) -> None:
    path = tmp_path / "log.txt"
    found = count(path, *[before + json.dumps(line()) for _ in range(3)])
    assert found.flights == 6
    assert is_log(path)


def test_a_warehouse_writes_nulls_where_a_note_was_not_given(path: Path) -> None:
    told = line(
        3.0, notes={"no_weather": "3", "past_departure": None}, late_bins=["3", *"000000000"]
    )
    found = count(path, {"jsonPayload": told, "textPayload": None})
    assert (found.flights, found.notes) == (3, {"no_weather": 3})


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("whole", ["{0}\n{0}", '{{"entries": [{0}, {0}], "nextPageToken": "x"}}'])
def test_objects_over_many_lines_are_read(path: Path, indent: int | None, whole: str) -> None:
    entry = json.dumps({"jsonPayload": line()}, indent=indent)
    path.write_text(whole.format(entry) if indent else f"{{\n{whole.format(entry)[1:]}")
    assert read_logs([path], VERSION).flights == 4


@pytest.mark.parametrize("odd", [5, None, "x", [[2]], {"entries": 5}, {"a": 10**30}])
def test_odd_objects_beside_ours_are_counted_as_foreign(path: Path, odd: Any) -> None:
    found = count(path, json.dumps(line(), indent=2), json.dumps(odd, indent=2))
    assert (found.flights, found.foreign) == (2, 1)


def test_a_packed_log_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl.gz"
    path.write_bytes(gzip.compress(f"{json.dumps(line())}\n".encode()))
    assert is_log(path)
    assert read_logs([path], VERSION).flights == 2


@pytest.mark.parametrize("inside", ["downloaded-logs.json", "function.log"])
def test_a_log_in_an_archive_is_read_and_a_table_there_is_none(tmp_path: Path, inside: str) -> None:
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "Logs of October")
        archive.writestr(inside, f"{json.dumps(line())}\n" * 2)
    assert is_log(path)
    assert read_logs([path], VERSION).flights == 4
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("flights.csv", "carrier,origin\nDL,JFK\n")
    assert not is_log(path)


@pytest.mark.parametrize("name", ["jsonPayload", "json_payload", "textPayload"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_of_whole_lines_is_read(tmp_path: Path, name: str, delimiter: str) -> None:
    text = io.StringIO()
    rows = [["timestamp", name], *[["x", json.dumps(line())]] * 3]
    csv.writer(text, delimiter=delimiter).writerows(rows)
    (path := tmp_path / "log.csv").write_text(text.getvalue())
    assert is_log(path)
    assert read_logs([path], VERSION).flights == 6
