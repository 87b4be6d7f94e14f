"""Results: how they are written, always in one step: JSON, Parquet, filled-in templates.

Libraries that not every command needs are loaded where they are used.
"""

import io
import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from training.config import RESULTS_FOLDER
from training.errors import ResultsMissing
from training.months import spans, year_spans

if TYPE_CHECKING:
    import pandas as pd
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


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a kill at any moment, finds the old or the new one.

    What is there and no file, such as /dev/null, is written to: a file must not take its place.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file as `write_bytes`, unless it holds this content; return whether it changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_bytes(path, content)
    return True


def write_json(path: Path, content: Any) -> None:
    """Write an object, laid out for people and for comparing versions."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def write_parquet(path: Path, rows: "pd.DataFrame") -> None:
    """Write a table."""
    write_bytes(path, parquet_of(rows))


def parquet_of(rows: "pd.DataFrame") -> bytes:
    """Return a table as the content of a Parquet file."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


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
