"""Tests of ALLOWED_ORIGINS, ASYNC and DOMAIN, which stay as they were until given again."""

import re

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, FORBIDDEN, READY, Stub

PAGE = "https://pushback-test-pushback.storage.googleapis.com"
OTHER = "https://www.pushback.example"
FUNCTION = ("--only", "function")
MACHINE = ("--only", "vm", "--access=public")
UNIT = f'--env "ALLOWED_ORIGINS={PAGE} {OTHER}" --env FUNCTION_SOURCE=/app/main_async.py'
NAMED = "api.pushback.example"
HTTPS = rf"{{value: #cloud-config\n    Description=HTTPS of Pushback for {NAMED}\n    Wants=x}}"
BEFORE = {
    "functions describe *environmentVariables*": "printf 'GOOGLE_FUNCTION_SOURCE=main_async.py"
    f"\\tALLOWED_ORIGINS=https://old.example {OTHER};GOOGLE_CLOUD_PROJECT=pushback-test'",
    "compute instances describe *metadata.items*": f"echo '{UNIT}'",
    **READY,
}
KEEPS = {
    "compute instances create *": "for word; do case $word in *user-data=*)"
    ' cp "${word##*=}" "${0%/*}" ;; esac; done'
}
"""Keeps what the machine is told to do as it starts."""


def deployed(stub: Stub) -> tuple[str, str]:
    """Return the origins and the file that the function, or the machine, was deployed with."""
    text = "\n".join(word for command in stub.commands for word in command)
    for file in stub.folder.glob("user-data"):
        text += file.read_text()
    (origins,) = re.findall(r'ALLOWED_ORIGINS=([^,"]+)', text)
    (adapter,) = re.findall(r"_SOURCE=(?:/app/)?(\S+)", text)
    return origins, adapter


@pytest.mark.parametrize("part", [FUNCTION, MACHINE])
@pytest.mark.parametrize(
    ("given", "origins", "adapter"),
    [
        ({}, f"{PAGE} {OTHER}", "main_async.py"),
        ({"ASYNC": ""}, f"{PAGE} {OTHER}", "main.py"),
        ({"ALLOWED_ORIGINS": ""}, PAGE, "main_async.py"),
        (
            {"ALLOWED_ORIGINS": "https://new.example"},
            f"{PAGE} https://new.example",
            "main_async.py",
        ),
        ({"ALLOWED_ORIGINS": "", "ASYNC": ""}, PAGE, "main.py"),
    ],
)
def test_what_is_not_given_stays(
    rehearse: Rehearse, part: tuple[str, ...], given: dict[str, str], origins: str, adapter: str
) -> None:
    result, stub = rehearse(*part, answers={**KEEPS, **BEFORE}, **given)
    assert result.returncode == 0, result.stderr
    assert deployed(stub) == (origins, adapter)
    assert ("ALLOWED_ORIGINS= ends it" in result.stderr) == ("ALLOWED_ORIGINS" not in given)


@pytest.mark.parametrize(
    ("given", "answers_at"),
    [
        ({}, f"https://{NAMED}"),
        ({"DOMAIN": "new.pushback.example"}, "https://new.pushback.example"),
        ({"DOMAIN": ""}, "http://203.0.113.7:80"),
    ],
)
def test_a_machines_domain_stays(
    rehearse: Rehearse, given: dict[str, str], answers_at: str
) -> None:
    before = {"compute instances describe *metadata.items*": f"echo '{HTTPS}'"}
    address = {"compute instances describe *natIP*": "echo 203.0.113.7"}
    result, stub = rehearse(*MACHINE, answers={**KEEPS, **before, **address, **READY}, **given)
    assert (result.returncode, result.stdout) == (0, f"API   {answers_at}\n"), result.stderr
    assert (f"DOMAIN={NAMED} stays; DOMAIN= ends it" in result.stderr) == (not given)
    assert ("pushback-tls.service" in (stub.folder / "user-data").read_text()) == (
        answers_at.startswith("https:")
    )


def test_what_cannot_be_told_is_not_taken_for_none(rehearse: Rehearse) -> None:
    answers = {"functions describe *environmentVariables*": FORBIDDEN, **READY}
    result, stub = rehearse(*FUNCTION, answers=answers)
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "of before cannot be told: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_a_plan_says_that_it_does_not_know_them(rehearse: Rehearse) -> None:
    result, _ = rehearse(*FUNCTION, "--dry-run")
    assert "Not known in a plan: ALLOWED_ORIGINS, ASYNC and DOMAIN" in result.stderr
