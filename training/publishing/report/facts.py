"""Facts: every figure of the report, worded, and the numbers of its drawings.

The sentences in `sections/` hold no result of their own: they name the facts gathered here.
"""

import re
from typing import Any

from pushback.bundle import Bundle
from training import FUNCTION_FOLDER
from training.publishing.report.data_facts import data_charts, data_facts, model_facts
from training.publishing.report.results import OPTIONAL, WRITTEN_BY, Results
from training.publishing.report.running_facts import (
    batch_facts,
    hosting_facts,
    rule_facts,
    scale_facts,
    serving_charts,
    serving_facts,
)
from training.publishing.report.score_facts import rival_facts, score_charts, score_facts
from training.publishing.report.study_facts import cost_facts, study_charts, study_facts

TOKENS = FUNCTION_FOLDER.parent / "frontend" / "styles" / "tokens.css"
TOKEN = re.compile(r"^  --([a-z0-9-]+): (#[0-9a-f]{6});", re.MULTILINE)


def gather(results: Results, bundle: Bundle) -> dict[str, Any]:
    """Return all facts by subject.

    Raises
    ------
    ResultsMissing
        If a study has not been run.
    """
    contract = bundle.contract
    return {
        "colours": colours(TOKENS.read_text()),
        "commands": {**WRITTEN_BY, **OPTIONAL},
        "data": data_facts(results, contract),
        "model": model_facts(results, contract),
        "scores": score_facts(results, contract),
        "rivals": rival_facts(results),
        "studies": study_facts(results),
        "costs": cost_facts(results),
        "serving": serving_facts(results),
        "hosting": hosting_facts(results),
        "batch": batch_facts(results),
        "rules": rule_facts(),
        "scale": scale_facts(results),
        "charts": {
            "data": data_charts(results),
            "scores": score_charts(results),
            "studies": study_charts(results),
            "serving": serving_charts(results),
        },
    }


def colours(css: str) -> dict[str, str]:
    r"""Return the page's colours by name; by day, where they differ by night.

    Examples
    --------
    >>> colours(":root {\n  --black: #0b0c0e;\n}")
    {'black': '#0b0c0e'}
    """
    return dict(TOKEN.findall(css)[::-1])
