"""Tests of --rollback: what it leads back to, and that neither part goes back unless both can."""

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import READY

PAGE = {"storage buckets describe *labels.before*": "echo 0123456789ab"}
FUNCTION = {
    "run services list *tag=previous*": "echo pushback-00001-abc",
    "run services list *tag=proven*": "echo pushback-00002-abc",
}
SERVED = {**PAGE, "storage buckets describe *labels.page*": "echo fedcba987654"}
BEGUN, REVISION = (f"storage buckets describe *labels.{name}*" for name in ("begun", "revision"))
CHANGES = ("update-traffic", "update", "rsync")


def test_function_and_page_go_back_together(rehearse: Rehearse) -> None:
    result, stub = rehearse("--rollback", answers={**PAGE, **FUNCTION, **READY})
    assert result.returncode == 0, result.stderr
    (traffic,) = stub.asked("update-traffic")
    assert "--to-revisions=pushback-00001-abc=100" in traffic
    assert all("versions/0123456789ab" in line for line in stub.asked("rsync"))
    assert stub.asked("rsync")


def test_rights_that_others_gave_on_the_bucket_do_not_keep_from_it(rehearse: Rehearse) -> None:
    others = {"storage buckets get-iam-policy *": "echo roles/storage.objectViewer user:eve@a.b"}
    result, _ = rehearse("--rollback", answers={**others, **PAGE, **FUNCTION, **READY})
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("known", "words"), [(PAGE, "no earlier revision"), (FUNCTION, "no earlier page")]
)
def test_neither_goes_back_unless_both_can(
    rehearse: Rehearse, known: dict[str, str], words: str
) -> None:
    result, stub = rehearse("--rollback", answers={**known, **READY})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert words in result.stderr.splitlines()[-1]


def test_one_part_alone_can_go_back(rehearse: Rehearse) -> None:
    result, stub = rehearse("--rollback", "--only", "function", answers={**FUNCTION, **READY})
    assert (result.returncode, len(stub.asked("update-traffic"))) == (0, 1), result.stderr
    assert stub.asked("rsync") == []


@pytest.mark.parametrize(
    ("revision", "page"),
    [
        ("pushback-00002-abc", "0123456789ab"),
        ("after-pushback-00002-abc", "fedcba987654"),  # and there was another page between
        ("pushback-00001-abc", "fedcba987654"),  # that the function goes back to
        ("none", "fedcba987654"),
    ],
)
def test_the_page_goes_back_only_with_the_revision_it_was_deployed_with(
    rehearse: Rehearse, revision: str, page: str
) -> None:
    known = {REVISION: f"echo {revision}", **SERVED, **FUNCTION}
    result, stub = rehearse("--rollback", answers={**known, **READY})
    assert result.returncode == 0, result.stderr
    assert "--to-revisions=pushback-00001-abc=100" in stub.asked("update-traffic")[0]
    lines = stub.asked("rsync")
    assert [f"/versions/{page} " in line for line in lines] == [True] * 3
    assert "versions/(" + page + "|0123456789ab)/" in lines[-1]  # the one before is kept
    assert f"The page: {page} is served" in result.stdout


def test_a_function_can_go_back_from_a_revision_that_came_without_a_page(
    rehearse: Rehearse,
) -> None:
    first = {REVISION: "echo pushback-00001-abc", BEGUN: "echo fedcba987654", **SERVED, **FUNCTION}
    first["storage buckets describe *labels.before*"] = ""
    result, _ = rehearse("--rollback", answers={**first, **READY})
    assert result.returncode == 0, result.stderr
    assert "The function: pushback-00001-abc serves" in result.stdout


def test_from_an_upload_that_was_cut_short_it_leads_to_the_page_that_was_served(
    rehearse: Rehearse,
) -> None:
    cut = {BEGUN: "echo 999999999999", **SERVED, **READY}
    result, stub = rehearse("--rollback", "--only", "site", answers=cut)
    assert result.returncode == 0, result.stderr
    assert all("versions/fedcba987654 " in line for line in stub.asked("rsync"))


def test_the_labels_say_what_is_served_once_it_is(rehearse: Rehearse) -> None:
    served = {"functions describe *": "echo https://f.example", **SERVED, **READY}
    _, stub = rehearse("--only", "site", answers=served)
    lines = stub.asked("rsync", "update")
    steps = [line for line in lines if "/versions/" in line or "page=" in line]
    (label,) = [number for number, line in enumerate(steps) if "page=" in line]
    assert ",before=fedcba987654,revision=" in steps[label]
    assert "--delete-unmatched-destination-objects" in steps[-1]
    assert label == len(steps) - 2


SERVES = {
    "run services list *percent>0*": "echo pushback-00002-abc",
    "functions describe *": "echo https://f.example",
}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("pushback-00001-abc", "pushback-00002-abc"),  # a run was cut short before its page
        ("pushback-00002-abc", "after-pushback-00002-abc"),
        ("none", "pushback-00002-abc"),
    ],
)
def test_a_page_that_is_deployed_alone_says_which_revision_it_came_with(
    rehearse: Rehearse, before: str, said: str
) -> None:
    known = {REVISION: f"echo {before}", **SERVED, **SERVES, **READY}
    result, stub = rehearse("--only", "site", answers=known)
    assert result.returncode == 0, result.stderr
    (label,) = [line for line in stub.asked("update") if "page=" in line]
    assert label.split(",revision=")[1].split()[0] == said


def test_a_revision_that_came_with_the_page_of_before_is_noted(rehearse: Rehearse) -> None:
    answers = {
        "run services list *latestCreatedRevisionName*": "echo pushback-00002-abc",
        "run services describe *latestReadyRevisionName*": "echo pushback-00002-abc",
        REVISION: "echo pushback-00001-abc",
        **SERVES,
        **READY,
    }
    result, stub = rehearse(answers=answers)
    assert result.returncode == 0, result.stderr
    assert stub.asked("--update-labels=revision=after-pushback-00002-abc")
