"""Data facts: what the report says of the two years of flights, and of the bundle."""

from typing import Any

from pushback.contract import Contract
from training.config import TrainingConfig
from training.dataset.masking import TRAINING_SHARES
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_TEST_MONTH
from training.publishing.report.results import Results
from training.publishing.report.wording import number, percent
from training.sources.nyc import NYC2013, NYC2023

OLDER, NEWER = NYC2013.name, NYC2023.name
LICENCES = {OLDER: "CC0", NEWER: "MIT"}


def data_facts(results: Results, contract: Contract) -> dict[str, Any]:
    """Word the counts of the data."""
    years = results["data"]
    older, newer = years[OLDER], years[NEWER]
    return {
        "flights": number(sum(year["flights"] for year in years.values())),
        "train": number(contract.data.train.flights),
        "test": number(contract.data.test.flights),
        "rows": _rows(years),
        "columns": str(newer["columns"]),
        "no_tail": percent(newer["no_tail_number"]["cancelled"]),
        "warmest_labelled": _warmest(newer, "labelled"),
        "warmest_local": _warmest(newer, "local"),
        "most_late": percent(max(newer["late_by_month"])),
        "least_late": percent(min(newer["late_by_month"])),
        "december": [percent(year["late_by_month"][11]) for year in (older, newer)],
        "airports": str(len(contract.airports)),
        "airlines": str(len(contract.airlines)),
        "routes": str(len(contract.routes)),
    }


def model_facts(results: Results, contract: Contract) -> dict[str, Any]:
    """Word how the model is made."""
    config, parameters, tuning = TrainingConfig(), contract.model.parameters, results["tuning"]
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
        "season_strength": f"{config.season_strength:g}",
        "season_days": f"{config.season_days:g}",
        "weather_shares": {name: percent(share) for name, share in TRAINING_SHARES.items()},
        "trials": str(len(tuning["trials"])),
        "finals": str(len(tuning["finals"])),
        "won": tuning["finals"][0]["parameters"].items() <= parameters.items(),
    }


def data_charts(results: Results) -> dict[str, Any]:
    """Return the numbers that are drawn of the data."""
    years = results["data"]
    return {
        "late_by_month": [years[name]["late_by_month"] for name in (OLDER, NEWER)],
        "warmth": years[NEWER]["warmth"],
        "folds": [FIRST_TEST_MONTH, LAST_TEST_MONTH],
        "outcomes": [years[OLDER]["outcomes"], years[NEWER]["outcomes"]],
    }


def _rows(years: dict[str, Any]) -> list[list[str]]:
    return [
        [
            year["version"],
            LICENCES[name],
            number(year["flights"]),
            str(sum(year["flights_dropped"].values())),
            number(year["weather_hours"]),
            str(sum(year["weather_dropped"].values())),
            str(sum(year["weather_blanked"].values())),
            percent(1 - year["outcomes"]["on_time"], 1),
            percent(year["outcomes"]["cancelled"], 1),
        ]
        for name, year in years.items()
    ]


def _warmest(year: dict[str, Any], clock: str) -> str:
    by_hour = year["warmth"][clock]
    return f"{by_hour.index(max(by_hour))}:00"
