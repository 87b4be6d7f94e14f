"""Report: report.pdf, set with Typst from the results and the bundle's contract alone.

`survey` counts the data once, into a result of its own; `facts` words every figure; here figures
and results are handed to `report.typ`. The `.typ` files hold the sentences, the charts and the
look. The same results give the same bytes.

Fonts are those that come with Typst, and the date is the day on which serving was measured; the PDF
is tagged and holds to PDF/A-2a (for archives) and PDF/UA-1 (for readers that listen).
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from pushback.bundle import Bundle
from pushback.contract import Contract
from training.atomic_write import write_changed
from training.config import RELEASE_FOLDER, REPOSITORY, RESULTS_FOLDER, PromotionRules
from training.evaluation.day import HEAD, table_rows
from training.publishing.hosting_costs import COPIES_OF, PAGES, WRITTEN, costs
from training.publishing.report import facts
from training.publishing.report.survey import data_facts
from training.publishing.wording import NATION_HEAD, nation_rows, typeset, verdict
from training.results import WRITTEN_BY, read_result

MAIN = Path(__file__).with_name("report.typ")
OPTIONAL = {"scale"}
"""Time and memory as the rows grow: reported where it was measured."""


def build(path: Path) -> bool:
    """Set the report anew, as `compile_report`; return whether it changed."""
    return write_changed(path, compile_report(RESULTS_FOLDER, Bundle.load(RELEASE_FOLDER)))


def compile_report(folder: Path, bundle: Bundle) -> bytes:
    """Return the report as PDF, from a folder of results that `read_results` reads."""
    handed = gather(read_results(folder), bundle.contract)
    return typst.compile(
        MAIN,
        root=REPOSITORY,
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(handed)},
        pdf_standards=["a-2a", "ua-1"],
    )


def read_results(folder: Path = RESULTS_FOLDER) -> dict[str, Any]:
    """Return all results by name; without the optional ones that are not there.

    Raises ResultsMissing if a study has not been run.
    """
    absent = {name for name in OPTIONAL if not (folder / f"{name}.json").is_file()}
    return {name: read_result(name, folder) for name in WRITTEN_BY if name not in absent}


def gather(results: dict[str, Any], contract: Contract) -> dict[str, Any]:
    """Return every figure of the report in words, by subject, and the results that it draws.

    The sentences hold no result of their own: they name the figures gathered here.
    """
    busy = results["serving"]["contenders"]["function"]["busy_per_second"]["median"]
    bands = results["evaluation"]["day"]["bands"]
    worded = {
        "data": data_facts(results["data"], contract),
        "model": facts.model_facts(results["tuning"], contract),
        "scores": facts.score_facts(results["evaluation"], results["seeds"], contract),
        "day": facts.day_facts(results["evaluation"]["day"]),
        "rivals": facts.rival_facts(results["comparison"]),
        "studies": facts.study_facts(results),
        "costs": facts.cost_facts(results["costs"]),
        "serving": facts.serving_facts(results["serving"]),
        "hosting": {"rows": costs(busy), "copies": COPIES_OF, "written": WRITTEN, "pages": PAGES},
        "batch": facts.batch_facts(results["batch"]),
        "rules": asdict(PromotionRules()),
        "scale": facts.scale_facts(results.get("scale")),
    }
    return {
        "date": results["serving"]["measured"],
        "commands": WRITTEN_BY,
        "results": results,
        # With plain signs, as README.md shows them:
        "nation": {"head": NATION_HEAD, "rows": nation_rows(results["nation"])},
        "bands": {"head": [title.lstrip(">") for title in HEAD], "rows": table_rows(bands)},
        "verdict": verdict(results["comparison"]),
        # All else as it is set in print:
        **typeset(worded),
    }
