"""Lateness: how often flights are late, by anything, and how sure that is.

Flights of one day share their weather and their jams. So the interval of a share is worked out
from whole days, each a witness of its own: about three times as wide as if flights were.
"""

import numpy as np
import pandas as pd

SURE = 1.96
"""Standard errors in half of a 95 % interval."""


def late_by(flights: pd.DataFrame, keys: str | list[str], what: str = "late") -> pd.DataFrame:
    """Return a row for each group of flights: how many, the share that are late, its interval.

    Parameters
    ----------
    what
        The column of yes and no whose share is asked for.

    Returns
    -------
    DataFrame
        `flights`, `share`, `low` and `high` (95 %, days being independent).
    """
    keys = [keys] if isinstance(keys, str) else keys
    day = flights["scheduled_departure"].dt.normalize().rename("day")
    grouped = flights.groupby([*(flights[key] for key in keys), day], observed=True)[what]
    days = grouped.agg(["sum", "size"]).reset_index()
    totals = days.groupby(keys, observed=True)[["sum", "size"]].sum()
    share = totals["sum"] / totals["size"]
    usual = days.merge(share.rename("share").reset_index(), on=keys)["share"]
    squares = (days["sum"] - usual * days["size"]) ** 2
    squares = squares.groupby([days[key] for key in keys], observed=True).sum()
    reach = SURE * np.sqrt(squares) / totals["size"]
    return pd.DataFrame(
        {
            "flights": totals["size"],
            "share": share,
            "low": (share - reach).clip(0),
            "high": (share + reach).clip(upper=1),
        }
    )


def delays_by(flights: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return a row for each group: quantiles of the arrival delay in minutes, and the whiskers.

    A whisker reaches one and a half times the box beyond it; `beyond` is the share of flights
    above the upper one, `minutes` their share of all minutes late.
    """
    arrived = flights.dropna(subset=["arrival_delay_min"]).groupby(key)["arrival_delay_min"]
    return pd.DataFrame({str(name): _box(minutes) for name, minutes in arrived}).T


def concentration(flights: pd.DataFrame, what: str = "cancelled") -> "pd.Series[float]":
    """Return which share of an evil the worst days bear, by the share of days; 0 and 1 are ends."""
    day = flights["scheduled_departure"].dt.normalize()
    counts = flights.groupby(day)[what].sum().sort_values(ascending=False)
    borne = np.concatenate([[0], counts.cumsum() / counts.sum()])
    return pd.Series(borne, index=np.linspace(0, 1, len(borne)))


def worst_days(flights: pd.DataFrame, count: int, what: str = "cancelled") -> pd.DataFrame:
    """Return the days on which the largest share of flights was struck."""
    day = flights["scheduled_departure"].dt.strftime("%a %Y-%m-%d").rename("day")
    struck = flights.groupby(day)[what]
    days = pd.DataFrame({"flights": struck.size(), "share": struck.mean()})
    return days.sort_values(["share", "flights"], ascending=False).head(count)


def _box(minutes: "pd.Series[float]") -> dict[str, float]:
    low, middle, high = minutes.quantile([0.25, 0.5, 0.75])
    whisker = high + 1.5 * (high - low)
    extreme, late = minutes[minutes > whisker], minutes.clip(lower=0).sum()
    return {
        "quarter": low,
        "median": middle,
        "three quarters": high,
        "whisker": whisker,
        "most": minutes.max(),
        "beyond": len(extreme) / len(minutes),
        "minutes": extreme.sum() / late if late else 0.0,
    }
