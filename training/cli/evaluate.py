"""`evaluate`: the rolling origin."""

import argparse
from collections.abc import Iterator
from typing import Any

from training.cli.console import Table, interval, scores_table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.evaluation.bootstrap import Estimate
from training.evaluation.rolling_origin import MonthScores, all_flights, mean_of, roll, summarise
from training.evaluation.titles import REFERENCES, SYSTEM_TITLES
from training.results import write_parquet
from training.studies.figures.evaluation import (
    reliability_figure,
    seasons_figure,
    skill_figure,
    slices_figure,
)

FIGURES = {
    "evaluation-reliability.svg": reliability_figure,
    "evaluation-seasons.svg": seasons_figure,
    "evaluation-slices.svg": slices_figure,
    "evaluation-skill.svg": skill_figure,
}


def run(options: argparse.Namespace) -> None:
    """Evaluate fold by fold, write the results and figures, and show the means."""
    config = TrainingConfig(model=options.model)
    dataset = load_flights(options)
    with steps("evaluating", options.last - options.first + 1) as step:
        folds = roll(dataset, config, (options.first, options.last), step)
    study = summarise(folds, config, dataset.manifest.fingerprint)
    write_parquet(options.output / "evaluation.parquet", all_flights(folds))
    drawn = {name: draw(study) for name, draw in FIGURES.items()}
    tables = _tables(config.model, folds, study)
    finish(options, "evaluation", study, drawn, *tables)


def _tables(model: str, folds: list[MonthScores], study: dict[str, Any]) -> Iterator[Table]:
    for fold in folds:
        yield scores_table(f"{model}: tested on month {fold.month}", fold.scores)
    yield scores_table(f"{model}: mean of {len(folds)} months", mean_of(folds))
    yield _skill_table(study["skill"])


def _skill_table(skills: dict[str, dict[str, dict[str, float]]]) -> Table:
    titles = {name: title.starred for name, title in SYSTEM_TITLES.items()}
    rows = (
        [titles[state], *(interval(Estimate(**found[one]), ".1%") for one in REFERENCES)]
        for state, found in skills.items()
    )
    columns = (f">{titles[reference]}" for reference in REFERENCES)
    return Table(["", *columns], rows, "Log-loss below the reference's, with 95 % interval")
