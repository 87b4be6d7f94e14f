"""Wording: names, rows and figures that README.md and the report share, and the report's signs."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.evaluation.metrics import METRICS

SYSTEMS = {
    "full": "the model, all weather",
    "unseasoned": "the same, without the season",
    "forecast": "the model, a forecast's fields, as observed",
    "forecast_1_day": "a forecast 1 day ahead, simulated",
    "forecast_3_days": "a forecast 3 days ahead, simulated",
    "none": "the model, no weather",
    "seasonal_climatology": "climatology x season",
    "climatology": "climatology",
    "constant": "constant",
}
"""The model in each state of the weather, and its baselines, as rows of a table of scores."""
RIVALS = {"lightgbm": "LightGBM", "xgboost": "XGBoost", "catboost": "CatBoost"}
MONTHS = calendar.month_name
HYPHEN_AS_MINUS = re.compile(r"(?<!\d)-(?=\d)")


def score_rows(evaluation: Mapping[str, Any]) -> list[list[str]]:
    """Return the rows of a table of scores: a system's title and its metrics."""
    return [
        [title, *(f"{evaluation[system][metric]:.4f}" for metric in METRICS)]
        for system, title in SYSTEMS.items()
    ]


NATION_HEAD = (
    *("no weather", "flights", "came late", "said"),
    *("log-loss", "climatology", "constant", "AUC"),
)
"""Of the columns of `nation_rows`."""


def nation_rows(study: Mapping[str, Any], *, with_years: bool = True) -> list[list[str]]:
    """Return the rows of a table of the released bundle on flights of the nation.

    A file of few flights may tell nothing of some parts: they have no row.
    """
    parts = {"away from New York": study["away"], "New York": study.get("learned")}
    if with_years:
        parts |= {f"away, {year}": one for year, one in study["years"].items()}
    parts["away, Southwest"] = study["carriers"].get("WN")
    return [_national(title, part) for title, part in parts.items() if part]


def _national(title: str, part: Mapping[str, Any]) -> list[str]:
    means = [title, f"{part['flights']:,}", f"{part['came']:.1%}", f"{part['said']:.1%}"]
    if "systems" not in part:
        return [*means, "", "", "", ""]
    model, *others = (part["systems"][name] for name in ("model", "climatology", "constant"))
    losses = [f"{one['log_loss']:.4f}" for one in (model, *others)]
    return [*means, *losses, f"{model['auc']:.4f}"]


def target_cells(target: Mapping[str, Any]) -> list[str]:
    """Return a target's name and bound, the median that was reached, and the range of the rounds.

    Examples
    --------
    >>> reached = {"median": 1.503, "low": 1.4, "high": 2.0}
    >>> target_cells({"title": "start", "sense": "at most", "bound": 1.5, "reached": reached})
    ['start', 'at most 1.5', '1.503', '1.40 to 2.00']
    """
    median, low, high = (target["reached"][name] for name in ("median", "low", "high"))
    # Three digits may hide on which side of the bound it is.
    is_close = median != target["bound"] and float(f"{median:.3g}") == target["bound"]
    return [
        target["title"],
        f"{target['sense']} {target['bound']:g}",
        f"{median:.4g}" if is_close else digits(median),
        f"{digits(low)} to {digits(high)}",
    ]


def overall(months: Sequence[Mapping[str, Any]], share: str) -> float:
    """Return the mean of a share of months over all their flights."""
    flights: int = sum(month["flights"] for month in months)
    return float(sum(month[share] * month["flights"] for month in months) / flights)


def points_off(band: Mapping[str, Any]) -> float:
    """Return by how many points the mean chance of a band of delays was above what came."""
    return 100 * float(band["late_predicted"] - band["late_observed"])


def furthest_off(bands: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the band whose mean chance was furthest off."""
    return max(bands, key=lambda band: abs(points_off(band)))


def verdict(comparison: Mapping[str, Any]) -> str:
    """Return what the comparison says of each rival, by the libraries' own names."""
    said: str = comparison["verdict"]
    for name, title in RIVALS.items():
        said = said.replace(name, title)
    return said


def digits(value: float) -> str:
    """Write a number with three digits, or as many as its whole part has.

    Examples
    --------
    >>> digits(2.6), digits(146.7), digits(5266)
    ('2.60', '147', '5,266')
    """
    return f"{value:,.0f}" if value >= 1000 else f"{value:#.3g}".rstrip(".")


def typeset(told: Any) -> Any:
    """Return what is told, however nested, with true minus signs and a space before per cent.

    Examples
    --------
    >>> typeset({"months": ["-5.1%", "2023-12"]})
    {'months': ['−5.1\u202f%', '2023-12']}
    """  # noqa: RUF002 - the sign is the point
    if isinstance(told, str):
        signed = HYPHEN_AS_MINUS.sub("\N{MINUS SIGN}", told)
        return signed.replace("%", "\N{NARROW NO-BREAK SPACE}%")
    if isinstance(told, Mapping):
        return {name: typeset(one) for name, one in told.items()}
    return [typeset(one) for one in told] if isinstance(told, Sequence) else told
