"""`train`: the lake into a bundle."""

import argparse
from pathlib import Path

from training.cli.console import OUT, scores_table, steps
from training.cli.options import (
    Commands,
    add_bundle,
    add_command,
    add_flights_a_month,
    add_lake,
    add_model,
    rollback_command,
)
from training.config import MODELS_FOLDER, TrainingConfig
from training.lake import Lake
from training.release.archive import Archive
from training.release.bundle import release, version_in_place
from training.release.pipeline import Candidate, TrainingPipeline

DEFAULTS = TrainingConfig()


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "train",
        run,
        "Fit a model, score it on the months after, export it to ONNX and make a bundle.",
        """\
          python -m training train
          python -m training train --model=logistic_regression --split=0.1
          python -m training train --release
        """,
    )
    add_model(parser, DEFAULTS.model)
    parser.add_argument(
        "--split",
        type=float,
        default=DEFAULTS.split,
        metavar="SHARE",
        help="share of the newest year held back for testing, as its last whole months"
        f" (default: {DEFAULTS.split})",
    )
    parser.add_argument(
        "--seed", type=_seed, default=DEFAULTS.seed, help=f"random seed (default: {DEFAULTS.seed})"
    )
    add_flights_a_month(parser)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="where the bundle and the fitted model go (default: training/models/MODEL)",
    )
    parser.add_argument(
        "--release",
        action="store_true",
        help="also put the bundle in place of the released one, which is kept",
    )
    add_bundle(parser)
    add_lake(parser)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is no seed: give a number from 0 to 2^32 - 1")
    return int(text)


def run(options: argparse.Namespace) -> None:
    """Train, show the scores and say where the bundle lies."""
    config = TrainingConfig(
        model=options.model,
        split=options.split,
        flights_a_month=options.flights_a_month,
        seed=options.seed,
    )
    folder = options.output or MODELS_FOLDER / config.model
    with steps("training", TrainingPipeline.STEPS) as step:
        candidate = TrainingPipeline(Lake(options.lake), folder, config, step).run()
    _show(candidate)
    if options.release:
        OUT.print(_release(candidate, Archive(options.bundle)), soft_wrap=True)


def _release(candidate: Candidate, archive: Archive) -> str:
    """Put the bundle in place, unless it is there already, and say what became of the other."""
    version, before = candidate.contract.version, version_in_place(archive.bundle)
    if before == version:
        return f"{archive.bundle} is {version} already"
    if not before:
        release(candidate.folder, archive.bundle)
        return f"Released to {archive.bundle}"
    archive.promote(candidate.folder, before)
    return (
        f"Released to {archive.bundle}. {before} is kept in {archive.folder}; bring it back with:"
        f" {rollback_command(archive.bundle)}"
    )


def _show(candidate: Candidate) -> None:
    contract = candidate.contract
    train, test = contract.data.train, contract.data.test
    title = (
        f"{contract.model.name}: trained on {train.flights:,} flights to {train.months[-1]},"
        f" tested on {test.flights:,} of {test.months[0]} to {test.months[-1]}"
    )
    OUT.print(scores_table(title, candidate.scores))
    OUT.print(
        f"The ONNX graph ({contract.model.bytes / 1000:,.0f} kB) agrees with scikit-learn within"
        f" {candidate.largest_difference:.1e} on every test flight, in every weather state."
    )
    OUT.print(f"Bundle {contract.version} written to {candidate.folder}")
