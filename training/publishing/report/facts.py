"""Facts: what the report says of the model, its scores, the studies and its use, in words.

Each function takes the results it words and returns figures by name, as the sentences name them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pushback.contract import Contract
from training.config import TrainingConfig
from training.dataset.masking import TRAINING_SHARES
from training.evaluation.bootstrap import Estimate
from training.evaluation.day import BASELINES, DAY, HEAD, band_title, table_rows
from training.evaluation.metrics import STATE_TITLES
from training.months import months_in_words, year_spans
from training.publishing import wording
from training.publishing.wording import interval, met_or_missed, number, percent, points_off

Found = Mapping[str, Any]
Columns = Mapping[str, Callable[[Any], str]]
BATCH_COLUMNS: Columns = {
    "rows": number,
    "workers": str,
    "seconds": "{:.1f}".format,
    "per_second": number,
    "share": percent,
    "memory_mb": number,
}
SCALE_COLUMNS: Columns = dict.fromkeys(("flights", "ingest_s", "train_s", "peak_mb"), number)
AUC_TARGET, DAY_AUC_TARGET = 0.73, 0.93
"""What the AUC with all weather, as a mean of the test months, was to reach; on the day."""
POINTS_TARGET = 3
LEAST = 2_000
"""Flights of a band from which on the model of the day is to beat what counting tells."""


def model_facts(tuning: Found, contract: Contract) -> dict[str, Any]:
    """Word how the released model is made."""
    config, parameters = TrainingConfig(), contract.model.parameters
    return {
        "version": contract.version,
        "features": str(len(contract.features)),
        "rounds": str(parameters["max_iter"]),
        "leaves": str(parameters["max_leaf_nodes"]),
        "rate": f"{parameters['learning_rate']:g}",
        "smallest_leaf": number(parameters["min_samples_leaf"]),
        "columns": percent(parameters["max_features"]),
        "kilobytes": number(contract.model.bytes / 1000),
        "outcomes": str(len(contract.outcomes)),
        "older_weight": f"{config.older_weight:g}",
        "season_doubt": f"{config.season_doubt:g}",
        "nation_weight": f"{config.nation_weight:g}",
        "record_flights": number(contract.data.record.flights),
        "record_years": year_spans(contract.data.record.years),
        "season_days": f"{config.season_days:g}",
        "weather_shares": {name: percent(share) for name, share in TRAINING_SHARES.items()},
        "trials": str(len(tuning["trials"]["ours"])),
        "tuned_on": percent(tuning["share"]),
    }


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
    worst = wording.furthest_off(study["bands"])
    furthest = {month: wording.furthest_off(bands) for month, bands in study["months"].items()}
    worst_month = max(furthest, key=lambda month: abs(points_off(furthest[month])))
    judged = [band for band in study["bands"] if band["flights"] > LEAST]
    beaten = [band for band in judged if all(band["skill"][one]["low"] > 0 for one in BASELINES)]
    return {
        "head": [title.lstrip(">") for title in HEAD],
        "rows": table_rows(study["bands"]),
        "flights": number(study["flights"]),
        "auc": {system: f"{value:.3f}" for system, value in study["auc"].items()},
        "auc_target": f"{DAY_AUC_TARGET:g}",
        "auc_verdict": met_or_missed(study["auc"][DAY] >= DAY_AUC_TARGET),
        "judged": number(len(judged)),
        "beaten": number(len(beaten)),
        "off": number(points_off(worst), "+.1f"),
        "off_band": band_title(worst["from_minutes"]),
        "off_month": number(points_off(furthest[worst_month]), "+.1f"),
        "off_month_name": wording.MONTHS[int(worst_month[5:])],
        "off_month_band": band_title(furthest[worst_month]["from_minutes"]),
        "off_target": number(POINTS_TARGET),
        "off_verdict": met_or_missed(abs(points_off(worst)) <= POINTS_TARGET),
    }


def rival_facts(comparison: Found) -> dict[str, Any]:
    """Word our model beside other libraries of boosted trees."""
    contenders = comparison["contenders"]
    return {
        "verdict": wording.verdict(comparison),
        "better": [
            wording.RIVALS[name]
            for name, one in contenders.items()
            if Estimate(**one["behind"]).is_below_zero
        ],
        "share": percent(comparison["share"]),
        "fit": number(contenders["ours"]["fit_seconds"]),
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
    days = (behind["low"], behind["high"])
    spans = (" to ".join(number(end, "+.4f") for end in ends) for ends in (days, behind["months"]))
    return [number(behind["value"], "+.4f"), *spans]


def study_facts(results: Found) -> dict[str, Any]:
    """Word the studies of the fit, of importance and of what could be left out."""
    curves, ablation, importance = (results[name] for name in ("curves", "ablation", "importance"))
    first, *steps, apart, days, flights = map(wording.sentence, curves["sentences"])
    full, none = (
        {name: Estimate(**one["rise"][state]) for name, one in ablation["variations"].items()}
        for state in ("full", "none")
    )
    shapley = importance["shapley"]
    by_worth = sorted(importance["features"], key=lambda one: -one["rise"]["value"])
    return {
        "fit": {"verdict": first, "steps": steps, "apart": apart, "more": [days, flights]},
        "fit_share": percent(curves["share"]),
        "ablation_share": percent(ablation["share"]),
        "variations": str(len(full) - 1),  # the first is the model itself
        "worse": str(sum(rise.is_above_zero for rise in full.values())),
        "better": str(sum(rise.is_below_zero for rise in full.values())),
        "better_blind": [name for name, rise in none.items() if rise.is_below_zero],
        "no_weather": number(full["without all weather"], "+.4f"),
        "no_older": number(full["2013 at no weight"], "+.4f"),
        "importance_flights": number(importance["flights"]),
        "shapley_flights": number(shapley["flights"]),
        "shapley": {
            group: percent(effect, 1) for group, effect in shapley["mean_absolute_effect"].items()
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
            interval(one["rise"]["full"], "+.4f"),
            interval(later["rise"]["full"], "+.4f"),
            interval(later["rise"]["none"], "+.4f"),
        ]
        for one, later in zip(chose[1:], after[1:], strict=True)
    ]


def cost_facts(costs: Found) -> dict[str, Any]:
    """Word what re-booking by the predictions saves or loses."""
    return {
        "table": {name: number(dollars) for name, dollars in costs["cost_table"].items()},
        "thresholds": {name: percent(at) for name, at in costs["chosen_thresholds"].items()},
        "choosing": _period_facts(costs["choosing"]),
        "final": _period_facts(costs),
    }


def _period_facts(period: Found) -> dict[str, Any]:
    policies = {one["name"]: one for one in period["policies"]}
    savings = {name: interval(one["saving"], ",.0f") for name, one in policies.items()}
    return {
        "months": months_in_words(*period["months"]),
        "early_flight": f"{period['early_flight']:.2f}",
        "never": number(policies["never"]["cost"]),
        "hindsight": savings["hindsight"],
        "saving": savings,
        "rebooked": {name: percent(one["rebooked"]) for name, one in policies.items()},
    }


def serving_facts(serving: Found) -> dict[str, Any]:
    """Word the benchmark of the function beside its targets."""
    targets, contenders, machine = (serving[name] for name in ("targets", "contenders", "machine"))
    return {
        "targets": [[*wording.target_cells(one), met_or_missed(one["is_met"])] for one in targets],
        **_count_met(targets),
        "rounds": str(serving["plan"]["rounds"]),
        "machine": f"{machine['processor']}, Python {machine['python']}",
        "one": f"{contenders['function']['one_p50_ms']['median']:.2f}",
        "medians": {
            name: {
                metric: wording.digits(one[metric]["median"]) for metric in wording.SERVING_METRICS
            }
            for name, one in contenders.items()
        },
        "asynchronous": wording.asynchronous_ratios(serving),
    }


def batch_facts(batch: Found) -> dict[str, Any]:
    """Word the batch's measurements."""
    targets = batch["targets"]
    return {
        "rows": _cells(batch["cases"], BATCH_COLUMNS),
        "missed": [one["title"] for one in targets if not one["is_met"]],
        "bounds": {one["title"]: f"{one['bound']:g}" for one in targets},
        **_count_met(targets),
    }


def scale_facts(scale: Found | None) -> dict[str, Any] | None:
    """Word time and memory as the rows grow; None where they were not measured."""
    if scale is None:
        return None
    return {
        "rows": _cells(scale["rows"], SCALE_COLUMNS),
        "targets": [
            {
                "title": one["title"],
                "bound": number(one["bound"]),
                "verdict": met_or_missed(one["is_met"]),
            }
            for one in scale.get("targets", [])
        ],
    }


def _cells(rows: list[Found], columns: Columns) -> list[list[str]]:
    """Return a table's cells: of each row the columns, each in its own words."""
    return [[word(row[name]) for name, word in columns.items()] for row in rows]


def _count_met(targets: list[Found]) -> dict[str, str]:
    return {"met": str(sum(one["is_met"] for one in targets)), "of": str(len(targets))}
