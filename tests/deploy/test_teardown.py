"""Tests of --teardown: what there is is listed, asked about and deleted, and nothing else."""

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import FAILS, FORBIDDEN, NOT_THERE, OWNER, READY

FUNCTION = {
    **READY,
    OWNER: NOT_THERE,
    "functions describe *": "echo pushback",
    "iam service-accounts describe pushback-run@*": "echo pushback-run@",
    "* describe *": NOT_THERE,
}
DELETED = ["functions delete pushback", "iam service-accounts delete pushback-run@"]


def deletions(commands: list[list[str]]) -> list[str]:
    """Return the calls that delete something, as lines."""
    verbs = {"delete", "rm", "remove-iam-policy-binding"}
    return [" ".join(command) for command in commands if verbs & set(command)]


def test_what_there_is_is_listed_and_deleted_once_the_project_is_named(rehearse: Rehearse) -> None:
    result, stub = rehearse("--teardown", answers=FUNCTION, typed="pushback-test\n")
    assert result.returncode == 0, result.stderr
    assert "  the function pushback in us-central1\n" in result.stderr
    assert "bucket" not in result.stderr
    found = deletions(stub.commands)
    assert [line[: len(start)] for line, start in zip(found, DELETED, strict=True)] == DELETED


def test_a_project_whose_billing_is_switched_off_can_be_taken_down(rehearse: Rehearse) -> None:
    answers = {**FUNCTION, "billing projects describe *": "echo False"}
    result, stub = rehearse("--teardown", "--yes", answers=answers)
    assert (result.returncode, len(deletions(stub.commands))) == (0, 2), result.stderr
    assert stub.asked("budgets") == []


def test_rights_that_others_gave_on_the_bucket_do_not_keep_it(rehearse: Rehearse) -> None:
    ours = {
        "storage buckets get-iam-policy *": "echo roles/storage.admin user:eve@pushback.example",
        "storage buckets describe *labels.app*": "echo pushback",
        "storage buckets describe *": "echo 123",
    }
    result, stub = rehearse("--teardown", "--only", "site", "--yes", answers={**READY, **ours})
    assert result.returncode == 0, result.stderr
    (line,) = deletions(stub.commands)
    assert line.startswith("storage rm gs://pushback-test-pushback ")


@pytest.mark.parametrize("typed", ["", "\n", "yes\n", "pushback\n"])
def test_without_the_name_nothing_is_deleted(rehearse: Rehearse, typed: str) -> None:
    result, stub = rehearse("--teardown", answers=FUNCTION, typed=typed)
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    assert result.stderr.endswith("Nothing was deleted.\n")


def test_yes_answers_the_question(rehearse: Rehearse) -> None:
    result, stub = rehearse("--teardown", "--yes", answers=FUNCTION)
    assert (result.returncode, len(deletions(stub.commands))) == (0, 2)
    assert "Type the name" not in result.stderr


def test_only_one_part_can_be_taken_down(rehearse: Rehearse) -> None:
    result, stub = rehearse("--teardown", "--only", "site", "--yes", answers=FUNCTION)
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    assert "nothing" in result.stderr


def test_what_could_not_be_asked_about_is_said_and_all_else_deleted(rehearse: Rehearse) -> None:
    refused = {"functions describe *": "echo 'ERROR: PERMISSION_DENIED: you may not' >&2; exit 1"}
    result, stub = rehearse("--teardown", "--yes", answers={**FUNCTION, **refused})
    assert result.returncode == 1
    assert "  perhaps, for Google Cloud does not say, the function pushback" in result.stderr
    assert "whether there is the function pushback in us-central1." in result.stderr
    assert len(deletions(stub.commands)) == 1


@pytest.mark.parametrize(
    ("functions", "deleted"), [("echo pushback", 0), (NOT_THERE, 1), (FAILS, 0)]
)
def test_with_the_machine_goes_the_builder_only_if_no_function_is_built_by_it(
    rehearse: Rehearse, functions: str, deleted: int
) -> None:
    there = {
        "iam service-accounts describe pushback-build@*": "echo pushback-build@",
        "compute instances describe *": "echo pushback",
        "functions describe *": functions,
    }
    _, stub = rehearse("--teardown", "--only", "vm", "--yes", answers=there | FUNCTION | there)
    found = deletions(stub.commands)
    assert sum("accounts delete pushback-build@" in line for line in found) == deleted


def test_a_function_of_another_region_is_not_left_without_what_watches_it(
    rehearse: Rehearse,
) -> None:
    answers = {"functions list *": "echo europe-west1", **FUNCTION}
    result, stub = rehearse("--teardown", "--yes", answers=answers)
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    assert "in europe-west1 too" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("part", [[], ["--only", "vm"]])
def test_a_machine_of_another_region_is_not_left_without_its_network(
    rehearse: Rehearse, part: list[str]
) -> None:
    answers = {"compute instances list *": "echo europe-west1", **FUNCTION}
    result, stub = rehearse("--teardown", "--yes", *part, answers=answers)
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    last = result.stderr.splitlines()[-1]
    assert "there is a virtual machine pushback in europe-west1 too" in last
    assert "with --region europe-west1," in last


def test_other_regions_machines_do_not_matter_to_the_function_alone(rehearse: Rehearse) -> None:
    answers = {"compute instances list *": "echo europe-west1", **FUNCTION}
    result, _ = rehearse("--teardown", "--yes", "--only", "function", answers=answers)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("question", ["functions list *", "compute instances list *"])
def test_nothing_is_deleted_where_other_regions_cannot_be_asked(
    rehearse: Rehearse, question: str
) -> None:
    answers = {question: f"echo 'network is down' >&2; {FAILS}", **FUNCTION}
    result, stub = rehearse("--teardown", "--yes", answers=answers)
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    assert "cannot be told: network is down" in result.stderr.splitlines()[-1]


def test_nothing_is_deleted_where_a_bucket_may_not_be_seen(rehearse: Rehearse) -> None:
    hidden = {OWNER: FORBIDDEN, "storage buckets describe *": "echo pushback"}
    result, stub = rehearse("--teardown", "--yes", answers={**FUNCTION, **hidden})
    assert (result.returncode, deletions(stub.commands)) == (1, [])
    assert "cannot be told: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_a_bucket_that_holds_other_things_is_never_taken_down(rehearse: Rehearse) -> None:
    photos = {"storage buckets describe *": "echo photos", "storage ls *": "echo gs://b/photo.jpg"}
    result, stub = rehearse("--teardown", "--yes", answers={**photos, **FUNCTION})
    assert (result.returncode, deletions(stub.commands)) == (1, [])


def test_the_log_keeps_addresses_again(rehearse: Rehearse) -> None:
    left_out = {"logging sinks list *": "echo _Default", **FUNCTION}
    result, stub = rehearse("--teardown", "--only", "function", "--yes", answers=left_out)
    assert result.returncode == 0, result.stderr
    (change,) = [line for line in stub.asked("sinks") if "update" in line]
    assert "--remove-exclusions=pushback-requests" in change
