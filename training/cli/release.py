"""`train`, `retrain`, `rollback`: bundles made, judged, released and brought back."""

import argparse

from pushback.bundle import Bundle, BundleError
from training.cli.console import OBSERVED, OUT, Table, print_json, say, scores_table, steps
from training.cli.options import rollback_command
from training.config import MODELS_FOLDER, TrainingConfig
from training.evaluation.bootstrap import Estimate
from training.evaluation.metrics import SYSTEM_TITLES
from training.lake import Lake
from training.months import spans
from training.release.archive import Archive
from training.release.bundle import release
from training.release.pipeline import Candidate, TrainingPipeline
from training.retraining.retraining import Record, Retraining, name_of

ROLES = ("champion", "challenger")


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
    _show_candidate(candidate)
    if options.release:
        say(_release(candidate, Archive(options.bundle)))


def _release(candidate: Candidate, archive: Archive) -> str:
    """Put the bundle in place, unless it is there already, and say what became of the other."""
    version, before = candidate.contract.version, archive.version_in_place
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


def _show_candidate(candidate: Candidate) -> None:
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


def run_retrain(options: argparse.Namespace) -> None:
    """Retrain, show the decision and say what is in place now."""
    config = TrainingConfig(model=options.model, flights_a_month=options.flights_a_month)
    archive = Archive(options.bundle)
    with steps("retraining", Retraining.STEPS) as step:
        record = Retraining(
            Lake(options.lake),
            archive,
            judged=options.months,
            learned=options.window,
            dry_run=options.dry_run,
            config=config,
            output=options.output,
            progress=step,
        ).run()
    if options.json:
        print_json(record)
        return
    say(*(f"{role:10}  {_named(record[role])}" for role in ROLES))
    OUT.print(_decision_table(record))
    say(
        record["reason"],
        _outcome(record, archive),
        f"Record written to {options.output / name_of(record)}.html and .json",
    )


def _named(one: Record) -> str:
    learned = f"{one['flights']:,} flights of {spans(one['months'])}"
    return f"{one['version']}, {one['model']}, {learned}"


def _decision_table(record: Record) -> Table:
    judged, decides, rows = record["judged"], record["log_loss"], []
    for state, found in record["states"].items():
        losses = [found[role]["log_loss"] for role in ROLES]
        name = SYSTEM_TITLES[state].starred.removeprefix("model, ")
        rows.append(_row(name, losses, Estimate(**found["difference"])))
    losses = [decides[role] for role in ROLES]
    rows.append(_row("mean (decides)", losses, Estimate(**decides["difference"])))
    columns = ("", *(f">{role}" for role in ROLES), ">difference", ">95 % interval")
    title = f"Log-loss on {judged['flights']:,} flights of {spans(judged['months'])}"
    return Table(columns, rows, title, OBSERVED, wrap=False)


def _row(name: str, losses: list[float], apart: Estimate) -> list[str]:
    interval = f"{apart.low:+.4f} to {apart.high:+.4f}"
    return [name, *(f"{loss:.4f}" for loss in losses), f"{apart.value:+.4f}", interval]


def _outcome(record: Record, archive: Archive) -> str:
    if released := record["released"]:
        return (
            f"Promoted: {archive.bundle} is {released['version']} now, the challenger fitted"
            f" once more on all {released['flights']:,} flights, the judged months' too. The"
            f" champion is kept in {archive.folder}; bring it back with:"
            f" {rollback_command(archive.bundle)}"
        )
    if record["verdict"] == "promote":
        return "Dry run: the challenger would be promoted; nothing was replaced."
    return f"Kept: {archive.bundle} stays {record['champion']['version']}."


def run_rollback(options: argparse.Namespace) -> None:
    """Bring a bundle back, or show those there are."""
    archive = Archive(options.bundle)
    if options.list:
        OUT.print(_kept_table(archive))
        return
    done = archive.bring_back(options.to)
    if done.version == done.before:
        say(f"{archive.bundle} is {done.version} already; see --list for others")
        return
    say(f"{archive.bundle} is {done.version} again")
    if done.before:
        say(f"Undo with: {rollback_command(archive.bundle, done.before)}")


def _kept_table(archive: Archive) -> Table:
    notes = {archive.kept().replaced: "replaced last", archive.version_in_place: "in place"}
    rows = (
        [version, *_cells(bundle, notes.get(version, ""))] for version, bundle in archive.bundles()
    )
    columns = ("version", "learned from", ">flights", "")
    table = Table(columns, rows, f"Bundles kept in {archive.folder}")
    table.columns[0].no_wrap = True
    return table


def _cells(bundle: Bundle | BundleError, note: str) -> tuple[str, str, str]:
    if isinstance(bundle, BundleError):
        return "", "", f"cannot be served: {bundle}"
    learned = bundle.contract.data.train
    return spans(learned.months), f"{learned.flights:,}", note
