"""`rollback`: a bundle of before, back in place."""

import argparse

from rich.table import Table

from pushback.bundle import Bundle, BundleError
from training.cli.console import OUT
from training.cli.options import Commands, add_bundle, add_command, rollback_command
from training.months import spans
from training.release.archive import Archive


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "rollback",
        run,
        "Bring back the bundle that the last promotion replaced; safe to run again.",
        """\
          python -m training rollback
          python -m training rollback --list
          python -m training rollback --to=2023-09.0016ff3a
        """,
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--to", default="", metavar="VERSION", help="bring back this one of the kept bundles"
    )
    what.add_argument("--list", action="store_true", help="show the kept bundles, change nothing")
    add_bundle(parser)


def run(options: argparse.Namespace) -> None:
    """Bring a bundle back, or show those there are."""
    archive = Archive(options.bundle)
    if options.list:
        OUT.print(_table(archive))
        return
    done = archive.bring_back(options.to)
    if done.version == done.before:
        OUT.print(
            f"{archive.bundle} is {done.version} already; see --list for others", soft_wrap=True
        )
        return
    OUT.print(f"{archive.bundle} is {done.version} again", soft_wrap=True)
    if done.before:
        OUT.print(f"Undo with: {rollback_command(archive.bundle, done.before)}", soft_wrap=True)


def _table(archive: Archive) -> Table:
    table = Table(title=f"Bundles kept in {archive.folder}", title_justify="left")
    table.add_column("version", no_wrap=True)
    for column in ("learned from", "flights", ""):
        table.add_column(column, justify="right" if column == "flights" else "left")
    in_place, replaced = _in_place(archive), archive.kept().replaced
    for version, bundle in archive.bundles():
        if isinstance(bundle, BundleError):
            table.add_row(version, "", "", f"cannot be served: {bundle}")
            continue
        learned = bundle.contract.data.train
        notes = {replaced: "replaced last", in_place: "in place"}
        months, flights = spans(learned.months), f"{learned.flights:,}"
        table.add_row(version, months, flights, notes.get(version, ""))
    return table


def _in_place(archive: Archive) -> str:
    try:
        return Bundle.load(archive.bundle).contract.version
    except BundleError:
        return ""
