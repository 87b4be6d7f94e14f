"""Tests of the ceiling in function/DEPLOYING.md: what all instances could send in a month."""

import re

from functions_framework import create_app

from tests.paths import FUNCTION
from training.publishing import hosting_costs as hosting

PAGE = (FUNCTION / "DEPLOYING.md").read_text()
BUSY = 1_900
"""Requests that an instance answered in a second, as the page says."""


def sizes() -> tuple[float, float]:
    """Return the sizes of the contract, plain and compressed, in kB."""
    app = create_app("handle", str(FUNCTION / "main.py"))  # type: ignore[no-untyped-call]
    client = app.test_client()
    plain = client.get("/contract", headers={"Accept-Encoding": "identity"})
    packed = client.get("/contract", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    return len(plain.data) / 1e3, len(packed.data) / 1e3


def test_the_contract_is_sent_compressed_and_is_of_the_size_that_the_page_says() -> None:
    plain, packed = sizes()
    assert f"{plain:.0f} kB where a client takes no gzip ({packed:.0f} kB where" in PAGE


def test_the_most_that_answers_can_cost_is_what_all_instances_could_send() -> None:
    (kilobytes, terabytes, dollars) = re.findall(
        r"x (\d+) kB = ([\d,]+) TB, at \$0\.12 a GB \| \*\*\$([\d,]+)\*\*", PAGE
    )[0]
    sent = hosting.MOST_INSTANCES * BUSY * hosting.MONTH_SECONDS * float(kilobytes) / 1e6  # GB
    assert terabytes == f"{sent / 1e3:,.0f}"
    assert dollars == f"{round(sent * hosting.EGRESS_GB, -3):,.0f}"


def test_the_page_is_short() -> None:
    assert len(PAGE.splitlines()) <= 120
