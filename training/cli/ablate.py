"""`ablate`: what each part of the model is worth."""

import argparse
import json

from rich.table import Table

from training.atomic_write import replace as replace_file
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake, add_results, add_share
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.dataset.masking import WEATHER_STATES
from training.lake import Lake
from training.results import write_json
from training.studies.ablation import Variation, ablate, as_json, variations
from training.studies.figures.model_choice import ablation_figure

SHARE = 0.1


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "ablate",
        run,
        "Leave out each part of the model in turn and score what is left, on April to September.",
        """\
          python -m training ablate
          python -m training ablate --share=1
        """,
    )
    add_share(parser, SHARE)
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Score every variation, write the results and show them."""
    variants = variations(TrainingConfig())
    dataset = load_dataset(Lake(options.lake))
    with steps("leaving out", len(variants)) as step:
        found = ablate(dataset, variants, progress=step, share=options.share)
    replace_file(options.output / "ablation.svg", ablation_figure(found, options.share))
    study = {"share": options.share, "variations": as_json(found)}
    write_json(options.output / "ablation.json", study)
    if options.json:
        OUT.print_json(json.dumps(study), highlight=False)
    else:
        OUT.print(_table(found))


def _table(found: list[Variation]) -> Table:
    table = Table(
        title="Log-loss on April to September, and its rise with 95 % interval",
        title_justify="left",
    )
    table.add_column("")
    for state in WEATHER_STATES:
        table.add_column(f"{state}: log-loss", justify="right")
        table.add_column("rise", justify="right")
    for one in found:
        cells = []
        for state in WEATHER_STATES:
            rise = one.rise[state]
            cells += [
                f"{one.log_loss[state]:.4f}",
                f"{rise.value:+.4f} ({rise.low:+.4f} to {rise.high:+.4f})",
            ]
        table.add_row(one.name, *cells)
    return table
