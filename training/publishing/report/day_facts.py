"""Facts of the day: how the model that knows the departure's delay does, in words."""

from collections.abc import Mapping
from typing import Any

from training.evaluation.day import BASELINES, DAY, HEAD, table_rows
from training.evaluation.titles import band_title
from training.publishing.wording import number

AUC_TARGET = 0.93
POINTS_TARGET = 3
LEAST = 2_000
"""Flights of a band from which on the model is to beat what counting tells."""


def day_facts(study: Mapping[str, Any]) -> dict[str, Any]:
    """Word what `training.evaluation.day.summarise_day` returned, against its targets."""
    off = {band["from_minutes"]: _points(band) for band in study["bands"]}
    worst = max(off, key=lambda start: abs(off[start]))
    judged = [band for band in study["bands"] if band["flights"] > LEAST]
    beaten = [band for band in judged if all(band["skill"][one]["low"] > 0 for one in BASELINES)]
    return {
        "head": [title.lstrip(">") for title in HEAD],
        "rows": table_rows(study),
        "flights": number(study["flights"]),
        "auc": {system: f"{value:.3f}" for system, value in study["auc"].items()},
        "auc_target": f"{AUC_TARGET:g}",
        "auc_verdict": _verdict(study["auc"][DAY] >= AUC_TARGET),
        "judged": number(len(judged)),
        "beaten": number(len(beaten)),
        "off": number(off[worst], "+.1f"),
        "off_band": band_title(worst),
        "off_target": number(POINTS_TARGET),
        "off_verdict": _verdict(abs(off[worst]) <= POINTS_TARGET),
    }


def _points(band: Mapping[str, Any]) -> float:
    return 100 * float(band["late_predicted"] - band["late_observed"])


def _verdict(is_met: bool) -> str:
    return "met" if is_met else "missed"
