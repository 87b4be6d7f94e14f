"""`evaluate`, `costs`: how good the model is, also on the nation, and what acting on it saves."""

import argparse
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pushback.bundle import Bundle
from pushback.plurals import count_of
from pushback.predictor import Predictor
from training.atomic_write import write_parquet
from training.cli.console import Table, finish, scores_table, steps
from training.config import CostTable, TrainingConfig, record_file
from training.dataset.dataset import load_dataset
from training.evaluation import day, nation, rolling_origin, slices
from training.evaluation.bootstrap import Estimate
from training.evaluation.metrics import REFERENCES, SYSTEM_TITLES
from training.lake import Lake
from training.months import months_in_words
from training.record import read_record
from training.sources.flights import read_judged
from training.studies import costs
from training.studies.figures import evaluation as pictures

PARTS = {"away": "Away from New York", "learned": "New York", "all": "All"}

_ACTED_ON = {name: SYSTEM_TITLES[name].starred for name in costs.SYSTEMS}
POLICIES = {
    **_ACTED_ON,
    **{f"{name}{costs.BY_COST}": f"{title}, expected cost" for name, title in _ACTED_ON.items()},
    "hindsight": "with hindsight",
}
"""The titles of policies that have one besides their name."""

FIGURES = {
    "evaluation-reliability.svg": pictures.reliability_figure,
    "evaluation-seasons.svg": pictures.seasons_figure,
    "evaluation-slices.svg": pictures.slices_figure,
    "evaluation-skill.svg": pictures.skill_figure,
}


def run_evaluate(options: argparse.Namespace) -> None:
    """Evaluate fold by fold, write the results and figures, and show the means."""
    if options.nation:
        _judge_nation(options)
        return
    config = TrainingConfig(model=options.model, seed=options.seed)
    dataset, months = load_dataset(Lake(options.lake)), (options.first, options.last)
    with steps("evaluating", options.last - options.first + 1) as step:
        folds = rolling_origin.roll(dataset, config, months, step, with_day=True)
    study = rolling_origin.summarise(folds, config, dataset.manifest.fingerprint)
    predictor = Predictor(Bundle.load(options.bundle))
    study["coming"] = slices.months_and_hours(dataset.flights, dataset.record, predictor)
    write_parquet(options.output / "evaluation.parquet", rolling_origin.all_flights(folds))
    drawn = {name: draw(study) for name, draw in FIGURES.items()}
    finish(options, "evaluation", study, drawn, *_tables(folds, study))


def _tables(folds: list[rolling_origin.MonthScores], study: dict[str, Any]) -> Iterator[Table]:
    model = study["config"]["model"]
    for fold in folds:
        yield scores_table(f"{model}: tested on month {fold.month}", fold.scores)
    yield scores_table(
        f"{model}: mean of {count_of(len(folds), 'month')}", rolling_origin.mean_of(folds)
    )
    yield _skill_table(study["skill"])
    bands = day.table_rows(study["day"]["bands"])
    yield Table(day.HEAD, bands, "On the day, by the delay of the departure")
    for name, rows in study["coming"]["new_york"].items():
        yield _coming_table(name, rows)


def _skill_table(skills: dict[str, dict[str, dict[str, Any]]]) -> Table:
    titles = {name: title.starred for name, title in SYSTEM_TITLES.items()}
    rows = (
        [titles[state], *(f"{Estimate(**found[one]):.1%}" for one in REFERENCES)]
        for state, found in skills.items()
    )
    columns = (f">{titles[reference]}" for reference in REFERENCES)
    return Table(["", *columns], rows, "Log-loss below the reference's, with 95 % interval")


def _coming_table(name: str, rows: list[dict[str, Any]]) -> Table:
    lines = (
        [str(one["at"]), _share(one["said"]), f"{_share(one['low'])} to {_share(one['high'])}"]
        for one in rows
    )
    title = f"Late by {name}: what the released bundle says without weather, and what years had"
    return Table([name, ">said", ">came, by year"], lines, title)


def _judge_nation(options: argparse.Namespace) -> None:
    """Ask the released bundle about the flights of a file, and show how it did."""
    predictor = Predictor(Bundle.load(options.bundle))
    with steps("judging", 2) as step:
        step(f"reading {options.nation.name}")
        rows = read_judged(options.nation)
        step(f"asking about {count_of(len(rows), 'flight')}")
        judged = nation.judge(rows, predictor, read_record(record_file()))
    study = nation.summarise(judged, options.nation.name, predictor.contract.version)
    finish(options, "nation", study, {}, *_nation_tables(study))


def _nation_tables(study: dict[str, Any]) -> Iterator[Table]:
    parts = {title: study[part] for part, title in PARTS.items() if part in study}
    for title, part in parts.items():
        yield _part_table(title, part)
    yield _means_table("Late", parts)
    yield _means_table("Late, away from New York", study["years"] | study["carriers"])


def _part_table(title: str, part: dict[str, Any]) -> Table:
    table = Table(["", ">log-loss", ">model's is below by", ">AUC of late"], (), title)
    for name, found in part["systems"].items():
        auc = f"{found['auc']:.4f}" if "auc" in found else ""
        below = _share(part["below"].get(name))
        named = SYSTEM_TITLES["none" if name == "model" else name].short  # it knew no weather
        table.add_row(named, f"{found['log_loss']:.4f}", below, auc)
    return table


def _means_table(title: str, means: dict[str, dict[str, Any]]) -> Table:
    rows = [
        [name, f"{one['flights']:,}", _share(one["came"]), _share(one["said"])]
        for name, one in means.items()
    ]
    return Table(["", ">flights", ">came", ">said"], rows, title)


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def run_costs(options: argparse.Namespace) -> None:
    """Cost every policy, write the results and the figure, and show them."""
    table = CostTable(**{field.name: getattr(options, field.name) for field in fields(CostTable)})
    with steps("costs", 2) as step:
        step("reading test flights")
        rows = rolling_origin.read_rows(options.input, costs.COLUMNS, (costs.CHOOSING, costs.FINAL))
        step("trying thresholds")
        study = costs.weigh(rows, table)
    thresholds = {name: f"{at:.0%}" for name, at in study["chosen_thresholds"].items()}
    choosing = _costs_table(study["choosing"], thresholds, ", thresholds chosen on them")
    figures = {"costs.svg": pictures.costs_figure(study)}
    finish(options, "costs", study, figures, choosing, _costs_table(study, thresholds))


def _costs_table(period: dict[str, Any], thresholds: dict[str, str], more: str = "") -> Table:
    rows = (
        (
            POLICIES.get(one["name"], one["name"]),
            thresholds.get(one["name"], ""),
            f"{one['rebooked']:.1%}",
            f"{one['cost']:,.0f}",
            f"{one['saving']:,.0f}",
        )
        for one in period["policies"]
    )
    columns = ("re-book", ">from", ">re-booked", ">cost", ">saving (95 % interval)")
    months = months_in_words(*period["months"])
    return Table(columns, rows, f"Dollars per {costs.FLIGHTS:,} flights of {months}{more}")
