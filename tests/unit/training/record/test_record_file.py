"""Tests of the record's file: the same to the byte, and refused when it is not what was written."""

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.record_files import small_record
from training.config import TRAINING_FOLDER
from training.errors import RecordUnusable
from training.record import KEYS, Record, read_record, write_record
from training.record.record import FORMAT, METADATA, Description, decode, encode

MOST_BYTES = 1_500_000


def alike(one: Record, other: Record) -> bool:
    for name in KEYS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    return one.files == other.files


def described(table: pa.Table, **changes: object) -> pa.Table:
    """Return a table whose description is another."""
    old = msgspec.json.decode(table.schema.metadata[METADATA])
    return table.replace_schema_metadata({METADATA: msgspec.json.encode(old | changes)})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "nation.parquet"
    write_record(small_record(), path)
    return path


def test_a_record_is_read_as_it_was_written(path: Path) -> None:
    assert alike(read_record(path), small_record())


def test_the_same_counts_give_the_same_bytes(path: Path) -> None:
    assert encode(read_record(path)) == path.read_bytes()
    assert not write_record(small_record(), path)


def test_a_null_key_stands_for_all_in_a_table_that_anyone_can_read(path: Path) -> None:
    table = pq.read_table(path).to_pandas()
    monthly = table[table["carrier"].isna() & table["origin"].isna()]
    assert monthly["year"].tolist() == [2018, 2018, 2019, 2024]
    assert np.isnan(monthly["late_30"].iloc[-1])


def test_a_file_cut_anywhere_is_refused(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 97):
        with pytest.raises(RecordUnusable, match="is not a whole Parquet file"):
            decode(content[:end], path)


def test_a_file_with_any_byte_altered_is_refused_unless_nothing_it_says_changes(
    path: Path,
) -> None:
    content, written, refused = bytearray(path.read_bytes()), small_record(), 0
    for at in range(0, len(content), 7):
        altered = content.copy()
        altered[at] ^= 0x55
        try:
            assert alike(decode(bytes(altered), path), written)
        except RecordUnusable:
            refused += 1
    assert refused > 100


def test_a_count_that_was_changed_is_refused(path: Path) -> None:
    table = pq.read_table(path)
    flights = pa.array([99, *table["flights"].to_pylist()[1:]], pa.int32())
    at = table.schema.get_field_index("flights")
    pq.write_table(table.set_column(at, "flights", flights), path)
    with pytest.raises(RecordUnusable, match="was altered: its checksum"):
        read_record(path)


def test_files_that_were_changed_in_the_description_are_refused(path: Path) -> None:
    pq.write_table(described(pq.read_table(path), files=[]), path)
    with pytest.raises(RecordUnusable, match="was altered"):
        read_record(path)


def test_a_file_of_another_format_version_is_refused(path: Path) -> None:
    pq.write_table(described(pq.read_table(path), format=FORMAT + 1), path)
    reason = f"is of format version {FORMAT + 1}; this code reads version {FORMAT}"
    with pytest.raises(RecordUnusable, match=reason):
        read_record(path)


def test_a_file_of_something_else_is_refused(path: Path) -> None:
    pd.DataFrame({"year": [2018]}).to_parquet(path)
    with pytest.raises(RecordUnusable, match="is not a record of flights"):
        read_record(path)


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(RecordUnusable, match="is missing"):
        read_record(tmp_path / "nation.parquet")


def test_the_order_of_rows_does_not_change_what_is_read(path: Path) -> None:
    whole = small_record()
    turned = replace(whole, routes=whole.routes.iloc[::-1].reset_index(drop=True))
    assert alike(decode(encode(turned), path), whole)


def test_the_committed_record_is_whole_small_and_of_this_format() -> None:
    file = TRAINING_FOLDER / "record" / "nation.parquet"
    record = read_record(file)
    assert file.stat().st_size <= MOST_BYTES
    assert {file.name for file in record.files} >= {"us2018.parquet", "us_samples.parquet"}
    assert record.routes["flights"].sum() == sum(
        file.flights for file in record.files if file.form != "months"
    )
    assert (record.routes["hour"] <= 23).all()
    assert "WN" in record.before(2018, 1).routes["carrier"].cat.categories
    assert Description(FORMAT).format == FORMAT
