"""Score facts: what the report says of how good the chances are, also on the day, in words."""

from typing import Any

from pushback.contract import Contract
from training.evaluation.day import BASELINES, DAY, HEAD, table_rows
from training.evaluation.titles import STATE_TITLES, band_title
from training.publishing import wording
from training.publishing.report.facts import Found
from training.publishing.wording import furthest_off, interval, number, percent, points_off

AUC_TARGET, DAY_AUC_TARGET = 0.73, 0.93
"""What the AUC with all weather, as a mean of the test months, was to reach; on the day."""
POINTS_TARGET = 3
LEAST = 2_000
"""Flights of a band from which on the model of the day is to beat what counting tells."""


def score_facts(evaluation: Found, seeds: Found, contract: Contract) -> dict[str, Any]:
    """Word the scores of the rolling origin, also by seed, and of the bundle after its training."""
    auc, rows = evaluation["full"]["auc"], wording.score_rows(evaluation)
    return {
        "rows": rows,
        "means": {system: cells for system, (_, *cells) in zip(wording.SYSTEMS, rows, strict=True)},
        "skill": {
            state: {reference: interval(one, ".1%") for reference, one in found.items()}
            for state, found in evaluation["skill"].items()
        },
        "skill_none": interval(evaluation["skill"]["none"]["seasonal_climatology"], ".2%"),
        "auc": f"{auc:.4f}",
        "auc_target": f"{AUC_TARGET:g}",
        "auc_verdict": wording.met_or_missed(auc >= AUC_TARGET),
        "auc_apart": f"{abs(auc - AUC_TARGET):.4f}",
        "ece": f"{evaluation['full']['ece']:.4f}",
        "released": {
            system: {metric: f"{value:.4f}" for metric, value in found.items()}
            for system, found in contract.metrics.items()
        },
        "seeds": {
            state: sorted(f"{one[state]:.4f}" for one in seeds.values()) for state in STATE_TITLES
        },
        "said": {
            system: percent(wording.overall(months["month"], "chance"))
            for system, months in evaluation["reliability"].items()
        },
        "came": percent(wording.overall(evaluation["reliability"]["full"]["month"], "frequency")),
        **_month_facts(evaluation),
    }


def _month_facts(evaluation: Found) -> dict[str, Any]:
    """Word how the months differ: where chances ran high and low, where the season paid."""
    folds, months = evaluation["folds"], evaluation["reliability"]["full"]["month"]
    by_excess = sorted(months, key=lambda month: month["chance"] - month["frequency"])
    return {
        "months": number(len(folds)),
        "flights": number(sum(month["flights"] for month in months)),
        "ran_high": str(sum(month["chance"] > month["frequency"] for month in months)),
        "season_paid": str(
            sum(fold["full"]["log_loss"] < fold["unseasoned"]["log_loss"] for fold in folds)
        ),
        "highest": _month(by_excess[-1]),
        "lowest": _month(by_excess[0]),
    }


def _month(month: Found) -> dict[str, str]:
    shares = {name: percent(month[name]) for name in ("chance", "frequency")}
    return {"name": wording.MONTHS[month["month"]], **shares}


def day_facts(study: Found) -> dict[str, Any]:
    """Word how the model of the day does, against its targets."""
    worst = furthest_off(study["bands"])
    worst_month, worst_of_month = max(
        ((month, furthest_off(bands)) for month, bands in study["months"].items()),
        key=lambda found: abs(points_off(found[1])),
    )
    judged = [band for band in study["bands"] if band["flights"] > LEAST]
    beaten = [band for band in judged if all(band["skill"][one]["low"] > 0 for one in BASELINES)]
    return {
        "head": [title.lstrip(">") for title in HEAD],
        "rows": table_rows(study["bands"]),
        "flights": number(study["flights"]),
        "auc": {system: f"{value:.3f}" for system, value in study["auc"].items()},
        "auc_target": f"{DAY_AUC_TARGET:g}",
        "auc_verdict": wording.met_or_missed(study["auc"][DAY] >= DAY_AUC_TARGET),
        "judged": number(len(judged)),
        "beaten": number(len(beaten)),
        "off": number(points_off(worst), "+.1f"),
        "off_band": band_title(worst["from_minutes"]),
        "off_month": number(points_off(worst_of_month), "+.1f"),
        "off_month_name": wording.MONTHS[int(worst_month[5:])],
        "off_month_band": band_title(worst_of_month["from_minutes"]),
        "off_target": number(POINTS_TARGET),
        "off_verdict": wording.met_or_missed(abs(points_off(worst)) <= POINTS_TARGET),
    }
