"""Files as people hold them: one run reads them all, and answers each with the right times."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.batch.reader.workbooks import workbook
from tests.batch.schedules import run, scored

NAMES = ["carrier", "origin", "destination", "scheduled_departure", "scheduled_arrival"]
ROW = ["DL", "JFK", "LAX", "2026-12-23 18:30", "2026-12-23 22:05"]
LEAVES, LANDS = datetime(2026, 12, 23, 18, 30), datetime(2026, 12, 23, 22, 5)

OFFICIAL = (
    "FlightDate,UniqueCarrier,Origin,Dest,CRSDepTime,CRSArrTime\n2026-12-23,DL,JFK,LAX,1830,2205\n"
)
FRENCH = "Compagnie;De;À;Départ;Arrivée\rDL;JFK;LAX;23/12/2026 18:30;23.12.26 22:05\r"
FORM = (
    "FL_DATE,OP_CARRIER,ORIGIN,DEST,CRS_DEP_TIME,CRS_ARR_TIME,ARR_DELAY,\n"
    '12/3/2026 12:00:00 AM,"DL","JFK","LAX","1830","2205",,\n'
)
PARTS = (
    "YEAR,MONTH,DAY,AIRLINE,ORIGIN_AIRPORT,DESTINATION_AIRPORT,SCHEDULED_DEPARTURE,"
    "SCHEDULED_ARRIVAL,SCHEDULED_TIME,ARRIVAL_DELAY\n2026,12,23,DL,JFK,LAX,1830,2205,395,\n"
)
LOGBOOK = (
    '\r\nDate,"Flight number",From,To,"Dep time","Arr time",Airline\r\n2026-12-23,DL401,"New York /'
    ' John F Kennedy (JFK/KJFK)",KLAX,6:30 PM,22:05:00,"Delta Air Lines (DL/DAL)"\r\n'
)


def table(row: Sequence[str] = ROW, delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(fields) + end for fields in (NAMES, row))


FILES: dict[str, bytes] = {
    "a cr.csv": table(end="\r").encode(),
    "b semicolons.csv": ("sep=;\r\n" + table(delimiter=";", end="\r\n")).encode(),
    "c tabs.tsv": table(delimiter="\t").encode("utf-16"),
    "d pipes.txt": ("My flights\n\n" + table(delimiter="|")).encode("utf-8-sig"),
    "e american.csv": table([*ROW[:3], "12/23/2026 6:30 PM", "12/23/2026 10:05 PM"]).encode(),
    "f french.csv": FRENCH.encode("mac_roman"),
    "g official.csv": OFFICIAL.encode(),
    "h parts.csv": PARTS.encode(),
    "i logbook.csv": LOGBOOK.encode(),
    "j icao.csv": table(["DAL", "KJFK", "KLAX", "46379.7708333", "46379.9201389"]).encode(),
    "k no end.csv": table().encode().rstrip(),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of each file's one flight, by the file's name."""
    folder = tmp_path_factory.mktemp("held")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "l official.zip", "w") as archive:
        archive.writestr("On_Time.csv", OFFICIAL)
        archive.writestr("readme.html", "<html>")
    workbook(folder / "m workbook.xlsx", [NAMES, [*ROW[:3], LEAVES, LANDS]])
    (folder / "n form.csv").write_text(FORM)
    assert run(folder / "out", f"{folder}/*.*") == 0
    return {Path(row["file"]).name: row for row in scored(folder / "out").to_pylist()}


@pytest.mark.parametrize("name", [*FILES, "l official.zip", "m workbook.xlsx"])
def test_the_flight_of_every_file_is_the_same(
    name: str, answers: dict[str, dict[str, Any]]
) -> None:
    row = answers[name]
    assert (row["carrier"], row["origin"], row["destination"]) == ("DL", "JFK", "LAX")
    assert (row["scheduled_departure"], row["scheduled_arrival"]) == (LEAVES, LANDS)
    assert row["late"] == answers["a cr.csv"]["late"]
    assert row["row"] == 1


def test_the_archives_form_writes_the_month_first(answers: dict[str, dict[str, Any]]) -> None:
    assert answers["n form.csv"]["scheduled_departure"] == LEAVES.replace(day=3)


def test_days_that_can_be_read_in_two_ways_are_asked_about_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(table([*ROW[:3], "3/4/2026 18:30", ""]))
    assert run(tmp_path / "out", path) == 1
    assert "--day-order=day-first" in capsys.readouterr().err
    assert run(tmp_path / "out", path, **{"day-order": "day-first"}) == 0
    (found,) = scored(tmp_path / "out")["scheduled_departure"].to_pylist()
    assert (found.month, found.day) == (4, 3)
