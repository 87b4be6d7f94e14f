"""Files: one that cannot be used ends the run in one clear line, with nothing half done."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.schedules import Row, csv, parquet, rejected, run, scheduled, scored, table

ROWS = [scheduled()] * 5_000


def damaged(path: Path) -> None:
    """Spoil the pages of a Parquet file, but not its footer."""
    content = bytearray(parquet(path, ROWS, compression="none", use_dictionary=False).read_bytes())
    content[200:20_000] = bytes(19_800)
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = parquet(path, ROWS).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def with_column(name: str, values: "pa.Array") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        rows = table([scheduled()])
        pq.write_table(rows.set_column(rows.schema.get_field_index(name), name, values), path)

    return write


def without(*names: str) -> Callable[[Path], None]:
    return lambda path: pq.write_table(table([scheduled()]).drop_columns(list(names)), path)


def text(content: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(content)

    return write


ZONED = pa.array([1_700_000_000], pa.timestamp("s", tz="UTC"))


@pytest.mark.parametrize(
    ("name", "write", "said"),
    [
        ("in.parquet", text("carrier,origin\n"), "lacks: destination, scheduled_departure; it has"),
        ("in.parquet", text(""), "is empty"),
        ("in.parquet", cut, "cannot be read as Parquet"),
        ("in.parquet", damaged, "cannot be read as Parquet"),
        ("in.parquet", without("origin"), "lacks: origin; it has carrier, destination, sched"),
        ("in.parquet", with_column("carrier", pa.array([7])), "carrier holds int64; it may hold"),
        ("in.parquet", with_column("scheduled_departure", ZONED), "timestamps without a zone"),
        ("in.csv", text(""), "is empty"),
        ("in.csv", text("carrier;origin\n"), "lacks: destination, scheduled_departure; it has"),
        ("in.csv", text("name,age\nAda,36\n"), "begins with 'name,age'"),
        ("in.csv", text("carrier,origin,destination,scheduled_departure\n"), "holds no flight"),
        ("in.csv.gz", text("not gzip"), "rename it to .csv"),
    ],
)
def test_a_bad_file_ends_the_run_in_one_line(
    name: str,
    write: Callable[[Path], None],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path / name)
    assert run(tmp_path / "out", tmp_path / name) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert said in line
    assert str(tmp_path / name) in line
    assert not list(tmp_path.glob("out/**/*.*"))


def test_no_file_at_all_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "out", tmp_path / "*.parquet") == 1
    assert "No file matches" in capsys.readouterr().err


def test_marks_of_engines_are_no_input_and_brackets_may_be_a_name(tmp_path: Path) -> None:
    (tmp_path / "spark").mkdir()
    parquet(tmp_path / "spark" / "part-0.parquet", [scheduled()])
    (tmp_path / "spark" / "_SUCCESS").touch()
    csv(tmp_path / "spark" / "_late.csv", [scheduled()])
    odd = csv(tmp_path / "flights[1].csv", [scheduled()])
    assert run(tmp_path / "out", tmp_path / "spark" / "*", odd) == 0
    assert len(scored(tmp_path / "out")) == 3


def test_a_list_without_any_time_is_told_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("carrier,origin,destination,departure\nDL,JFK,LAX,\n")
    assert run(tmp_path / "out", tmp_path / "in.csv") == 1
    assert len(rejected(tmp_path / "out")) == 1


def test_a_folder_is_told_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "spark").mkdir()
    assert run(tmp_path / "out", tmp_path / "spark") == 1
    assert "is a folder: name the files in it" in capsys.readouterr().err


def test_a_bad_file_is_found_before_the_others_are_scored(tmp_path: Path) -> None:
    good = parquet(tmp_path / "a.parquet", ROWS)
    cut(tmp_path / "b.parquet")
    assert run(tmp_path / "out", good, tmp_path / "b.parquet") == 1
    assert not (tmp_path / "out").exists()


def test_bytes_that_are_no_utf_8_are_windows_letters_and_cost_their_row(tmp_path: Path) -> None:
    path = csv(tmp_path / "in.csv", ROWS)
    path.write_bytes(path.read_bytes().replace(b"DL", b"D\xff", 1))
    assert run(tmp_path / "out", path) == 0
    (refused,) = rejected(tmp_path / "out")
    assert (refused["row"], refused["carrier"]) == (1, "Dÿ")


def test_bytes_that_are_no_text_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv(tmp_path / "in.csv", ROWS)
    path.write_bytes(path.read_bytes().replace(b"DL", b"D\x00", 1))
    assert run(tmp_path / "out", path) == 1
    assert "NUL byte in line 2" in capsys.readouterr().err


def test_files_of_several_kinds_are_one_schedule(tmp_path: Path) -> None:
    rows: list[Row] = [scheduled(carrier=carrier) for carrier in ("DL", "AA", "UA")]
    parquet(tmp_path / "one.parquet", rows)
    packed = tmp_path / "two.csv.gz"
    packed.write_bytes(gzip.compress(csv(tmp_path / "two.csv", rows).read_bytes()))
    assert run(tmp_path / "out", tmp_path / "one.*", packed) == 0
    found = scored(tmp_path / "out")
    assert len(found) == 6
    assert found.slice(0, 3)["late"].equals(found.slice(3)["late"])


def test_an_empty_file_among_others_is_no_mistake(tmp_path: Path) -> None:
    pq.write_table(table([scheduled()]).slice(0, 0), tmp_path / "a.parquet")
    parquet(tmp_path / "b.parquet", ROWS)
    assert run(tmp_path / "out", tmp_path / "*.parquet") == 0
    assert rejected(tmp_path / "out") == []
    assert len(scored(tmp_path / "out")) == len(ROWS)


def test_text_may_be_stored_in_any_way(tmp_path: Path) -> None:
    for name, kind in (
        ("large", pa.large_string()),
        ("few", pa.dictionary(pa.int8(), pa.string())),
    ):
        with_column("carrier", pa.array(["DL"]).cast(kind))(tmp_path / f"{name}.parquet")
    assert run(tmp_path / "out", tmp_path / "*.parquet") == 0
    assert [
        (Path(row["file"]).stem, row["carrier"]) for row in scored(tmp_path / "out").to_pylist()
    ] == [("few", "DL"), ("large", "DL")]
