"""Tests of the function's container: what it answers, what it may do, how it starts and stops."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.message import Message
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pushback.http.messages import MAX_BODY_BYTES
from tests.builders import fair_day, flight
from tests.container.engine import MEMORY_MIB, ORIGIN, Container, Engine
from tests.paths import FUNCTION, REPOSITORY
from tests.slow_clients import HALF_BODY, HALF_HEADER, slow_clients

JSON = "application/json"
STOP_SECONDS = 10


def ask(
    url: str, path: str, body: Any = None, kind: str = JSON, method: str | None = None
) -> tuple[int, Message, Any]:
    """Ask over HTTP; return the status, the headers, and the JSON of the answer."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, {"Content-Type": kind}, method=method)
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return answer.status, answer.headers, json.load(answer)


def predict(url: str, flights: int = 1, **rest: Any) -> list[dict[str, Any]]:
    status, _, answer = ask(url, "/predict", {"flights": [flight()] * flights, **rest})
    assert status == 200, answer
    predictions: list[dict[str, Any]] = answer["predictions"]
    return predictions


def is_json(line: str) -> bool:
    with suppress(ValueError):
        return isinstance(json.loads(line), dict)
    return False


def test_the_smoke_test_passes(url: str) -> None:
    command = [str(REPOSITORY / "tests" / "smoke.sh"), "--origin", ORIGIN, url]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_flight_gets_six_chances_that_sum_to_one(url: str) -> None:
    (prediction,) = predict(url, weather=fair_day())
    assert len(prediction["outcomes"]) == 6
    assert sum(prediction["outcomes"].values()) == pytest.approx(1, abs=1e-5)


def test_a_thousand_flights_are_answered(url: str) -> None:
    assert len(predict(url, 1000, weather=fair_day())) == 1000


def test_as_many_flights_as_the_contract_allows_are_explained(url: str) -> None:
    _, _, contract = ask(url, "/contract")
    most = contract["limits"]["explained"]
    assert all(prediction["reasons"] for prediction in predict(url, most, explain=True))


@pytest.mark.parametrize(
    ("path", "request_", "expected"),
    [
        ("/predict", {"body": b"{"}, 400),
        ("/nowhere", {}, 404),
        ("/predict", {"method": "DELETE"}, 405),
        ("/predict", {"body": {"flights": [flight()] * 1001}}, 413),
        ("/predict", {"body": b" " * (MAX_BODY_BYTES + 1)}, 413),
        ("/predict", {"body": {"flights": [flight()]}, "kind": "text/plain"}, 415),
        ("/predict", {"body": {"flights": [flight(origin=...)]}}, 422),
    ],
)
def test_what_cannot_be_answered_is_refused_as_problem_details(
    url: str, path: str, request_: dict[str, Any], expected: int
) -> None:
    status, headers, problem = ask(url, path, **request_)
    assert status == problem["status"] == expected
    assert headers["Content-Type"] == "application/problem+json"
    assert ("Allow" in headers) == (expected == 405)


def test_two_hundred_requests_at_once_take_half_of_its_memory_at_most(
    container: Container,
) -> None:
    sizes = [1000 if number % 10 == 0 else 1 for number in range(200)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda size: len(predict(container.url, size)), sizes))
    assert answers == sizes
    assert container.inspect("{{.State.OOMKilled}}") == "false"
    assert container.peak_mib() < MEMORY_MIB / 2


@pytest.mark.parametrize("said", [HALF_HEADER, HALF_BODY], ids=["header", "body"])
def test_others_are_answered_within_a_second_while_many_say_half_of_it(
    url: str, said: bytes
) -> None:
    with slow_clients(int(url.rpartition(":")[2]), said, 64):
        for _ in range(20):
            begun = time.monotonic()
            predict(url)
            assert time.monotonic() - begun < 1


def test_it_runs_as_nobody_in_particular_and_can_gain_nothing(container: Container) -> None:
    lines = container.execute("cat", "/proc/1/status").stdout.splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    assert "0" not in status["Uid"].split()
    assert "0" not in status["Gid"].split()
    assert (int(status["CapEff"], 16), status["NoNewPrivs"]) == (0, "1")


@pytest.mark.parametrize("folder", ["/", "/app", "/app/model", "/usr/local"])
def test_no_file_of_the_image_can_be_written(container: Container, folder: str) -> None:
    result = container.execute("touch", f"{folder}/new")
    assert result.returncode != 0
    assert "Read-only file system" in result.stderr


def test_it_holds_what_serving_needs_and_nothing_else(container: Container) -> None:
    listing = container.execute("find", "/app", "-type", "f", "-not", "-name", "*.pyc").stdout
    served = {*FUNCTION.glob("pushback/**/*.py"), *FUNCTION.glob("model/*")}
    served |= {*FUNCTION.glob("main*.py"), FUNCTION / "requirements.txt"}
    served |= {FUNCTION / "container.sh", FUNCTION / "nginx.conf"}
    served.remove(FUNCTION / "model" / "README.md")  # for people
    assert set(listing.split()) == {f"/app/{path.relative_to(FUNCTION)}" for path in served}
    for package in ("sklearn", "pandas", "pytest"):
        assert container.execute("python3", "-c", f"import {package}").returncode != 0


def test_its_health_check_tells_a_healthy_container_from_another(
    engine: Engine, image: str, container: Container
) -> None:
    shown = engine("image", "inspect", "--format", "{{json .Config.Healthcheck}}", image).stdout
    kind, *command = json.loads(shown)["Test"]
    assert kind == "CMD"
    assert container.execute(*command).returncode == 0
    assert container.execute("env", "PORT=1", *command).returncode != 0


def test_every_line_of_its_log_is_json(container: Container) -> None:
    predict(container.url)
    ask(container.url, "/nowhere")
    assert [line for line in container.log().splitlines() if not is_json(line)] == []


def test_it_stops_when_told_to(engine: Engine, image: str) -> None:
    with engine.running(image) as started:
        started.wait_until_healthy()
        predict(started.url)
        start = time.monotonic()
        engine("kill", "--signal=TERM", started.name)
        assert started.wait_until_ended() == 0
        assert time.monotonic() - start < STOP_SECONDS


@pytest.fixture
def folder_to_mount() -> Iterator[Path]:
    """Make a folder inside the checkout: pipelines let containers mount no other."""
    with TemporaryDirectory(prefix=".mounted-", dir=REPOSITORY) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("name", ["flight_delay.onnx", "lookups.npz"])
def test_it_refuses_to_start_with_a_file_that_was_altered(
    engine: Engine, image: str, folder_to_mount: Path, name: str
) -> None:
    bundle = Path(shutil.copytree(FUNCTION / "model", folder_to_mount / "model"))
    bundle.chmod(0o755)
    for file in bundle.iterdir():
        file.chmod(0o644)
    altered = bundle / name
    altered.write_bytes(altered.read_bytes()[:-1] + b"!")
    with engine.running(image, f"--volume={bundle}:/app/model:ro,z") as started:
        assert started.wait_until_ended() == 1
        assert started.log().count("\n") == 1
        assert "altered or cut short" in started.log()
