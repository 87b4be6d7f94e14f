"""Facts: figures laid out for a reader."""

from collections.abc import Mapping

import pandas as pd


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
