"""Tests of downloading, against a real server that stumbles."""

import hashlib
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import requests

from tests.bts_files import row, write_month, zip_name
from tests.integration.file_server import Published, file_server
from tests.processes import free_port
from training.cli import main
from training.errors import DownloadFailed
from training.lake import Lake
from training.sources.download import CHUNK_BYTES, download, is_whole

CONTENT = bytes(range(256)) * 4000
quickly = partial(download, attempts=3, pause=0.01)


@pytest.fixture
def server() -> Iterator[Published]:
    with file_server() as published:
        published.files["/file"] = CONTENT
        yield published


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "file.zip"


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_a_file_arrives_with_its_checksum_beside_it(server: Published, path: Path) -> None:
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT
    assert names(path) == ["file.zip", "file.zip.sha256"]
    subprocess.run(["sha256sum", "--check", "file.zip.sha256"], cwd=path.parent, check=True)


def test_progress_is_told_of_to_the_end(server: Published, path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    quickly(f"{server.url}/file", path, lambda *step: told.append(step))
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_a_download_that_breaks_off_is_taken_up_where_it_was(server: Published, path: Path) -> None:
    server.stumbles = [5 * CHUNK_BYTES, 6 * CHUNK_BYTES]
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT
    assert server.ranges() == [None, f"bytes={5 * CHUNK_BYTES}-", f"bytes={11 * CHUNK_BYTES}-"]


def test_a_download_that_was_given_up_is_taken_up_next_time(server: Published, path: Path) -> None:
    server.stumbles = [5 * CHUNK_BYTES, 503, 503, 503]
    with pytest.raises(DownloadFailed, match="what came is kept"):
        quickly(f"{server.url}/file", path)
    assert not path.exists()
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT
    assert server.ranges()[-1] == f"bytes={5 * CHUNK_BYTES}-"


def test_two_editions_of_a_file_are_never_joined(server: Published, path: Path) -> None:
    server.stumbles = [5 * CHUNK_BYTES, 503, 503, 503]
    with pytest.raises(DownloadFailed):
        quickly(f"{server.url}/file", path)
    server.files["/file"], server.tag = CONTENT[::-1], '"second"'
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT[::-1]


def test_without_a_tag_a_download_begins_anew(server: Published, path: Path) -> None:
    server.tag, server.stumbles = "", [5 * CHUNK_BYTES]
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT
    assert server.ranges() == [None, None]


def test_a_part_that_is_longer_than_the_file_is_thrown_away(server: Published, path: Path) -> None:
    server.stumbles = [5 * CHUNK_BYTES, 503, 503, 503]
    with pytest.raises(DownloadFailed):
        quickly(f"{server.url}/file", path)
    server.files["/file"] = CONTENT[:1000]
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT[:1000]


@pytest.mark.parametrize("stumbles", [[416], [5 * CHUNK_BYTES, 416]], ids=["first", "later"])
def test_a_range_that_is_refused_without_a_tag_begins_anew(
    server: Published, path: Path, stumbles: list[int]
) -> None:
    server.tag, server.stumbles = "", stumbles
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT


def test_a_server_that_refuses_every_range_is_told_of(server: Published, path: Path) -> None:
    server.tag, server.stumbles = "", [416] * 3
    with pytest.raises(DownloadFailed, match="answered 416, 3 times in a row"):
        quickly(f"{server.url}/file", path)


def test_a_download_that_cannot_be_written_is_told_of(server: Published, path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(DownloadFailed, match="cannot be kept on disk"):
        quickly(f"{server.url}/file", path)


@pytest.mark.parametrize("url", ["nowhere/file", "gopher://nowhere/file", "http:///file"])
def test_an_address_that_is_none_is_not_asked_again(url: str, path: Path) -> None:
    with pytest.raises(DownloadFailed) as failed:
        quickly(url, path)
    assert "times in a row" not in str(failed.value)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_busy_server_is_asked_again(server: Published, path: Path, status: int) -> None:
    server.stumbles = [status, status]
    quickly(f"{server.url}/file", path)
    assert path.read_bytes() == CONTENT


def test_a_server_that_says_no_is_not_asked_again(server: Published, path: Path) -> None:
    server.stumbles = [403]
    with pytest.raises(DownloadFailed, match="answered 403"):
        quickly(f"{server.url}/file", path)
    assert len(server.asked) == 1


def test_no_server_at_all_is_told_of(path: Path) -> None:
    with pytest.raises(DownloadFailed, match="no connection to the server, 3 times"):
        quickly(f"http://127.0.0.1:{free_port()}/file", path)


def test_a_file_that_was_altered_is_not_whole(server: Published, path: Path) -> None:
    quickly(f"{server.url}/file", path)
    assert is_whole(path)
    path.write_bytes(CONTENT[:-1])
    assert not is_whole(path)


def fetch(server: Published, tmp_path: Path, *words: str) -> int:
    options = [f"--from={server.url}", f"--downloads={tmp_path}/kept", f"--lake={tmp_path}/lake"]
    return main(["fetch", *words, *options])


def publish(server: Published, tmp_path: Path, month: str) -> Path:
    folder = tmp_path / "published"
    folder.mkdir(exist_ok=True)
    path = write_month(folder, month, [row(f"{month}-01")])
    server.files[f"/{path.name}"] = path.read_bytes()
    return path


def test_months_are_fetched_into_the_lake(server: Published, tmp_path: Path) -> None:
    for month in ("2024-12", "2025-01"):
        publish(server, tmp_path, month)
    assert fetch(server, tmp_path, "bts", "2024-12..2025-01") == 0
    files = Lake(tmp_path / "lake").manifest().files
    assert [file.month for file in files if file.table == "flights"] == ["2024-12", "2025-01"]


def test_what_was_downloaded_is_not_asked_for_again(server: Published, tmp_path: Path) -> None:
    publish(server, tmp_path, "2025-01")
    for _ in range(2):
        assert fetch(server, tmp_path, "bts", "2025-01") == 0
    assert len(server.asked) == 1
    assert fetch(server, tmp_path, "bts", "2025-01", "--again") == 0
    assert len(server.asked) == 2


def test_the_kept_checksum_is_the_published_files(server: Published, tmp_path: Path) -> None:
    path = publish(server, tmp_path, "2025-01")
    fetch(server, tmp_path, "bts", "2025-01")
    kept = (tmp_path / "kept" / f"{path.name}.sha256").read_text()
    assert kept == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"


def test_a_month_that_is_not_published_yet_is_told_of(
    server: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(server, tmp_path, "bts", "2031-01") == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("error: ")
    assert "about two months after its end (404)" in error


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("1987-09", "begins in 1987-10: no earlier month exists"),
        ("1995-01", "no ready-made files of the 1990s"),
        ("2015-03", "was moved"),
    ],
)
def test_a_month_that_the_archive_lacks_is_told_by_its_cause(
    server: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str, said: str
) -> None:
    assert fetch(server, tmp_path, "bts", month) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert said in error
    assert server.url in error  # the address that was tried


def test_a_certificate_that_cannot_be_verified_is_not_asked_for_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(url: str, **_: object) -> None:
        asked.append(url)
        raise requests.exceptions.SSLError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")

    monkeypatch.setattr(requests, "get", refuse)
    with pytest.raises(DownloadFailed, match=r"cannot be verified.* ingest FILE"):
        quickly("https://127.0.0.1/file", path)
    assert len(asked) == 1


def test_a_bad_download_is_asked_for_again_next_time(server: Published, tmp_path: Path) -> None:
    path = publish(server, tmp_path, "2025-01")
    server.files[f"/{zip_name('2025-01')}"] = b"<html>Down for maintenance</html>"
    assert fetch(server, tmp_path, "bts", "2025-01") == 1
    server.files[f"/{path.name}"] = path.read_bytes()
    assert fetch(server, tmp_path, "bts", "2025-01") == 0


@pytest.mark.parametrize("months", [[], ["2025"], ["2025-13"], ["2025-02..2025-01"], ["next"]])
def test_months_that_are_none_are_told_of(
    server: Published, tmp_path: Path, months: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(server, tmp_path, "bts", *months) == 1
    assert "write one like 2025-01, or several like 2025-01..2025-12" in capsys.readouterr().err
    assert server.asked == []


def test_an_airports_weather_is_asked_for_from_its_first_local_hour(
    server: Published, tmp_path: Path
) -> None:
    lines = "".join(
        f"ANC,2025-01-{day:02} {hour:02}:53,14,M,M,M,M,0,M,30.0,10\n"
        for day in range(2, 31)
        for hour in range(24)
    )
    header = "station,valid,tmpf,dwpf,relh,drct,sknt,p01i,mslp,alti,vsby\n"
    server.files["/"] = (header + lines.replace("ANC", "PANC")).encode()
    assert fetch(server, tmp_path, "asos", "ANC", "2025-01") == 0
    (asked,) = (path for path, _ in server.asked)
    assert "station=PANC" in asked
    assert "sts=2025-01-01T09%3A00Z&ets=2025-02-01T09%3A00Z&tz=UTC" in asked
    (file,) = (one for one in Lake(tmp_path / "lake").manifest().files if one.table == "weather")
    assert (file.part, file.rows) == ("ANC", 29 * 24)


@pytest.mark.parametrize(
    ("airports", "words"),
    [(["JFK", "QQQ"], "No US airport is known by 'QQQ'"), ([], "No US airport was named")],
)
def test_airports_that_are_none_are_told_of(
    server: Published,
    tmp_path: Path,
    airports: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert fetch(server, tmp_path, "asos", *airports, "2025-01") == 1
    assert words in capsys.readouterr().err
    assert server.asked == []
