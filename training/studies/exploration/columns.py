"""Columns: what each column of a table holds, in which unit, and when it is known."""

import numpy as np
import pandas as pd

from training.dataset.dataset import FLIGHT_COLUMNS
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
    if table == "weather":
        return "feature"
    if name == "arrival_delay_min":
        return "gives the outcome"
    if name in AFTERWARDS:
        return "known too late"
    return "feature" if name in FLIGHT_COLUMNS else "not used"


def _plain(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:,.4g}" if isinstance(value, (float, np.floating)) else str(value)
