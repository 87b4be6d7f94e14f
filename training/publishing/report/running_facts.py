"""Running facts: how fast the function answers, what it costs, and what the batch takes."""

from dataclasses import asdict
from typing import Any

from training.config import PromotionRules
from training.publishing import hosting_costs as hosting
from training.publishing.report.results import Results
from training.publishing.report.wording import digits, number, percent

PANELS = {
    "cold_start_ms": "cold start, ms",
    "one_p50_ms": "one flight, median, ms",
    "busy_per_second": "requests a second (more is better)",
    "memory_mb": "memory (PSS), MB",
}


def serving_facts(results: Results) -> dict[str, Any]:
    """Word the benchmark of the function beside its targets."""
    found = results["serving"]
    targets, contenders = found["targets"], found["contenders"]
    ours, asynchronous = contenders["function"], contenders["async"]
    return {
        "targets": [
            [
                one["title"],
                f"{one['sense']} {one['bound']:g}",
                digits(one["reached"]["median"]),
                f"{digits(one['reached']['low'])} to {digits(one['reached']['high'])}",
                "met" if one["is_met"] else "missed",
            ]
            for one in targets
        ],
        "met": str(sum(one["is_met"] for one in targets)),
        "of": str(len(targets)),
        "rounds": str(found["plan"]["rounds"]),
        "machine": f"{found['machine']['processor']}, Python {found['machine']['python']}",
        "one": f"{ours['one_p50_ms']['median']:.2f}",
        "start": f"{ours['cold_start_ms']['median']:.0f}",
        "busy": number(ours["busy_per_second"]["median"]),
        "thousand": f"{ours['thousand_ms']['median']:.1f}",
        "asynchronous": {
            name: f"{asynchronous[name]['median'] / ours[name]['median']:.2f}"
            for name in ("busy_per_second", "one_p50_ms", "cold_start_ms", "memory_mb")
        },
    }


def serving_charts(results: Results) -> dict[str, Any]:
    """Return the numbers that are drawn of the benchmark: a panel a metric."""
    contenders = results["serving"]["contenders"]
    return {
        title: [
            [one["title"], one[metric]["median"], digits(one[metric]["median"])]
            for name, one in contenders.items()
            if name != "async_floor"
        ]
        for metric, title in PANELS.items()
    }


def hosting_facts(results: Results) -> dict[str, Any]:
    """Word the costs of a month."""
    busy = results["serving"]["contenders"]["function"]["busy_per_second"]["median"]
    return {
        "rows": [list(asdict(one).values()) for one in hosting.costs(busy)],
        "copies": hosting.COPIES_OF,
        "written": hosting.WRITTEN,
        "pages": hosting.PAGES,
        "million": number(hosting.MILLION),
    }


def batch_facts(results: Results) -> dict[str, Any]:
    """Word the batch's measurements."""
    found = results["batch"]
    return {
        "rows": [
            [
                number(case["rows"]),
                str(case["workers"]),
                f"{case['seconds']:.1f}",
                number(case["per_second"]),
                percent(case["share"]),
                number(case["memory_mb"]),
            ]
            for case in found["cases"]
        ],
        "missed": [one["title"] for one in found["targets"] if not one["is_met"]],
        "bounds": {one["title"]: f"{one['bound']:g}" for one in found["targets"]},
        "met": str(sum(one["is_met"] for one in found["targets"])),
        "of": str(len(found["targets"])),
    }


def rule_facts() -> dict[str, str]:
    """Word what a retraining goes by."""
    rules = PromotionRules()
    return {
        "least_days": str(rules.least_days),
        "slice_flights": number(rules.slice_flights),
        "slice_rise": f"{rules.slice_rise:g}",
    }


def scale_facts(results: Results) -> dict[str, Any] | None:
    """Word time and memory as the rows grow; None where they were not measured."""
    found = results.scale()
    return found and {
        "rows": [
            [
                number(row["flights"]),
                number(row["ingest_s"]),
                number(row["train_s"]),
                number(row["peak_mb"]),
            ]
            for row in found["rows"]
        ],
        "targets": [
            {
                "title": one["title"],
                "bound": number(one["bound"]),
                "verdict": "met" if one["is_met"] else "missed",
            }
            for one in found.get("targets", [])
        ],
    }
