"""Study facts: fit, importance, what could be left out, and what acting on it brings."""

from typing import Any

from training.publishing.report.results import Results
from training.publishing.report.wording import BOUNDS, interval, number, percent, sentence, span

GROUPS = {
    "airline": "airline",
    "route": "route",
    "day": "day of the year",
    "departure_time": "time of departure",
    "weather": "weather",
}
POLICIES = {
    "full_by_cost": "expected cost, all weather",
    "full": "threshold, all weather",
    "none_by_cost": "expected cost, no weather",
    "none": "threshold, no weather",
    "climatology_by_cost": "expected cost, climatology",
    "climatology": "threshold, climatology",
}


def study_facts(results: Results) -> dict[str, Any]:
    """Word the studies of the fit, of importance and of what could be left out."""
    curves, ablation, importance = (results[name] for name in ("curves", "ablation", "importance"))
    variations = list(ablation["variations"].items())[1:]
    rises = {name: one["rise"]["full"] for name, one in variations}
    verdict, *steps, apart, days, flights = map(sentence, curves["sentences"])
    by_worth = sorted(importance["features"], key=lambda one: -one["rise"]["value"])
    return {
        "fit": {"verdict": verdict, "steps": steps, "apart": apart, "more": [days, flights]},
        "fit_share": percent(curves["share"]),
        "ablation_share": percent(ablation["share"]),
        "variations": str(len(variations)),
        "worse": str(sum(rise["low"] > 0 for rise in rises.values())),
        "better": str(sum(rise["high"] < 0 for rise in rises.values())),
        "no_weather": interval(rises["without all weather"], "+.4f"),
        "no_older": interval(rises["2013 at no weight"], "+.4f"),
        "importance_flights": number(importance["flights"]),
        "shapley_flights": number(importance["shapley"]["flights"]),
        "first_features": [one["name"] for one in by_worth[:5]],
        "selection": _selection(results["selection"]),
    }


def study_charts(results: Results) -> dict[str, Any]:
    """Return the numbers that are drawn of the studies."""
    curves, importance = results["curves"], results["importance"]
    shapley = importance["shapley"]["mean_absolute_effect"]
    groups = sorted(importance["groups"], key=lambda one: -one["rise"]["value"])
    return {
        "rounds": {
            name: [[point["at"], point[name]] for point in curves["by_rounds"]]
            for name in ("fitted", "left_out", "test")
        },
        "released_rounds": curves["released"]["max_iter"],
        "importance": [
            [GROUPS[one["name"]], *(one["rise"][name] for name in BOUNDS)] for one in groups
        ],
        "shapley": [
            [GROUPS[one["name"]], shapley[one["name"]], percent(shapley[one["name"]], 1)]
            for one in groups
        ],
        "savings": {name: _savings(period) for name, period in _periods(results["costs"]).items()},
    }


def cost_facts(results: Results) -> dict[str, Any]:
    """Word what re-booking by the predictions saves or loses."""
    found = results["costs"]
    table = {name: number(value) for name, value in found["cost_table"].items()}
    periods = {
        name: {
            "months": span(period["months"]),
            "flights": number(period["flights"]),
            "never": number(_policy(period, "never")["cost"]),
            "always": number(_policy(period, "always")["cost"]),
            "hindsight": interval(_policy(period, "hindsight")["saving"], ",.0f"),
            "saving": {
                policy: interval(_policy(period, policy)["saving"], ",.0f") for policy in POLICIES
            },
            "rebooked": {
                policy: percent(_policy(period, policy)["rebooked"]) for policy in POLICIES
            },
        }
        for name, period in _periods(found).items()
    }
    thresholds = {name: percent(value) for name, value in found["chosen_thresholds"].items()}
    return {"table": table, "thresholds": thresholds, **periods}


def _periods(found: dict[str, Any]) -> dict[str, Any]:
    return {"choosing": found["choosing"], "final": found}


def _policy(period: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in period["policies"] if one["name"] == name)


def _savings(period: dict[str, Any]) -> list[list[Any]]:
    return [
        [title, *(_policy(period, name)["saving"][bound] for bound in BOUNDS)]
        for name, title in POLICIES.items()
    ]


def _selection(found: dict[str, Any]) -> list[list[str]]:
    """What is left out, and the rise of the log-loss on the months that chose and those after."""
    chose, after = found["months"].values()
    return [
        [
            one["name"],
            interval(one["rise"]["full"], "+.4f"),
            interval(later["rise"]["full"], "+.4f"),
            interval(later["rise"]["none"], "+.4f"),
        ]
        for one, later in zip(chose[1:], after[1:], strict=True)
    ]
