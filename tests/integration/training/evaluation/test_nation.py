"""Tests of `evaluate --nation`: the released bundle on flights of a file."""

import json
from pathlib import Path

import pytest

from training.cli import main
from training.config import RELEASE_FOLDER
from training.sources.flights import JUDGED

HEAD = ",".join(JUDGED)
FLIGHTS = [
    "AA,ORD,DFW,2022-07-01T08:00,2022-07-01T10:40,-5,0,0",
    "AA,ORD,DFW,2022-07-01T18:00,2022-07-01T20:40,95,0,0",
    "WN,DAL,HOU,2023-01-10T07:00,,,1,0",
    "DL,JFK,LAX,2022-01-10T18:30,2022-01-10T22:05,12,0,0",
    "B6,JFK,BOS,2022-01-10T18:30,2022-01-10T19:50,40,0,0",
]


def write(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "flights.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    return path


def judge(path: Path, output: Path) -> int:
    told = [f"--nation={path}", f"--output={output}", f"--bundle={RELEASE_FOLDER}", "--json"]
    return main(["evaluate", *told])


def test_the_nation_is_told_apart_from_where_weather_was_learned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(write(tmp_path, *FLIGHTS), tmp_path / "out") == 0
    study = json.loads(capsys.readouterr().out)
    assert study == json.loads((tmp_path / "out" / "nation.json").read_text())
    assert [study[part]["flights"] for part in ("away", "learned", "all")] == [3, 2, 5]
    assert study["away"]["came"] == pytest.approx(2 / 3, abs=1e-4)
    assert 0.05 < study["away"]["said"] < 0.6
    assert study["years"]["2022"]["flights"] == 2
    assert study["carriers"] == {}
    systems = study["all"]["systems"]
    assert set(systems) == {"model", "climatology", "constant"}
    assert study["all"]["below"]["constant"] == pytest.approx(
        1 - systems["model"]["log_loss"] / systems["constant"]["log_loss"], abs=1e-4
    )


def test_tables_tell_each_part_beside_its_baselines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [f"--nation={write(tmp_path, *FLIGHTS)}", f"--output={tmp_path / 'out'}"]
    assert main(["evaluate", *told, f"--bundle={RELEASE_FOLDER}"]) == 0
    text = capsys.readouterr().out
    for title in ("Away from New York", "New York", "All", "climatology", "constant", "2023"):
        assert title in text


def test_few_flights_that_all_ended_alike_are_told_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, FLIGHTS[0], FLIGHTS[3])
    assert judge(path, tmp_path / "out") == 0
    systems = json.loads(capsys.readouterr().out)["all"]["systems"]
    assert set(systems["model"]) == {"log_loss"}


@pytest.mark.parametrize(
    ("rows", "head", "cause"),
    [
        (FLIGHTS, HEAD.replace("cancelled,", ""), "lacks: cancelled"),
        (["AA,ORD,DFW,2022-07-01T25:00,,5,0,0"], HEAD, "departure"),
        (["AA,ORD,DFW,1903-07-01T08:00,,5,0,0"], HEAD, "a year from 1987 to 2099"),
        (["AA,ORDX,DFW,2022-07-01T08:00,,5,0,0"], HEAD, "'ORDX'"),
        (["AA,ORD,DFW,2022-07-01T08:00,,9999,0,0"], HEAD, "minutes from -1440 to 7200"),
        (["AA,ORD,DFW,2022-07-01T08:00,,5,1,0"], HEAD, "not both"),
        (["AA,ORD,DFW,2022-07-01T08:00,,,0,0"], HEAD, "not both"),
        ([], HEAD, "no rows"),
    ],
)
def test_what_cannot_be_judged_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[str], head: str, cause: str
) -> None:
    assert judge(write(tmp_path, *rows, head=head), tmp_path / "out") == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert len(told) == 1
    assert cause in told[0]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(tmp_path / "none.csv", tmp_path / "out") == 1
    assert "none.csv" in capsys.readouterr().err
