"""Rows: each is scored or rejected with its reason, and none is lost."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.checking import check
from batch.reader.containers import TableFile
from batch.reader.headers import Header
from batch.reader.vocabulary import Layout
from batch.reading import Batch, Piece
from pushback.features import FeatureBuilder
from pushback.http.problems import Mistake
from pushback.http.validation import check_rows
from tests.batch.schedules import counts, csv, parquet, rejected, run, scheduled, scored
from tests.builders import flight, reference

BUILDER = FeatureBuilder(reference())


BAD: list[tuple[dict[str, Any], str]] = [
    ({"carrier": None}, "missing"),
    ({"carrier": "DELTB"}, "bad_format"),
    ({"origin": "J1K"}, "bad_format"),
    ({"destination": "JFK"}, "same_airports"),
    ({"scheduled_departure": None}, "missing"),
    ({"scheduled_departure": "tomorrow"}, "bad_format"),
    ({"scheduled_departure": "2026-12-23"}, "bad_format"),
    ({"scheduled_departure": "2026-02-30T18:30"}, "not_in_calendar"),
    ({"scheduled_departure": "1986-12-31T18:30", "scheduled_arrival": None}, "out_of_range"),
    ({"scheduled_arrival": "tomorrow"}, "bad_format"),
    ({"scheduled_arrival": "2026-12-23T15:00"}, "arrival_before_departure"),
    ({"scheduled_arrival": "2026-12-25T22:05"}, "arrival_too_late"),
    ({"carrier": "D", "origin": "J"}, "bad_format bad_format"),
    ({"carrier": "DL\n", "destination": "LAX\n"}, "bad_format bad_format"),
    ({"scheduled_departure": "2026-12-23T18:30\n"}, "bad_format"),
]
WRITTEN = ["2026-12-23T18:30", "2026-12-23 18:30", "2026-12-23 18:30:59", "2026-12-23T18:30:00.5"]


@pytest.fixture(scope="module")
def sorted_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a file of all bad rows, followed by times written in several ways."""
    folder = tmp_path_factory.mktemp("rows")
    rows = [scheduled(**change) for change, _ in BAD]
    rows += [scheduled(scheduled_departure=time) for time in WRITTEN]
    assert run(folder / "out", csv(folder / "in.csv", rows)) == 0
    return folder / "out"


@pytest.mark.parametrize(("number", "codes"), list(enumerate((codes for _, codes in BAD), start=1)))
def test_a_bad_row_is_rejected_with_its_reason(number: int, codes: str, sorted_out: Path) -> None:
    (refused,) = [row for row in rejected(sorted_out) if row["row"] == number]
    assert refused["codes"] == codes
    assert refused["reason"].endswith(".")


def test_a_rejected_row_says_what_it_said(sorted_out: Path) -> None:
    third = rejected(sorted_out)[2]
    assert (third["carrier"], third["origin"], third["departure"]) == (
        "DL", "J1K", "2026-12-23T18:30",
    )  # fmt: skip


def test_the_rows_beside_bad_ones_are_scored(sorted_out: Path) -> None:
    assert scored(sorted_out)["row"].to_pylist() == [16, 17, 18, 19]
    assert counts(sorted_out) == {**counts(sorted_out), "rows": 19, "scored": 4, "rejected": 15}


def test_a_time_may_be_written_as_databases_do(sorted_out: Path) -> None:
    found = scored(sorted_out)["scheduled_departure"].to_pylist()
    assert {time.isoformat() for time in found} == {"2026-12-23T18:30:00"}


def test_codes_may_be_in_small_letters(tmp_path: Path) -> None:
    rows = [scheduled(carrier="dl", origin="jfk"), scheduled()]
    run(tmp_path / "out", parquet(tmp_path / "in.parquet", rows))
    first, second = scored(tmp_path / "out").drop_columns("row").to_pylist()
    assert first == second


def test_a_schedule_needs_no_arrivals(tmp_path: Path) -> None:
    row = {name: value for name, value in scheduled().items() if name != "scheduled_arrival"}
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", [row])) == 0
    assert scored(tmp_path / "out")["scheduled_arrival"].to_pylist() == [None]


def test_a_torn_line_is_rejected_by_its_number(tmp_path: Path) -> None:
    path = csv(tmp_path / "in.csv", [scheduled()] * 4)
    lines = path.read_text().splitlines()
    lines[2:2] = ["DL,JFK", '"DL","JFK","LAX","2026-12-23T18:30","2026-12-23T22:05","more"']
    path.write_text("\n".join(lines))
    run(tmp_path / "out", path)
    found = [(row["row"], row["codes"]) for row in rejected(tmp_path / "out")]
    assert found == [(2, "torn_line"), (3, "torn_line")]
    assert scored(tmp_path / "out")["row"].to_pylist() == [1, 4, 5, 6]


