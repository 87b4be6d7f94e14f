"""`train`: the lake into a bundle."""

import argparse

from training.cli.console import OUT, say, scores_table, steps
from training.cli.options import rollback_command
from training.config import MODELS_FOLDER, TrainingConfig
from training.lake import Lake
from training.release.archive import Archive
from training.release.bundle import release, version_in_place
from training.release.pipeline import Candidate, TrainingPipeline


def run_train(options: argparse.Namespace) -> None:
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
        say(_release(candidate, Archive(options.bundle)))


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
