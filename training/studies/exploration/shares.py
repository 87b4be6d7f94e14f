"""Shares: how the flights divide into categories, and rare ones taken together."""

import pandas as pd

from training.studies.ablation import RARE

OTHERS = "others"


def shares(column: "pd.Series[str]") -> "pd.Series[float]":
    """Return each category's share of the rows that have one, the largest first.

    Examples
    --------
    >>> shares(pd.Series(["JFK", "LGA", "JFK", "JFK"])).to_dict()
    {'JFK': 0.75, 'LGA': 0.25}
    """
    return column.value_counts(normalize=True)


def grouped(found: "pd.Series[float]", below: float = RARE) -> "pd.Series[float]":
    """Return the shares with those under `below` added up as "others", which comes last.

    Examples
    --------
    >>> grouped(pd.Series({"UA": 0.6, "DL": 0.35, "HA": 0.03, "OO": 0.02}), below=0.05).to_dict()
    {'UA': 0.6, 'DL': 0.35, 'others': 0.05}
    """
    rare = found < below
    if not rare.any():
        return found
    return pd.concat([found[~rare], pd.Series({OTHERS: found[rare].sum()})])


def categories_table(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a row for each column: how many categories, how many of them rare, with what share."""
    found = {name: shares(rows[name]) for name in columns}
    return pd.DataFrame(
        {
            "categories": {name: len(one) for name, one in found.items()},
            f"under {RARE:.0%}": {name: int((one < RARE).sum()) for name, one in found.items()},
            "flights in those": {
                name: f"{one[one < RARE].sum():.1%}" for name, one in found.items()
            },
            "largest": {name: f"{one.index[0]}, {one.iloc[0]:.1%}" for name, one in found.items()},
        }
    )
