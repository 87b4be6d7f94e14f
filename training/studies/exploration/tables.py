"""Tables: where the data came from, what its columns hold, and what treating them costs."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from training.config import RESULTS_FOLDER
from training.dataset.dataset import FLIGHT_COLUMNS
from training.lake import Manifest
from training.sources import FILE_SOURCES, SOURCES
from training.sources.schema import columns

UNITS = {
    "_min": "minutes",
    "_km": "kilometres",
    "_kmh": "kilometres an hour",
    "_c": "degrees Celsius",
    "_pct": "per cent",
    "_deg": "degrees, clockwise from north",
    "_mm": "millimetres in the hour",
    "_hpa": "hectopascals",
}
AFTERWARDS = {
    "departure_delay_min",
    "arrival_delay_min",
    "air_time_min",
    "cancelled",
    "diverted",
    "tail_number",
}
"""Known on the day at the earliest: in a feature, they would tell the outcome."""
STATES = {"full": "all weather", "forecast": "forecast weather", "none": "no weather"}


def facts(found: Mapping[str, str]) -> pd.DataFrame:
    """Return figures with what they mean, one a row."""
    return pd.DataFrame({"": pd.Series(dict(found))})


def percent(table: pd.DataFrame, *columns: object) -> pd.DataFrame:
    """Return the table with shares written in per cent: of these columns, or of all; gaps blank.

    Examples
    --------
    >>> percent(pd.DataFrame({"flights": [10], "late": [0.25]}), "late").loc[0, "late"]
    '25.0%'
    """
    chosen = columns or tuple(table.columns)
    written = table.astype(dict.fromkeys(chosen, object))
    for name in chosen:
        written[name] = table[name].map("{:.1%}".format, na_action="ignore").fillna("")
    return written


def sources_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each source and table: version, rows, months, the start of its checksum."""
    titles = {name: source.title for name, source in (SOURCES | FILE_SOURCES).items()}
    files = pd.DataFrame(
        {
            "source": file.source,
            "table": file.table,
            "read from": titles.get(file.source, file.source_version),
            "version": file.source_version,
            "sha256 begins": file.source_sha256[:12],
            "rows": file.rows,
            "month": file.month or None,
        }
        for file in manifest.files
    )
    grouped = files.groupby(["source", "table", "read from", "version", "sha256 begins"])
    table = grouped.agg(rows=("rows", "sum"), months=("month", "nunique"))
    return table.reset_index().set_index(["source", "table"])


def cleaning_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each reason that cleaning dropped rows or blanked values for."""
    counts = [
        (source, table, reason, count)
        for source, tables in manifest.dropped.items()
        for table, reasons in tables.items()
        for reason, count in reasons.items()
    ]
    table = pd.DataFrame(counts, columns=["source", "table", "reason", "count"])
    return table.set_index(["source", "table"])


def columns_table(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each column of a lake's table: type, unit, use, gaps, values.

    Parameters
    ----------
    table
        "flights" or "weather".
    """
    return pd.DataFrame(
        {
            "type": _type(rows[name]),
            "unit": _unit(name),
            "use": _use(table, name),
            "missing": f"{rows[name].isna().mean():.2%}",
            "distinct": f"{rows[name].nunique():,}",
            "from": _plain(rows[name].min()),
            "to": _plain(rows[name].max()),
        }
        for name in columns(table)
    ).set_axis(columns(table))


def cost_table(names: Iterable[str], results: Path = RESULTS_FOLDER) -> pd.DataFrame:
    """Return by how much each variation raises the log-loss, with the 95 % interval over days.

    Parameters
    ----------
    names
        Variations of `training.studies.ablation`.
    """
    study = json.loads((results / "ablation.json").read_bytes())["variations"]
    return pd.DataFrame(
        {
            name: {said: _rise(**study[name]["rise"][state]) for state, said in STATES.items()}
            for name in names
        }
    ).T


def _type(column: "pd.Series[float]") -> str:
    if pd.api.types.is_bool_dtype(column):
        return "yes or no"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "local time"
    if pd.api.types.is_numeric_dtype(column) and _unit(str(column.name)):
        return "number"
    return "category"


def _unit(name: str) -> str:
    return next((unit for ending, unit in UNITS.items() if name.endswith(ending)), "")


def _use(table: str, name: str) -> str:
    if name == "arrival_delay_min":
        return "gives the outcome"
    if name in AFTERWARDS:
        return "known too late"
    return "feature" if table == "weather" or name in FLIGHT_COLUMNS else "not used"


def _plain(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:,.4g}" if isinstance(value, (float, np.floating)) else str(value)


def _rise(value: float, low: float, high: float) -> str:
    sure = "worse" if low > 0 else "better" if high < 0 else "level"
    return f"{value:+.4f} ({low:+.4f} to {high:+.4f}) {sure}"
