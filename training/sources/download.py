"""Download: a published file onto disk, taken up again where it broke off.

    january.zip           whole, never half
    january.zip.sha256    its checksum, as sha256sum writes and reads it
    january.zip.part      what has come so far
    january.zip.part.tag  of which edition of the file that is

A server that is busy or breaks off is asked again, each time after a longer pause; one that
says no is not.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import requests

from batch.reader.containers import MAX_BYTES, TableFile
from pushback.plurals import count_of
from training.atomic_write import write_bytes
from training.errors import DownloadFailed

CHECKSUM, PART, TAG = ".sha256", ".part", ".part.tag"
CHUNK_BYTES = 1 << 16
CONNECT_SECONDS, READ_SECONDS = 15, 60
LONGEST_PAUSE = 60.0
RANGE_REFUSED = 416
BUSY = {408, RANGE_REFUSED, 425, 429, 500, 502, 503, 504}
UNVERIFIED = (
    "the server's certificate cannot be verified. Download the file with a browser, which tells"
    " what is wrong with it, then: python -m training ingest FILE"
)
HEADERS = {"User-Agent": "pushback (flight delay training)", "Accept-Encoding": "identity"}

Progress = Callable[[int, int | None], None]
"""Told of the bytes that are there, and of all there will be, if that is known."""


class _Busy(NamedTuple):
    """Why the server may answer better later, and in how many seconds at the earliest."""

    reason: str
    pause: float = 0.0


def download(
    url: str,
    path: Path,
    progress: Progress = lambda _, __: None,
    absent: str = "there is no such file",
    attempts: int = 5,
    pause: float = 1.0,
) -> None:
    """Download a file to `path`, resuming a partial download, and write its checksum.

    Parameters
    ----------
    absent
        What it means if the server does not know the file.
    attempts
        How often to ask, counted anew whenever something has come.
    pause
        Seconds before the second time of asking; doubled each time after.

    Raises
    ------
    DownloadFailed
        If the server says no, does not answer after all attempts, or the file cannot be written.
    """
    failures, reached = 0, _size(_beside(path, PART))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        while busy := _ask(url, path, progress, absent):
            size = _size(_beside(path, PART))
            failures = 1 if size > reached else failures + 1
            reached = max(size, reached)
            if failures >= attempts:
                reason = f"{busy.reason}, {count_of(failures, 'time')} in a row; what came is kept"
                raise DownloadFailed(url, reason)
            time.sleep(min(max(pause * 2 ** (failures - 1), busy.pause), LONGEST_PAUSE))
        distrust(path)
        _beside(path, PART).replace(path)
        _beside(path, TAG).unlink(missing_ok=True)
        write_bytes(_beside(path, CHECKSUM), f"{_checksum(path)}  {path.name}\n".encode())
    except OSError as error:
        raise DownloadFailed(url, f"it cannot be kept on disk ({error})") from None


def is_whole(path: Path) -> bool:
    """Return whether a file was downloaded to its end, and is as it was then."""
    checksum = _beside(path, CHECKSUM)
    if not (path.is_file() and checksum.is_file()):
        return False
    return checksum.read_text().split()[:1] == [_checksum(path)]


def distrust(path: Path) -> None:
    """Have the file downloaded anew next time; it stays, to be looked at."""
    _beside(path, CHECKSUM).unlink(missing_ok=True)


def _ask(url: str, path: Path, progress: Progress, absent: str) -> _Busy | None:
    """Ask once for what is not there yet, and write what comes; return why to ask again, if so."""
    tag = _beside(path, TAG)
    have = _size(_beside(path, PART)) if tag.exists() else 0
    headers = {"Range": f"bytes={have}-", "If-Range": tag.read_text()} if have else {}
    timeout = (CONNECT_SECONDS, READ_SECONDS)
    try:
        with requests.get(url, headers=HEADERS | headers, stream=True, timeout=timeout) as answer:
            if answer.status_code == RANGE_REFUSED:
                tag.unlink(missing_ok=True)  # what came before is of no use: begin anew
            if answer.status_code in BUSY:
                seconds = answer.headers.get("Retry-After", "")
                pause = float(seconds) if seconds.isdecimal() else 0.0
                return _Busy(f"the server answered {answer.status_code}", pause)
            if answer.status_code == requests.codes.not_found:
                raise DownloadFailed(url, f"{absent} (404)")
            if not answer.ok:
                reason = f"the server answered {answer.status_code} {answer.reason}"
                raise DownloadFailed(url, reason)
            resumed = answer.status_code == requests.codes.partial_content
            _receive(url, answer, path, have if resumed else 0, progress)
            return None
    except ValueError as error:  # the address is none, or the answer makes no sense
        raise DownloadFailed(url, str(error).rstrip(".")) from None
    except requests.Timeout:
        return _Busy("the server did not answer in time")
    except requests.exceptions.ChunkedEncodingError:
        return _Busy("the server broke off")
    except requests.RequestException as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):  # asking again would end the same way
            raise DownloadFailed(url, UNVERIFIED) from None
        return _Busy("there is no connection to the server")


def _receive(
    url: str, answer: requests.Response, path: Path, have: int, progress: Progress
) -> None:
    """Write what comes after the bytes that are there."""
    _beside(path, TAG).unlink(missing_ok=True)
    length = answer.headers.get("Content-Length")
    total = have + int(length) if length else None
    with _beside(path, PART).open("r+b" if have else "wb") as file:
        file.truncate(have)
        file.seek(have)
        if edition := _edition(answer.headers):
            write_bytes(_beside(path, TAG), edition.encode())
        for chunk in answer.iter_content(CHUNK_BYTES):
            file.write(chunk)
            have += len(chunk)
            if have > MAX_BYTES:
                raise DownloadFailed(url, f"it is larger than {MAX_BYTES // 1_000_000:,} MB")
            progress(have, total)


def _edition(headers: Mapping[str, str]) -> str:
    """Return what tells this edition of the file from others; a weak tag does not."""
    tag = headers.get("ETag", "W/")
    return headers.get("Last-Modified", "") if tag.startswith("W/") else tag


def _checksum(path: Path) -> str:
    return TableFile(str(path), path.name).sha256


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
