"""Tests of what watches the function: made by --bootstrap, led to whom it names, taken down."""

from typing import Any

import pytest
import yaml

from pushback.http.request_log import Entry
from pushback.notes import CODES
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, FORBIDDEN, NOT_THERE, READY

BOOTSTRAP = ("--bootstrap", "--only", "function")


def policy(commands: list[list[str]]) -> dict[str, Any]:
    """Return the alarms that were asked for."""
    (text,) = [
        word.removeprefix("--policy=")
        for command in commands
        if command[:4] == ["alpha", "monitoring", "policies", "create"]
        for word in command
        if word.startswith("--policy=")
    ]
    asked: dict[str, Any] = yaml.safe_load(text)
    return asked


def test_alarms_watch_faults_the_limit_of_instances_and_whether_it_answers(
    rehearse: Rehearse,
) -> None:
    answers = {"monitoring uptime list-configs *basename*": "echo pushback-a1", **READY}
    result, stub = rehearse(*BOOTSTRAP, "--access=public", answers=answers)
    assert result.returncode == 0, result.stderr
    faults, limit, silence = (
        one["conditionThreshold"] for one in policy(stub.commands)["conditions"]
    )
    assert 'response_code_class="5xx"' in faults["filter"]
    assert "response_code_class" not in faults["denominatorFilter"]
    assert (faults["thresholdValue"], limit["thresholdValue"]) == (0.01, 4)
    assert 'check_id="pushback-a1"' in silence["filter"]
    assert len(stub.asked("uptime")) == 3


def test_a_closed_function_is_not_asked_from_outside(rehearse: Rehearse) -> None:
    _, stub = rehearse(*BOOTSTRAP, "--access=none")
    assert [line for line in stub.asked("uptime") if "create" in line] == []
    assert len(policy(stub.commands)["conditions"]) == 2


def test_alarms_that_are_there_are_left_alone_and_changed_ones_are_renewed(
    rehearse: Rehearse,
) -> None:
    _, stub = rehearse(*BOOTSTRAP, "--access=public")
    release = policy(stub.commands)["userLabels"]["release"]
    for told, updates in ((release, 0), ("0123456789ab", 1)):
        answers = {
            "alpha monitoring policies list *userLabels.app)": "echo pushback",
            "alpha monitoring policies list *userLabels.release)": f"echo {told}",
            **READY,
        }
        _, again = rehearse(*BOOTSTRAP, "--access=public", answers=answers)
        changes = [line for line in again.asked("policies") if " list " not in line]
        assert len(changes) == updates, changes


def test_every_note_is_counted(rehearse: Rehearse) -> None:
    _, stub = rehearse(*BOOTSTRAP, "--access=public")
    made = [line for line in stub.asked("metrics") if "create" in line]
    assert len(made) == len(CODES) + 1
    for code, line in zip(CODES, made[:-1], strict=True):
        assert f"jsonPayload.notes.{code}>0" in line


def test_the_chances_of_late_are_counted_as_a_distribution(rehearse: Rehearse) -> None:
    keep = {"logging metrics create pushback-late_mean *": 'cp "${5#*=}" "$0.config"', **READY}
    _, stub = rehearse(*BOOTSTRAP, "--access=public", answers=keep)
    counter = yaml.safe_load((stub.folder / "gcloud.config").read_text())
    field = "jsonPayload.late_mean"
    assert counter["filter"].endswith(f'service_name="pushback" AND {field}>=0')
    assert counter["valueExtractor"] == f"EXTRACT({field})"
    assert counter["metricDescriptor"]["valueType"] == "DISTRIBUTION"
    bins = counter["bucketOptions"]["linearBuckets"]
    assert (bins["offset"], bins["numFiniteBuckets"] * bins["width"]) == (0, 1)
    assert "late_mean" in Entry.__struct_fields__


def test_counters_that_are_there_are_left_alone(rehearse: Rehearse) -> None:
    names = " ".join(f"pushback-{name}" for name in (*CODES, "late_mean"))
    answers = {"logging metrics list *": f"echo {names}", **READY}
    _, stub = rehearse(*BOOTSTRAP, "--access=public", answers=answers)
    assert [line for line in stub.asked("metrics") if "create" in line] == []


def test_whom_it_names_is_told(rehearse: Rehearse) -> None:
    answers = {"beta monitoring channels list *value(name)": "echo channels/1", **READY}
    _, stub = rehearse(
        *BOOTSTRAP, "--access=public", "--notify=team@pushback.example", answers=answers
    )
    (made,) = [line for line in stub.asked("channels") if "create" in line]
    assert "email_address=team@pushback.example --user-labels=app=pushback" in made
    listed = [line for line in stub.asked("channels") if " list " in line]
    assert all("userLabels.app=pushback AND " in line for line in listed)  # not somebody else's
    assert policy(stub.commands)["notificationChannels"] == ["channels/1"]


