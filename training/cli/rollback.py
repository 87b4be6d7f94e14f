"""`rollback`: a bundle of before, back in place."""

import argparse

from pushback.bundle import Bundle, BundleError
from training.cli.console import OUT, Table, say
from training.cli.options import rollback_command
from training.months import spans
from training.release.archive import Archive
from training.release.bundle import version_in_place


def run_rollback(options: argparse.Namespace) -> None:
    """Bring a bundle back, or show those there are."""
    archive = Archive(options.bundle)
    if options.list:
        OUT.print(_table(archive))
        return
    done = archive.bring_back(options.to)
    if done.version == done.before:
        say(f"{archive.bundle} is {done.version} already; see --list for others")
        return
    say(f"{archive.bundle} is {done.version} again")
    if done.before:
        say(f"Undo with: {rollback_command(archive.bundle, done.before)}")


def _table(archive: Archive) -> Table:
    notes = {archive.kept().replaced: "replaced last", version_in_place(archive.bundle): "in place"}
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
