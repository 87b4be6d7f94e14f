"""Gaps: where values are missing, under which conditions, and whether that tells anything."""

from collections.abc import Iterable, Sequence

import pandas as pd


def gap_shares(rows: pd.DataFrame, by: "Sequence[pd.Series[str]]") -> pd.DataFrame:
    """Return the share missing of each column that has gaps (rows) in each group (columns).

    Parameters
    ----------
    by
        What the rows are grouped by, one value a row each.

    Examples
    --------
    >>> rows = pd.DataFrame({"wind": [None, 3.0, 2.0], "rain": [0.0, 0.0, 0.0]})
    >>> gap_shares(rows, [pd.Series(["JFK", "JFK", "LGA"], name="airport")])
    airport  JFK  LGA
    wind     0.5  0.0
    """
    missing = rows.loc[:, rows.isna().any()].isna()
    return missing.groupby(list(by)).mean().T


def explain_gaps(
    rows: pd.DataFrame, conditions: "Iterable[tuple[str, str, pd.Series[bool]]]"
) -> pd.DataFrame:
    """Return how often columns are missing where a condition holds, and where it does not.

    Were both alike, the gaps would have nothing to do with the condition.

    Parameters
    ----------
    conditions
        Column, the condition in words, and for which rows it holds.
    """
    found = []
    for name, words, holds in conditions:
        missing = rows[name].isna()
        found.append((name, words, missing[holds].mean(), missing[~holds].mean()))
    columns = ["column", "where", "missing there", "missing elsewhere"]
    return pd.DataFrame(found, columns=columns).set_index(["column", "where"])


def late_where_missing(flights: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return the share of late flights where a column is missing and where it is known, by year."""
    found = []
    for name in columns:
        for year, rows in flights.groupby("year"):
            missing = rows[name].isna()
            late = rows["late"]
            shares = late[missing].mean(), late[~missing].mean()
            found.append((name, year, int(missing.sum()), *shares))
    heads = ["column", "year", "flights without", "late where missing", "late where known"]
    return pd.DataFrame(found, columns=heads).set_index(["column", "year"])


def hour_before(weather: pd.DataFrame, name: str) -> "pd.Series[float]":
    """Return what a column of the weather was in the airport's row before, NaN for the first."""
    ordered = weather.sort_values(["airport", "time"])
    return ordered.groupby("airport")[name].shift(1).reindex(weather.index)
