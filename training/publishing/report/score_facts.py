"""Score facts: how good the chances were, and beside what."""

from typing import Any

from pushback.contract import Contract
from training.evaluation.titles import METRICS
from training.publishing.readme import RIVALS, ROWS
from training.publishing.report.results import Results
from training.publishing.report.wording import BOUNDS, MONTHS, interval, number, percent, shares

AUC_TARGET = 0.73
"""What the AUC with all weather, as a mean of the test months, was to reach."""
SYSTEMS = ("full", "none", "seasonal_climatology", "climatology")
"""Those drawn by month."""


def score_facts(results: Results, contract: Contract) -> dict[str, Any]:
    """Word the scores of the rolling origin, and of the released bundle after its training."""
    found = results["evaluation"]
    auc = found["full"]["auc"]
    means = {system: [f"{found[system][name]:.4f}" for name in METRICS] for system in ROWS}
    return {
        "rows": [[label, *means[system]] for system, label in ROWS.items()],
        "skill": {
            system: {other: shares(one) for other, one in others.items()}
            for system, others in found["skill"].items()
        },
        "means": means,
        "skill_none": shares(found["skill"]["none"]["seasonal_climatology"], 2),
        "auc": f"{auc:.4f}",
        "auc_target": f"{AUC_TARGET:g}",
        "auc_verdict": "met" if auc >= AUC_TARGET else "missed",
        "auc_apart": f"{abs(auc - AUC_TARGET):.4f}",
        "ece": f"{found['full']['ece']:.4f}",
        "released": {
            system: {name: f"{value:.4f}" for name, value in one.items()}
            for system, one in contract.metrics.items()
        },
        **_months(found),
    }


def _months(found: dict[str, Any]) -> dict[str, Any]:
    """What the months differ in: where chances ran high and low, where the season paid."""
    folds, months = found["folds"], found["reliability"]["full"]["month"]
    high, low = (
        pick(months, key=lambda month: month["chance"] - month["frequency"]) for pick in (max, min)
    )
    return {
        "months": number(len(folds)),
        "flights": number(sum(month["flights"] for month in months)),
        "ran_high": str(sum(month["chance"] > month["frequency"] for month in months)),
        "season_paid": str(
            sum(fold["full"]["log_loss"] < fold["unseasoned"]["log_loss"] for fold in folds)
        ),
        "highest": _month(high),
        "lowest": _month(low),
    }


def _month(month: dict[str, float]) -> dict[str, str]:
    return {
        "name": MONTHS[int(month["month"])],
        "chance": percent(month["chance"]),
        "frequency": percent(month["frequency"]),
    }


def score_charts(results: Results) -> dict[str, Any]:
    """Return the numbers that are drawn of the evaluation."""
    found = results["evaluation"]
    return {
        "log_loss": {
            system: [[fold["test_month"], fold[system]["log_loss"]] for fold in found["folds"]]
            for system in SYSTEMS
        },
        "reliability": {
            system: [
                [point["chance"], point["frequency"]]
                for point in found["reliability"][system]["curve"]
            ]
            for system in ("full", "none")
        },
        "by_month": [
            [MONTHS[month["month"]][:3], month["chance"], month["frequency"]]
            for month in found["reliability"]["full"]["month"]
        ],
        "skill": [
            [state, other, *(found["skill"][state][other][bound] for bound in BOUNDS)]
            for state in ("full", "forecast", "none")
            for other in ("climatology", "seasonal_climatology")
        ],
    }


def rival_facts(results: Results) -> dict[str, Any]:
    """Word our model beside other libraries of boosted trees."""
    found = results["comparison"]
    return {
        "verdict": found["verdict"],
        "trials": str(found["trials"]),
        "fit": number(found["contenders"]["ours"]["fit_seconds"]),
        "flights": number(found["flights"]),
        "rows": [
            [
                RIVALS.get(name, name),
                f"{one['log_loss']['full']:.4f}",
                f"{one['log_loss']['none']:.4f}",
                f"{one['auc']:.4f}",
                "" if name == "ours" else interval(one["behind"], "+.4f"),
                f"{one['fit_seconds']:.0f} s",
                f"{one['kilobytes']:,.0f} kB",
                f"{one['microseconds']:,.0f} µs",
            ]
            for name, one in found["contenders"].items()
        ],
    }
