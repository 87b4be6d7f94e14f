"""Tests of --teardown in an empty project: gcloud's words for what is not there are understood."""

import pytest

from tests.deploy.checkout import Checkout


@pytest.mark.parametrize("part", ["function", "site"])
def test_of_nothing_that_is_not_there_it_is_said_that_it_may_be(
    checkout: Checkout, part: str
) -> None:
    result = checkout.deploy("--teardown", "--only", part)
    assert (result.returncode, result.stderr.splitlines()[-1]) == (1, "  nothing")
    assert "perhaps" not in result.stderr
