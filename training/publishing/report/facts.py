"""Facts: what the report says of the model, its scores, the studies and its use, in words.

Each function takes the results it words and returns figures by name, as the sentences name them.
Signs are as Python writes them: `wording.typeset` sets minus signs and the space before per cent.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pushback.contract import Contract
from training.config import TrainingConfig
from training.dataset.masking import TRAINING_SHARES
from training.evaluation.bootstrap import Estimate
from training.evaluation.day import BASELINES, DAY, band_title
from training.evaluation.metrics import STATE_TITLES
from training.months import months_in_words, year_spans
from training.publishing import wording
from training.publishing.wording import points_off

Found = Mapping[str, Any]
SERVING_METRICS = ("busy_per_second", "one_p50_ms", "cold_start_ms", "memory_mb", "thousand_ms")
"""What is told of each contender in the benchmark of the function."""
AUC_TARGET, DAY_AUC_TARGET = 0.73, 0.93
"""What the AUC with all weather, as a mean of the test months, was to reach; on the day."""
POINTS_TARGET = 3
LEAST = 2_000
"""Flights of a band from which on the model of the day is to beat what counting tells."""


def model_facts(tuning: Found, contract: Contract) -> dict[str, Any]:
    """Word how the released model is made."""
    parameters = contract.model.parameters
    return {
        "version": contract.version,
        "config": asdict(TrainingConfig()),
        "parameters": parameters,
        "features": len(contract.features),
        "smallest_leaf": f"{parameters['min_samples_leaf']:,}",
        "columns": f"{parameters['max_features']:.0%}",
        "kilobytes": f"{contract.model.bytes / 1000:,.0f}",
        "outcomes": len(contract.outcomes),
        "record_flights": f"{contract.data.record.flights:,}",
        "record_years": year_spans(contract.data.record.years),
        "weather_shares": {name: f"{share:.0%}" for name, share in TRAINING_SHARES.items()},
        "trials": len(tuning["trials"]["ours"]),
        "tuned_on": f"{tuning['share']:.0%}",
    }


def score_facts(evaluation: Found, seeds: Found, contract: Contract) -> dict[str, Any]:
    """Word the scores of the rolling origin, also by seed, and of the bundle after its training."""
    auc, rows = evaluation["full"]["auc"], wording.score_rows(evaluation)
    return {
        "rows": rows,
        "means": {system: cells for system, (_, *cells) in zip(wording.SYSTEMS, rows, strict=True)},
        "skill": {
            state: {reference: f"{Estimate(**one):.1%}" for reference, one in found.items()}
            for state, found in evaluation["skill"].items()
        },
        "skill_none": f"{Estimate(**evaluation['skill']['none']['seasonal_climatology']):.2%}",
        "auc": f"{auc:.4f}",
        "auc_target": f"{AUC_TARGET:g}",
        "auc_verdict": met_or_missed(auc >= AUC_TARGET),
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
            system: f"{wording.overall(months['month'], 'chance'):.0%}"
            for system, months in evaluation["reliability"].items()
        },
        **_month_facts(evaluation["folds"], evaluation["reliability"]["full"]["month"]),
    }


def _month_facts(folds: list[Found], months: list[Found]) -> dict[str, Any]:
    """Word how the months differ: where chances ran high and low, where the season paid."""
    by_excess = sorted(months, key=lambda month: month["chance"] - month["frequency"])
    return {
        "came": f"{wording.overall(months, 'frequency'):.0%}",
        "months": len(folds),
        "flights": f"{sum(month['flights'] for month in months):,}",
        "ran_high": sum(month["chance"] > month["frequency"] for month in months),
        "season_paid": sum(
            fold["full"]["log_loss"] < fold["unseasoned"]["log_loss"] for fold in folds
        ),
        "highest": _month(by_excess[-1]),
        "lowest": _month(by_excess[0]),
    }


def _month(month: Found) -> dict[str, str]:
    shares = {name: f"{month[name]:.0%}" for name in ("chance", "frequency")}
    return {"name": wording.MONTHS[month["month"]], **shares}


def day_facts(study: Found) -> dict[str, Any]:
    """Word how the model of the day does, against its targets."""
    worst = wording.furthest_off(study["bands"])
    furthest = {month: wording.furthest_off(bands) for month, bands in study["months"].items()}
    worst_month = max(furthest, key=lambda month: abs(points_off(furthest[month])))
    judged = [band for band in study["bands"] if band["flights"] > LEAST]
    beaten = [band for band in judged if all(band["skill"][one]["low"] > 0 for one in BASELINES)]
    return {
        "flights": f"{study['flights']:,}",
        "auc": {system: f"{value:.3f}" for system, value in study["auc"].items()},
        "auc_target": f"{DAY_AUC_TARGET:g}",
        "auc_verdict": met_or_missed(study["auc"][DAY] >= DAY_AUC_TARGET),
        "judged": len(judged),
        "beaten": len(beaten),
        "off": f"{points_off(worst):+.1f}",
        "off_band": band_title(worst["from_minutes"]),
        "off_month": f"{points_off(furthest[worst_month]):+.1f}",
        "off_month_name": wording.MONTHS[int(worst_month[5:])],
        "off_month_band": band_title(furthest[worst_month]["from_minutes"]),
        "off_target": POINTS_TARGET,
        "off_verdict": met_or_missed(abs(points_off(worst)) <= POINTS_TARGET),
    }


def rival_facts(comparison: Found) -> dict[str, Any]:
    """Word our model beside other libraries of boosted trees."""
    contenders = comparison["contenders"]
    return {
        "better": [
            wording.RIVALS[name]
            for name, one in contenders.items()
            if Estimate(**one["behind"]).is_below_zero
        ],
        "share": f"{comparison['share']:.0%}",
        "fit": f"{contenders['ours']['fit_seconds']:,.0f}",
        "rows": [
            [
                wording.RIVALS.get(name, name),
                f"{one['log_loss']['full']:.4f}",
                f"{one['log_loss']['none']:.4f}",
                f"{one['auc']:.4f}",
                *_apart(name, one["behind"]),
                f"{one['fit_seconds']:.0f} s",
                f"{one['kilobytes']:,.0f} kB",
                f"{one['microseconds']:,.0f} µs",
            ]
            for name, one in contenders.items()
        ],
    }


def _apart(name: str, behind: Found) -> list[str]:
    """Return the difference to ours, and its intervals over days and over months."""
    if name == "ours":
        return ["", "", ""]
    low, high = behind["months"]
    return [
        f"{behind['value']:+.4f}",
        f"{behind['low']:+.4f} to {behind['high']:+.4f}",
        f"{low:+.4f} to {high:+.4f}",
    ]


def study_facts(results: Found) -> dict[str, Any]:
    """Word the studies of the fit, of importance and of what could be left out."""
    curves, ablation, importance = (results[name] for name in ("curves", "ablation", "importance"))
    full, none = (
        {name: Estimate(**one["rise"][state]) for name, one in ablation["variations"].items()}
        for state in ("full", "none")
    )
    shapley = importance["shapley"]
    by_worth = sorted(importance["features"], key=lambda one: -one["rise"]["value"])
    return {
        "fit": curves["sentences"],
        "fit_share": f"{curves['share']:.0%}",
        "ablation_share": f"{ablation['share']:.0%}",
        "variations": len(full) - 1,  # the first is the model itself
        "worse": sum(rise.is_above_zero for rise in full.values()),
        "better": sum(rise.is_below_zero for rise in full.values()),
        "better_blind": [name for name, rise in none.items() if rise.is_below_zero],
        "no_weather": f"{full['without all weather']:+.4f}",
        "no_older": f"{full['2013 at no weight']:+.4f}",
        "importance_flights": f"{importance['flights']:,}",
        "shapley_flights": f"{shapley['flights']:,}",
        "shapley": {
            group: f"{effect:.1%}" for group, effect in shapley["mean_absolute_effect"].items()
        },
        "first_features": [one["name"] for one in by_worth[:5]],
        "selection": _selection_rows(results["selection"]),
    }


def _selection_rows(selection: Found) -> list[list[str]]:
    """Return what is left out, and the rise of log-loss: on the months that chose, and after."""
    chose, after = selection["months"].values()
    return [
        [
            one["name"],
            f"{Estimate(**one['rise']['full']):+.4f}",
            f"{Estimate(**later['rise']['full']):+.4f}",
            f"{Estimate(**later['rise']['none']):+.4f}",
        ]
        for one, later in zip(chose[1:], after[1:], strict=True)
    ]


def cost_facts(costs: Found) -> dict[str, Any]:
    """Word what re-booking by the predictions saves or loses."""
    return {
        "table": {name: f"{dollars:,.0f}" for name, dollars in costs["cost_table"].items()},
        "thresholds": {name: f"{at:.0%}" for name, at in costs["chosen_thresholds"].items()},
        "choosing": _period_facts(costs["choosing"]),
        "final": _period_facts(costs),
    }


def _period_facts(period: Found) -> dict[str, Any]:
    policies = {one["name"]: one for one in period["policies"]}
    return {
        "months": months_in_words(*period["months"]),
        "early_flight": f"{period['early_flight']:.2f}",
        "never": f"{policies['never']['cost']:,.0f}",
        "saving": {name: f"{Estimate(**one['saving']):,.0f}" for name, one in policies.items()},
        "rebooked": {name: f"{one['rebooked']:.0%}" for name, one in policies.items()},
    }


def serving_facts(serving: Found) -> dict[str, Any]:
    """Word the benchmark of the function beside its targets."""
    targets, contenders, machine = (serving[name] for name in ("targets", "contenders", "machine"))
    medians = {
        name: {metric: one[metric]["median"] for metric in SERVING_METRICS}
        for name, one in contenders.items()
    }
    ours, asynchronous = medians["function"], medians["async"]
    return {
        "targets": [[*wording.target_cells(one), met_or_missed(one["is_met"])] for one in targets],
        **_count_met(targets),
        "rounds": serving["plan"]["rounds"],
        "machine": f"{machine['processor']}, Python {machine['python']}",
        "one": f"{ours['one_p50_ms']:.2f}",
        "medians": {
            name: {metric: wording.digits(median) for metric, median in one.items()}
            for name, one in medians.items()
        },
        "asynchronous": {
            metric: f"{median / ours[metric]:.2f}" for metric, median in asynchronous.items()
        },
    }


def batch_facts(batch: Found) -> dict[str, Any]:
    """Word the batch's measurements."""
    targets = batch["targets"]
    return {
        "rows": [
            [
                f"{case['rows']:,}",
                case["workers"],
                f"{case['seconds']:.1f}",
                f"{case['per_second']:,.0f}",
                f"{case['share']:.0%}",
                f"{case['memory_mb']:,.0f}",
            ]
            for case in batch["cases"]
        ],
        "missed": {one["title"]: f"{one['bound']:g}" for one in targets if not one["is_met"]},
        **_count_met(targets),
    }


def scale_facts(scale: Found | None) -> dict[str, Any] | None:
    """Word time and memory as the rows grow; None where they were not measured."""
    if scale is None:
        return None
    columns = ("flights", "ingest_s", "train_s", "peak_mb")
    return {
        "rows": [[f"{row[name]:,.0f}" for name in columns] for row in scale["rows"]],
        "targets": [
            [one["title"], f"{one['bound']:,.0f}", met_or_missed(one["is_met"])]
            for one in scale.get("targets", [])
        ],
    }


def met_or_missed(is_met: bool) -> str:
    """Return the verdict on a target, in a word."""
    return "met" if is_met else "missed"


def _count_met(targets: list[Found]) -> dict[str, int]:
    return {"met": sum(one["is_met"] for one in targets), "of": len(targets)}
