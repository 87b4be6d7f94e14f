"""Tables: where the data came from, what its columns hold, and what treating them costs."""

from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from training.config import RESULTS_FOLDER
from training.dataset.dataset import FLIGHT_COLUMNS
from training.lake import Manifest
from training.results import read_result
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


def percent(table: pd.DataFrame, *columns: object) -> pd.DataFrame:
    """Return the table with shares written in per cent: of these columns, or of all; gaps blank.

    Examples
    --------
    >>> percent(pd.DataFrame({"flights": [10], "late": [0.25]}), "late").loc[0, "late"]
    '25.0%'
    """
    written = table.copy()
    chosen: list[Any] = list(columns or table.columns)
    written[chosen] = table[chosen].map("{:.1%}".format, na_action="ignore").fillna("")
    return written


def sources_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each source and table: version, rows, months, the start of its checksum."""
    files = pd.DataFrame(msgspec.to_builtins(manifest.files))
    titles = {name: source.title for name, source in SOURCES.items()} | FILE_SOURCES
    known = {
        "read from": files["source"].map(titles).fillna(files["source_version"]),
        "version": files["source_version"],
        "sha256 begins": files["source_sha256"].str[:12],
        "month": files["month"].replace("", None),
    }
    groups = ["source", "table", "read from", "version", "sha256 begins"]
    table = (
        files.assign(**known).groupby(groups).agg(rows=("rows", "sum"), months=("month", "nunique"))
    )
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
    """Return a row for each column of the "flights" or "weather": type, unit, use, gaps, values."""
    rows = rows[columns(table)]
    return pd.DataFrame(
        {
            "type": [_type(rows[name]) for name in rows],
            "unit": [_unit(name) for name in rows.columns],
            "use": [_use(table, name) for name in rows.columns],
            "missing": rows.isna().mean().map("{:.2%}".format),
            "distinct": rows.nunique().map("{:,}".format),
            "from": rows.min(),
            "to": rows.max(),
        }
    )


def cost_table(names: list[str], results: Path = RESULTS_FOLDER) -> pd.DataFrame:
    """Return by how much each variation raises the log-loss, with the 95 % interval over days.

    Parameters
    ----------
    names
        Variations of `training.studies.ablation`.
    """
    study = read_result("ablation", results)["variations"]
    costs = {
        said: [_rise(**study[name]["rise"][state]) for name in names]
        for state, said in STATES.items()
    }
    return pd.DataFrame(costs, index=names)


def _type(column: "pd.Series[float]") -> str:
    if pd.api.types.is_bool_dtype(column):
        return "yes or no"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "local time"
    return "number" if _unit(str(column.name)) else "category"


def _unit(name: str) -> str:
    return next((unit for ending, unit in UNITS.items() if name.endswith(ending)), "")


def _use(table: str, name: str) -> str:
    if name == "arrival_delay_min":
        return "gives the outcome"
    if name in AFTERWARDS:
        return "known too late"
    return "feature" if table == "weather" or name in FLIGHT_COLUMNS else "not used"


def _rise(value: float, low: float, high: float) -> str:
    sure = "worse" if low > 0 else "better" if high < 0 else "level"
    return f"{value:+.4f} ({low:+.4f} to {high:+.4f}) {sure}"
