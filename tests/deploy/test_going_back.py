"""Tests of --rollback: what it leads back to, and that neither part goes back unless both can."""

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import READY

PAGE = {"storage buckets describe *labels.before*": "echo 0123456789ab"}
FUNCTION = {
    "run services list *tag=previous*": "echo pushback-00001-abc",
    "run services list *tag=proven*": "echo pushback-00002-abc",
}
CHANGES = ("update-traffic", "update", "rsync")


def test_function_and_page_go_back_together(rehearse: Rehearse) -> None:
    result, stub = rehearse("--rollback", answers={**PAGE, **FUNCTION, **READY})
    assert result.returncode == 0, result.stderr
    (traffic,) = stub.asked("update-traffic")
    assert "--to-revisions=pushback-00001-abc=100" in traffic
    assert all("versions/0123456789ab" in line for line in stub.asked("rsync"))
    assert stub.asked("rsync")


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
