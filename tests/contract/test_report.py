"""The report is that of the results beside it, and says nothing that they do not."""

import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from pushback.bundle import Bundle
from tests.paths import FUNCTION, REPOSITORY
from training.cli import make_parser
from training.config import RESULTS_FOLDER
from training.errors import ResultsMissing
from training.publishing import hosting_costs as hosting
from training.publishing.report import MAIN, compile_report, gather, read_results
from training.publishing.report.survey import survey
from training.results import WRITTEN_BY

SECTIONS = [MAIN.parent / name for name in re.findall(r'#include "(.*)"', MAIN.read_text())]
REPORT = REPOSITORY / "report.pdf"
TOKENS = REPOSITORY / "frontend" / "styles" / "tokens.css"
DEPLOYING = (FUNCTION / "DEPLOYING.md").read_text()
LARGEST = 1_500_000
"""Bytes that the report may have."""

CODE = re.compile(r"//.*|\"[^\"]*\"|\d+(?:\.\d+)?(?:cm|pt|em|fr)\b|\.at\(\d\)")
"""Comments, strings, lengths and places in a list: numbers that nobody reads."""
NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d")
DEFINITIONS = {
    "2013", "2023",  # the years of the data
    "15", "30", "60", "120",  # minutes that part the outcomes
    "95",  # per cent, of every interval
    "100",  # dollars a minute, in the business question; flights, in an example
    "1,000", "1 000", "000", "1", "0",  # flights that costs are counted for, chance and nothing
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(REPORT)


@pytest.fixture(scope="module")
def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A copy of the results that may be altered."""
    for name in WRITTEN_BY:
        if (path := RESULTS_FOLDER / f"{name}.json").exists():
            shutil.copy(path, tmp_path)
    return tmp_path


def alter(path: Path, change: Any) -> None:
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content))


def pages(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_setting_it_twice_gives_the_committed_bytes(released: Bundle) -> None:
    once, twice = (compile_report(RESULTS_FOLDER, released) for _ in range(2))
    assert once == twice
    assert once == REPORT.read_bytes(), "set it anew with: make report"


def test_a_result_that_changes_changes_the_report(released: Bundle, results: Path) -> None:
    alter(results / "evaluation.json", lambda found: found["full"].update(auc=0.76543))
    assert "0.7654" in pages(compile_report(results, released))


def test_its_date_is_the_day_on_which_serving_was_measured(released: Bundle, results: Path) -> None:
    alter(results / "serving.json", lambda found: found.update(measured="2025-03-04"))
    told = PdfReader(io.BytesIO(compile_report(results, released))).metadata
    assert told is not None
    assert told.creation_date is not None
    assert told.creation_date.date() == date(2025, 3, 4)


def test_a_study_that_was_not_run_names_its_command(results: Path) -> None:
    (results / "curves.json").unlink()
    with pytest.raises(ResultsMissing, match="python -m training curves"):
        read_results(results)


@pytest.mark.parametrize("command", [one for one in WRITTEN_BY.values() if "-m training" in one])
def test_every_command_it_names_parses(command: str) -> None:
    make_parser().parse_args(command.split()[3:])


def test_every_section_is_part_of_the_report() -> None:
    assert SECTIONS
    assert sorted(SECTIONS) == sorted((MAIN.parent / "sections").glob("*.typ"))


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_no_result_is_typed_into_its_sentences(path: Path) -> None:
    typed = set(NUMBER.findall(CODE.sub("", path.read_text()))) - DEFINITIONS
    assert not typed


def test_its_colours_are_those_of_the_page_by_day() -> None:
    style = MAIN.with_name("style.typ").read_text()
    own = dict(re.findall(r'^  ([a-z0-9-]+): rgb\("(#[0-9a-f]{6})"\),$', style, re.MULTILINE))
    tokens = re.findall(r"^  --([a-z0-9-]+): (#[0-9a-f]{6});$", TOKENS.read_text(), re.MULTILINE)
    by_day = dict(reversed(tokens))  # what stands first; a second value is for the night
    assert own
    assert own == {name: by_day.get(name) for name in own}


def test_it_shows_time_and_memory_where_they_were_measured(released: Bundle, results: Path) -> None:
    row = {"months": 12, "flights": 7_654_321, "ingest_s": 1.0, "train_s": 2.0, "peak_mb": 3.0}
    target = {"title": "most memory, MB", "bound": 8000, "reached": 8001, "is_met": False}
    (results / "scale.json").unlink(missing_ok=True)
    assert "A national year" not in pages(compile_report(results, released))
    (results / "scale.json").write_text(json.dumps({"rows": [row], "targets": [target]}))
    shown = " ".join(pages(compile_report(results, released)).split())
    assert "7,654,321" in shown
    assert "most memory, MB, at most 8,000: missed" in shown


def test_its_data_is_that_of_the_bundle_counted_by_this_code(released: Bundle) -> None:
    counted = json.loads((RESULTS_FOLDER / "data.json").read_bytes())
    assert counted == survey(), "count it anew with: python -m training report --survey"
    assert {name: (year["sha256"], year["flights"]) for name, year in counted.items()} == {
        one.name: (one.sha256, one.flights) for one in released.contract.data.sources
    }


def test_deploying_shows_the_same_costs(released: Bundle) -> None:
    rows = gather(read_results(), released.contract)["hosting"]["rows"]
    flat = DEPLOYING.replace("**", "").replace("\n", " ")
    for what, sums, dollars in rows:
        amount = dollars.replace("< ", "less than $") if "<" in dollars else f"${dollars}"
        for part in (*re.split(r", (?=[a-z])|: ", sums), amount):
            assert part in flat, f"{what}: {part}"


def test_deploying_shows_the_same_prices_and_their_date() -> None:
    for price in (
        f"${hosting.CPU_SECOND:.6f} a vCPU-second",
        f"${hosting.GIB_SECOND:.7f} a GiB-second",
        f"${hosting.MILLION_REQUESTS:.2f} a million requests",
        f"{hosting.FREE_CPU_SECONDS:,} vCPU-seconds",
        f"{hosting.FREE_GIB_SECONDS:,} GiB-seconds",
        f"{hosting.FREE_MILLION_REQUESTS} million requests",
        f"copies of {hosting.COPIES_OF}",
        f"({hosting.WRITTEN})",
        *hosting.PAGES,
    ):
        assert price in DEPLOYING.replace("\n", " ")


def test_its_costs_are_those_of_what_is_deployed() -> None:
    script = (FUNCTION / "deploy.sh").read_text()
    assert f"--memory={round(hosting.GIB * 1024)}Mi --cpu={hosting.CPUS} " in script
    assert f"INSTANCES={hosting.INSTANCES} " in script


def test_it_is_of_8_to_12_pages_and_not_heavy(reader: PdfReader) -> None:
    assert 8 <= len(reader.pages) <= 12
    assert REPORT.stat().st_size < LARGEST


def test_it_can_be_read_aloud_and_archived(reader: PdfReader) -> None:
    root = catalogue(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    metadata = root["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2<" in metadata
    assert b"<pdfaid:conformance>A<" in metadata
    assert b"<pdfuaid:part>1<" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title


def test_every_font_is_embedded(reader: PdfReader) -> None:
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in resources(page).get("/Font", {}).values()
    ]
    assert fonts
    assert all(b"FontFile" in repr(descriptor(font)).encode() for font in fonts)


def descriptor(font: Any) -> Any:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return inner["/FontDescriptor"].get_object()


def test_it_ends_with_a_page_in_french(reader: PdfReader) -> None:
    assert reader.pages[-1].extract_text().startswith("Résumé en français")
    assert any(element.get("/Lang") == "fr-FR" for element in elements(reader))


def test_every_figure_is_described_in_words(reader: PdfReader) -> None:
    figures = [one for one in elements(reader) if one.get("/S") == "/Figure"]
    assert figures
    assert all(one.get("/Alt") for one in figures)


def catalogue(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def resources(page: PageObject) -> Any:
    return page["/Resources"]


def elements(reader: PdfReader) -> list[Any]:
    """Return all elements of the structure tree."""
    found: list[Any] = []
    left: list[Any] = [catalogue(reader)["/StructTreeRoot"]]
    while left:
        one = left.pop().get_object()
        if isinstance(one, DictionaryObject):
            found.append(one)
            kids = one.get("/K", [])
            kids = kids.get_object() if hasattr(kids, "get_object") else kids
            left.extend(kids if isinstance(kids, list) else [kids])
    return [one for one in found if "/S" in one]


def test_it_says_of_every_target_whether_it_was_met(text: str) -> None:
    for target in read_results()["serving"]["targets"]:
        assert target["title"] in text