def test_a_budget_is_of_the_account_that_pays_and_for_this_project_alone(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse(*BOOTSTRAP, "--access=public", "--budget=50", answers=READY)
    assert result.returncode == 0, result.stderr
    (made,) = [line for line in stub.asked("budgets") if "create" in line]
    assert "--billing-account=0A-0B" in made
    assert "--budget-amount=50 --filter-projects=projects/pushback-test" in made
    assert all("--project=pushback-test" in line.split() for line in stub.asked("budgets"))


@pytest.mark.parametrize("part", [[], ["--only", "function"]])
def test_without_rights_on_the_account_that_pays_a_budget_is_refused_before_anything_is_made(
    rehearse: Rehearse, part: list[str]
) -> None:
    answers = {"billing budgets list *": FORBIDDEN, **READY}
    arguments = ("--bootstrap", "--access=public", "--budget=50", *part)
    result, stub = rehearse(*arguments, answers=answers)
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "on the billing account 0A-0B: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_a_budget_is_made_before_the_function(rehearse: Rehearse) -> None:
    disabled = {"billing budgets list *": NOT_THERE, "billing budgets create *": "exit 1"}
    result, stub = rehearse(*BOOTSTRAP, "--access=public", "--budget=50", answers=disabled | READY)
    assert (result.returncode, stub.asked("deploy")) == (1, [])


CHANNEL = {"alpha monitoring policies list *notificationChannels*": "echo channels/1"}
NO_ALARM = "Nobody is told of an alarm, until you give --notify EMAIL"
NO_WARNING = "Nobody is warned of what this costs"


@pytest.mark.parametrize(
    ("options", "answers", "words"),
    [
        ([], {}, [NO_ALARM, NO_WARNING]),
        ([], CHANNEL, [NO_WARNING]),
        (["--budget=50"], {}, [NO_ALARM]),
        (["--budget=50"], CHANNEL, []),
    ],
)
def test_whether_anybody_is_told_is_said_at_the_end(
    rehearse: Rehearse, options: list[str], answers: dict[str, str], words: list[str]
) -> None:
    result, _ = rehearse(*BOOTSTRAP, "--access=public", *options, answers=answers | READY)
    assert result.returncode == 0, result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("Nobody is ")]
    assert [line[: len(start)] for line, start in zip(said, words, strict=True)] == words


def test_without_a_budget_none_is_asked_for(rehearse: Rehearse) -> None:
    _, stub = rehearse(*BOOTSTRAP, "--access=public", answers=READY)
    assert stub.asked("budgets") == []


@pytest.mark.parametrize(
    ("listing", "kind"),
    [
        ("alpha monitoring policies list *", "policies"),
        ("monitoring uptime list-configs *", "uptime"),
        ("beta monitoring channels list *", "channels"),
        ("billing budgets list *", "budgets"),
    ],
)
def test_what_cannot_be_listed_is_not_made_a_second_time(
    rehearse: Rehearse, listing: str, kind: str
) -> None:
    options = ("--access=public", "--notify=team@pushback.example", "--budget=50")
    result, stub = rehearse(*BOOTSTRAP, *options, answers={listing: FORBIDDEN, **READY})
    assert result.returncode == 1
    assert [line for line in stub.asked(kind) if "create" in line] == []
    assert "ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("listing", "deletion"),
    [
        ("alpha monitoring policies list *", "alpha monitoring policies delete it"),
        ("monitoring uptime list-configs *", "monitoring uptime delete it"),
        ("beta monitoring channels list *userLabels.app=*", "beta monitoring channels delete it"),
        ("billing budgets list *", "billing budgets delete it"),
        ("logging metrics describe pushback-no_weather *", "logging metrics delete pushback-no_we"),
        ("logging metrics describe pushback-late_mean *", "logging metrics delete pushback-late_m"),
    ],
)
def test_it_is_taken_down(rehearse: Rehearse, listing: str, deletion: str) -> None:
    _, stub = rehearse(
        "--teardown", "--only", "function", "--yes", answers={listing: "echo it"} | READY
    )
    assert any(line.startswith(deletion) for line in stub.asked("delete"))


@pytest.mark.parametrize(
    "kind", ["beta monitoring channels", "alpha monitoring policies", "billing budgets"]
)
def test_of_several_each_is_taken_down(rehearse: Rehearse, kind: str) -> None:
    several = {f"{kind} list *": "echo one; echo another"}
    result, stub = rehearse("--teardown", "--only", "function", "--yes", answers=several | READY)
    assert result.returncode == 0, result.stderr
    deleted = [
        line.removeprefix(f"{kind} delete ").split()[0]
        for line in stub.asked("delete")
        if line.startswith(kind)
    ]
    assert deleted == ["one", "another"]
    assert "--limit" not in " ".join(stub.asked("list"))
