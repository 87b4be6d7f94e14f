"""Tests of the words that fetch takes: sources, airports and months, in one call."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.bts_files import row, write_month
from tests.builders import EveryTenth
from tests.integration.file_server import Published, file_server
from training.cli import main
from training.lake import Lake
from training.sources import SOURCES


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Published]:
    """What the BTS publishes of January 2025; of weather, nothing."""
    with file_server() as published:
        path = write_month(tmp_path, "2025-01", [row("2025-01-01")])
        published.files[f"/{path.name}"] = path.read_bytes()
        yield published


def fetch(server: Published, tmp_path: Path, *words: str) -> int:
    options = [f"--from={server.url}", f"--downloads={tmp_path}/kept", f"--lake={tmp_path}/lake"]
    return main(["fetch", *words, *options])


def stations(server: Published) -> list[str]:
    """Return the station of each request for weather."""
    return [parse_qs(urlsplit(path).query)["station"][0] for path, _ in server.asked if "?" in path]


@pytest.mark.parametrize("words", [["nyc2023", "bts", "2025-01"], ["bts", "2025-01", "nyc2023"]])
def test_packages_and_published_months_are_fetched_in_one_call(
    server: Published,
    tmp_path: Path,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(SOURCES, "nyc2023", EveryTenth(1))
    assert fetch(server, tmp_path, *words) == 0
    files = Lake(tmp_path / "lake").manifest().of("flights")
    rows = {source: sum(file.rows for file in files if file.source == source)
            for source in ("nyc2023", "bts")}  # fmt: skip
    assert rows["bts"] == 1
    assert f"{rows['nyc2023']:,}" in capsys.readouterr().out


def test_each_published_source_takes_the_words_that_follow_it(
    server: Published, tmp_path: Path
) -> None:
    assert fetch(server, tmp_path, "bts", "2025-01", "asos", "JFK", "2025-02") == 1
    assert server.asked[0][0].endswith("2025_1.zip")
    assert stations(server) == ["JFK"]


@pytest.mark.parametrize(
    ("airport", "station"), [("KJFK", "JFK"), ("jfk", "JFK"), ("PANC", "PANC"), ("kjfk", "JFK")]
)
def test_airports_are_known_by_their_iata_and_their_icao_code(
    server: Published, tmp_path: Path, airport: str, station: str
) -> None:
    fetch(server, tmp_path, "asos", airport, "2025-01")
    assert stations(server) == [station]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["asos", "KQQQ", "2025-01"], "No US airport is known by 'KQQQ': give IATA codes"),
        (["asos", "JFK", "January", "2025-01"], "No US airport is known by 'JANUARY'"),
        (["asos", "JFK", "2025"], "'2025' is not a month"),
        (["bts", "2025-01", "nyc1999"], "'nyc1999' is not a month"),
        (["nyc2013", "nyc1999"], "no source 'nyc1999'; there are: nyc2013, nyc2023, bts, asos"),
        (["2025-01"], "There is no source '2025-01'"),
        (["nyc2013", "bts"], "'' is not a month"),
    ],
)
def test_a_word_that_is_not_understood_is_told_of_before_anything_is_fetched(
    server: Published,
    tmp_path: Path,
    words: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert fetch(server, tmp_path, *words) == 1
    assert told in capsys.readouterr().err
    assert server.asked == []
    assert not (tmp_path / "lake").exists()
