"""Build: from facts to report.pdf, the same bytes from the same facts.

Fonts are those that come with Typst, the date is given and not the day's; the PDF is tagged and
holds to PDF/A-2a (for archives) and PDF/UA-1 (for readers that listen).
"""

import json
from pathlib import Path

import typst

from pushback.bundle import Bundle
from training.atomic_write import replace
from training.config import RELEASE_FOLDER, TRAINING_FOLDER
from training.publishing.report.facts import gather
from training.publishing.report.results import Results

REPOSITORY = TRAINING_FOLDER.parent
MAIN = Path(__file__).with_name("report.typ")
REPORT = REPOSITORY / "report.pdf"
DATE = "2026-11-22"
"""The day the report bears: not today, or each day's would differ."""


def build(path: Path = REPORT, results: Results | None = None) -> bool:
    """Set the report anew; return whether it changed.

    Raises
    ------
    ResultsMissing
        If a study has not been run.
    """
    content = compile_report(results or Results(), Bundle.load(RELEASE_FOLDER))
    if path.exists() and path.read_bytes() == content:
        return False
    replace(path, content)
    return True


def compile_report(results: Results, bundle: Bundle) -> bytes:
    """Return the report as PDF; as `build`."""
    facts = {"date": DATE, **gather(results, bundle)}
    return typst.compile(
        MAIN,
        root=REPOSITORY,
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts)},
        pdf_standards=["a-2a", "ua-1"],
    )
