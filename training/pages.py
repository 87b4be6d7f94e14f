"""Pages: what was found, as one HTML file that needs nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from training.window import spans

TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(
    template: str,
    filters: Mapping[str, Callable[..., Any]],
    headline: str,
    summary: str,
    good: bool,
    **values: Any,
) -> str:
    """Return the page that a template makes of what was found.

    Parameters
    ----------
    template
        A file of training/templates that fills in page.html.
    filters
        Its own ways of writing values.
    headline, summary
        What stands on top.
    good
        Whether that is good news, which the page shows by colour.
    values
        What else the template names.
    """
    made = environment()
    made.filters |= filters
    page = made.get_template(template)
    return page.render(headline=headline, summary=summary, good=good, **values)


def environment() -> Environment:
    """Return what reads the templates: HTML is escaped, a name that means nothing is refused."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["spans"] = spans
    return made
