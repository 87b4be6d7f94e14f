"""Wording: numbers as the report writes them, and names and rows that README.md shares with it."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.evaluation.bootstrap import Estimate
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
SERVING_METRICS = ("busy_per_second", "one_p50_ms", "cold_start_ms", "memory_mb", "thousand_ms")
"""What is told of each contender in the benchmark of the function."""
MONTHS = calendar.month_name
MINUS = "\N{MINUS SIGN}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
HYPHEN_AS_MINUS = re.compile(r"-(?=\d)")


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


def asynchronous_ratios(serving: Mapping[str, Any]) -> dict[str, str]:
    """Return what the framework's asynchronous mode reached, as multiples of our medians."""
    ours, asynchronous = (serving["contenders"][name] for name in ("function", "async"))
    return {
        metric: f"{asynchronous[metric]['median'] / ours[metric]['median']:.2f}"
        for metric in SERVING_METRICS
    }


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


def met_or_missed(is_met: bool) -> str:
    """Return the verdict on a target, in a word."""
    return "met" if is_met else "missed"


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


def number(value: float | Estimate, form: str = ",.0f") -> str:
    """Write a number, or an estimate with its intervals, with true minus signs.

    Examples
    --------
    >>> number(-2266.4)
    '−2,266'
    >>> number(Estimate(0.0843, 0.0654, 0.1024, (-0.051, 0.12)), ".1%")
    '8.4\u202f% (6.5\u202f% to 10.2\u202f%; over months −5.1\u202f% to 12.0\u202f%)'
    """  # noqa: RUF002 - the sign is the point
    return f"{value:{form}}".replace("-", MINUS).replace("%", f"{NARROW_SPACE}%")


def percent(share: float, digits: int = 0) -> str:
    """Write a share.

    Examples
    --------
    >>> percent(0.0843, 1)
    '8.4\u202f%'
    """
    return number(share, f".{digits}%")


def interval(found: Mapping[str, Any], form: str) -> str:
    """Write an estimate as a study wrote it, with its intervals; as `number`."""
    return number(Estimate(**found), form)


def digits(value: float) -> str:
    """Write a number with three digits, or as many as its whole part has.

    Examples
    --------
    >>> digits(2.6), digits(146.7), digits(5266)
    ('2.60', '147', '5,266')
    """
    return number(value) if value >= 1000 else f"{value:#.3g}".rstrip(".")


def sentence(text: str) -> str:
    """Return a sentence of a study with true minus signs.

    Examples
    --------
    >>> sentence("over-fit by -0.5")
    'over-fit by −0.5'
    """  # noqa: RUF002 - the sign is the point
    return HYPHEN_AS_MINUS.sub(MINUS, text)