def test_nothing_is_lost_where_everything_goes_wrong(tmp_path: Path) -> None:
    kinds = [scheduled(), scheduled(carrier="?"), scheduled(scheduled_arrival="2026-12-20T00:00")]
    random = np.random.default_rng(0)
    paths = []
    for name, count in (("a", 6_000), ("b", 1), ("c", 14_000)):
        rows = [kinds[kind] for kind in random.integers(3, size=count)]
        paths.append(parquet(tmp_path / f"{name}.parquet", rows, row_group_size=7_001))
    assert run(tmp_path / "out", *paths, workers=2) == 0
    told = counts(tmp_path / "out")
    assert told["rows"] == told["scored"] + told["rejected"] == 20_001
    seen = [(row["file"], row["row"]) for row in rejected(tmp_path / "out")]
    found = scored(tmp_path / "out")
    seen += zip(found["file"].to_pylist(), found["row"].to_pylist(), strict=True)
    assert len(set(seen)) == len(seen) == 20_001


def test_each_row_is_the_one_of_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.planning.PIECE_ROWS", 7_000)
    minutes = np.datetime64("2026-01-01T00:00") + np.arange(25_000)
    rows = [scheduled(scheduled_departure=str(time), scheduled_arrival=None) for time in minutes]
    run(tmp_path / "out", parquet(tmp_path / "in.parquet", rows, row_group_size=20_000), workers=2)
    found = scored(tmp_path / "out")
    assert found["row"].to_pylist() == list(range(1, 25_001))
    departures = found["scheduled_departure"].to_numpy().astype("datetime64[m]")
    np.testing.assert_array_equal(departures, minutes)


CODES = st.sampled_from([None, "", "DL", "dl", "D", "DELTB", "DL\n", "é1", "JFK", "LAX"])
AIRPORTS = st.sampled_from([None, "", "JFK", "LAX", "lax", "XXX", "JF", "J1K", "JFK\n", "JFKK"])
TIMES = st.sampled_from(
    [None, "2026-12-23T18:30", "2026-12-23T22:05", "2026-12-23T18:30:59", "2026-12-23T18:30\n",
     "2026-12-23", "2026-12-23T24:00", "2026-02-30T10:00", "1986-12-31T23:59", "2100-01-01T00:00",
     "2026-12-23T18:30Z", "2026-12-23T18:30+01:00", "0001-01-01T00:00", "9999-12-31T23:59", "18:30",
     "2026-12-24T18:29", "2026-12-25T18:31", "2026-12-23T18:99", "20261223T18:30   "]
)  # fmt: skip
# Mostly sound, so that each field is the only one that is wrong often enough.
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "carrier": CODES,
        "origin": AIRPORTS,
        "destination": AIRPORTS,
        "departure": TIMES,
        "arrival": TIMES,
    },
)
ROWS = CHANGES.map(lambda changes: flight(**changes))


@settings(max_examples=100)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_a_row_is_refused_exactly_where_the_function_refuses_it(rows: list[dict[str, Any]]) -> None:
    _, mistakes = check_rows(rows, BUILDER)
    schema = pa.schema([(name, pa.string()) for name in rows[0]])
    layout = Layout("flights", {name: name for name in rows[0]})
    piece = Piece(TableFile("file", "file"), Header(list(rows[0]), 2, "line"), layout)
    batch = Batch(piece, np.arange(len(rows)), pa.RecordBatch.from_pylist(rows, schema))
    checked = check(batch, BUILDER)
    refused = {place: codes(one.mistakes) for place, one in checked.refused.items()}
    assert refused == {place: codes(found) for place, found in enumerate(mistakes) if found}
    assert checked.rows.tolist() == [place for place, found in enumerate(mistakes) if not found]


def codes(mistakes: list[Mistake]) -> list[str]:
    return [mistake.code for mistake in mistakes]


def test_what_passes_for_a_code_alone_is_refused_with_a_reason(tmp_path: Path) -> None:
    reasons = {
        ("carrier", "12"): "carrier is '12': give two letters or digits",
        ("carrier", "NA"): "carrier is",
        ("destination", "TBA"): "destination is",
    }
    rows = [scheduled(**{name: code}) for name, code in reasons]
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", rows)) == 1
    for row, reason in zip(rejected(tmp_path / "out"), reasons.values(), strict=True):
        assert reason in row["reason"]
        assert row["codes"]


def test_a_clock_without_its_day_is_told_as_it_stands() -> None:
    row = dict.fromkeys(("carrier", "origin", "destination", "day"), None) | {"departure": "17:30"}
    layout = Layout("flights", {name: name for name in row})
    piece = Piece(TableFile("file", "file"), Header(list(row), 2, "line"), layout)
    schema = pa.schema([(name, pa.string()) for name in row])
    batch = Batch(piece, np.arange(1), pa.RecordBatch.from_pylist([row], schema))
    assert check(batch, BUILDER).refused[0].said["departure"] == "17:30"
