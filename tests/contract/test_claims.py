"""Tests of words in report.pdf that no figure fills in: they hold as long as the results do."""

from pushback.bundle import Bundle
from training.publishing.report import read_results


def test_what_its_sentences_claim_holds(released: Bundle) -> None:
    found = read_results()
    evaluation, costs = found["evaluation"], found["costs"]
    calmest_first = {
        state: sorted(one["month"], key=lambda month: month["frequency"])
        for state, one in evaluation["reliability"].items()
    }
    high = {
        state: [m["chance"] > m["frequency"] for m in one] for state, one in calmest_first.items()
    }
    metrics = released.contract.metrics
    groups = {one["name"]: one["rise"]["value"] for one in found["importance"]["groups"]}
    shapley = found["importance"]["shapley"]["mean_absolute_effect"]
    saved, lost = (
        {one["name"]: one["saving"] for one in period["policies"]}
        for period in (costs["choosing"], costs)
    )
    served = found["serving"]["contenders"]
    busy = {name: one["busy_per_second"]["median"] for name, one in served.items()}
    warmth = found["data"]["nyc2023"]["warmth"]
    claims = {
        "every tenth ran high": all(
            tenth["chance"] > tenth["frequency"]
            for tenth in evaluation["reliability"]["full"]["curve"]
        ),
        "weather clearly helps": evaluation["skill"]["full"]["climatology"]["low"] > 0.05,
        "high with a forecast": min(map(sum, (high["forecast_1_day"], high["forecast_3_days"])))
        > 6,
        "without it high in calm months alone": high["none"] == sorted(high["none"], reverse=True),
        "without it hardly": 0 < evaluation["skill"]["none"]["seasonal_climatology"]["low"] < 0.01,
        "not on the last months": metrics["none"]["log_loss"]
        >= metrics["seasonal_climatology"]["log_loss"],
        "season ranks less well": metrics["full"]["auc"] < metrics["unseasoned"]["auc"],
        "weather and time lead": all(
            set(sorted(worth, key=worth.__getitem__)[-2:]) == {"weather", "departure_time"}
            for worth in (groups, shapley)
        ),
        "their order differs": (groups["weather"] > groups["departure_time"])
        != (shapley["weather"] > shapley["departure_time"]),
        "saves in stormy months": saved["full_by_cost"]["low"] > 0 and saved["none"]["low"] > 0,
        "loses in calm ones": lost["full"]["high"] < 0 and lost["none"]["high"] < 0,
        "or is level": lost["full_by_cost"]["low"] < 0 < lost["full_by_cost"]["high"],
        "over months all of the model's hold 0": all(
            period[policy]["months"][0] < 0 < period[policy]["months"][1]
            for period in (saved, lost)
            for policy in ("full", "full_by_cost", "none", "none_by_cost")
        ),
        "leaving out does not help": all(
            one["rise"]["full"]["high"] >= 0
            for months in found["selection"]["months"].values()
            for one in months[1:]
        ),
        "far above scikit-learn": busy["function"] > 5 * busy["sklearn"],
        "below an asynchronous service": busy["function"] < busy["onnx"],
        "nine features of the record": sum(
            feature.name.endswith("_lateness") for feature in released.contract.features
        )
        == 9,
        "the record counts years that are judged": set(map(int, found["nation"]["years"]))
        & set(released.contract.data.record.years)
        == {2019, 2021, 2022},
        "the trap": warmth["labelled"].index(max(warmth["labelled"]))
        - warmth["local"].index(max(warmth["local"]))
        >= 4,
    }
    assert [claim for claim, holds in claims.items() if not holds] == []
