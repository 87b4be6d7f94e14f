"""Tests of the snippets on the page of the API: each is run against the real function."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.api_page import OPERATIONS, choose, examples, open_page, snippet
from tests.e2e.conftest import Site, Tab
from tests.paths import FUNCTION

WITH_SQL = [name for name, each in OPERATIONS.items() if each["path"] in ("/predict", "/bigquery")]


def run(command: list[str]) -> Any:
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=120).stdout)


def run_in_browser(page: Page, code: str) -> Any:
    listening = "const said = []; const console = { log: (text) => said.push(text) }"
    heard = f"async () => {{ {listening}\n{code}\nreturn said[0] }}"
    return json.loads(page.evaluate(heard))


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """The page opened once, for tests that choose their own example of what it shows."""
    with reading_tab.opened(site, open_page) as page:
        yield page


@pytest.mark.parametrize("name", OPERATIONS)
def test_snippets_of_every_example_run_and_agree(opened: Page, name: str) -> None:
    for example in range(examples(opened, name)):
        choose(opened, name, example)
        by_curl = run(["bash", "-c", snippet(opened, name, "curl").replace("curl", "curl -sSf", 1)])
        assert run([sys.executable, "-I", "-c", snippet(opened, name, "python")]) == by_curl
        assert run_in_browser(opened, snippet(opened, name, "javascript")) == by_curl


def test_snippets_follow_what_is_typed_whatever_it_holds(page: Page) -> None:
    open_page(page)
    row = ["DL", "J'F\"K\\", "L$A`X\u2028é", "2026-12-23T18:30:00", None]
    page.locator("#bigquery-body").fill(json.dumps({"calls": [row]}))
    by_curl = run(["bash", "-c", snippet(page, "bigquery", "curl").replace("curl", "curl -sSf", 1)])
    assert json.dumps(row[1]) in by_curl["replies"][0]["errors"]
    assert run([sys.executable, "-I", "-c", snippet(page, "bigquery", "python")]) == by_curl
    assert run_in_browser(page, snippet(page, "bigquery", "javascript")) == by_curl
    assert r"""'J\'F"K\\'""" in snippet(page, "bigquery", "bigquery")


def test_a_refusal_reaches_who_runs_the_python_snippet(page: Page) -> None:
    open_page(page)
    page.locator("#predictOne-carrier").fill("Delta")
    code = snippet(page, "predictOne", "python")
    ended = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 1
    assert json.loads(ended.stderr)["errors"][0]["seen"] == '"Delta"'


@pytest.mark.parametrize("name", WITH_SQL)
def test_the_sql_makes_the_function_that_the_repository_makes(
    opened: Page, site: Site, name: str
) -> None:
    choose(opened, name, 0)
    made, asked = snippet(opened, name, "bigquery").split("\n\n", 1)
    sql = (FUNCTION / "bigquery.sql").read_text().replace("FUNCTION_URL", site.api)
    statements = re.sub(r"^--.*\n", "", sql, flags=re.MULTILINE)
    assert made in statements
    assert asked.split("  FROM")[0] in statements
    assert "('DL', 'JFK', 'LAX', DATETIME '2026-12-23T18:30:00'," in asked


def test_the_sql_asks_for_reasons_where_the_request_does(opened: Page) -> None:
    choose(opened, "predict", 3)
    sql = snippet(opened, "predict", "bigquery")
    assert "user_defined_context = [('explain', 'true')]" in sql
    assert "max_batching_rows = 100," in sql
    assert "answer.reasons" in sql


def test_operations_that_bigquery_does_not_call_have_no_sql(opened: Page) -> None:
    for name in OPERATIONS:
        expect(opened.locator(f"#{name}-bigquery")).to_have_count(int(name in WITH_SQL))
