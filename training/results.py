"""Results: what the studies wrote, and the templates that pages and cards are made from.

Libraries that not every command needs are loaded where they are used.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.config import RESULTS_FOLDER
from training.errors import ResultsMissing
from training.months import spans, year_spans

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent / "templates"
WRITTEN_BY = {
    "data": "python -m training report --survey",
    "evaluation": "python -m training evaluate",
    "seeds": "python -m training seeds",
    "nation": "python -m training evaluate --nation=FILE",
    "tuning": "python -m training tune",
    "comparison": "python -m training compare",
    "curves": "python -m training curves",
    "ablation": "python -m training ablate",
    "selection": "python -m training select",
    "importance": "python -m training importance",
    "costs": "python -m training costs",
    "serving": "make bench",
    "batch": "make bench",
    "scale": "make bench-scale",
}
"""The command that writes each result, in an order in which each finds what it reads."""


def read_result(name: str, folder: Path = RESULTS_FOLDER) -> Any:
    """Return the content of the result of this name, one of `WRITTEN_BY`.

    Raises ResultsMissing if its command has not been run.
    """
    path = folder / f"{name}.json"
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ResultsMissing(path, "was not found", WRITTEN_BY[name]) from None


def render(template: str, filters: Mapping[str, Callable[..., Any]], **values: Any) -> str:
    """Return a template of training/templates, filled in.

    HTML is escaped. A page (one that fills in page.html) needs `headline`, `summary` and
    `good`: what stands on top, and whether that is good news, which the page shows by colour.
    `filters` are the template's own ways of writing values, besides `spans` of months and years.
    Raises jinja2.UndefinedError if the template names something that is not among `values`.
    """
    return _environment(**filters).get_template(template).render(values)


@cache
def _environment(**filters: Callable[..., Any]) -> "Environment":
    """Return what fills templates in. It is kept with those it compiled, which takes it longest."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"spans": spans, "year_spans": year_spans, **filters}
    return environment
