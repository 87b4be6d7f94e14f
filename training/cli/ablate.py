"""`ablate`: what each part of the model is worth."""

import argparse

from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.ablation import Variation, ablate, as_json, variations
from training.studies.figures.model_choice import ablation_figure


def run(options: argparse.Namespace) -> None:
    """Score every variation, write the results and show them."""
    variants = variations(TrainingConfig())
    dataset = load_flights(options)
    with steps("leaving out", len(variants)) as step:
        found = ablate(dataset, variants, progress=step, share=options.share)
    study = {"share": options.share, "variations": as_json(found)}
    figures = {"ablation.svg": ablation_figure(found, options.share)}
    title = "Log-loss on April to September, and its rise with 95 % interval"
    finish(options, "ablation", study, figures, variations_table(title, found))


def variations_table(title: str, found: list[Variation]) -> Table:
    """Return the log-loss of each variation by weather, and how far it rose, with its interval."""
    rows = (
        [
            one.name,
            *(f"{loss:.4f} {one.rise[at]:+.4f}" for at, loss in one.log_loss.items()),
        ]
        for one in found
    )
    return Table(["", *(f">{state}" for state in found[0].log_loss)], rows, title)
