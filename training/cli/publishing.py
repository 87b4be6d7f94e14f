"""`results`, `notebooks`, `readme`, `report`: the results made again, and what is made of them."""

import argparse
import hashlib
import json
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pushback.bundle import BUNDLE_FILES
from training.atomic_write import write_json
from training.cli.console import OUT, Table, say, steps
from training.config import (
    RELEASE_FOLDER,
    REPOSITORY,
    RESULTS_FOLDER,
    TRAINING_FOLDER,
    lake_folder,
    record_file,
)
from training.errors import ResultNotMade, UnknownName
from training.lake import Lake
from training.results import WRITTEN_BY

STATE = TRAINING_FOLDER / "data" / "results.json"
"""By command: of which code and data it has made results, and how long it took."""

CODE = ("training", "function", "batch", "tests/bench")


def run_results(options: argparse.Namespace) -> None:
    """Run the commands whose results are of other code or data, and tell how long each took."""
    made = {} if options.again else _read_state()
    commands = list(dict.fromkeys(_commands(options)))
    for command in commands:
        key = _key(command)
        if made.get(command, {}).get("key") == key:
            say(f"made already: {command}")
            continue
        say(f"running: {command}")
        begin = time.monotonic()
        _run(command)
        made[command] = {"key": key, "minutes": round((time.monotonic() - begin) / 60, 1)}
        write_json(STATE, made)
    rows = [(command, f"{made[command]['minutes']:.1f}") for command in commands]
    OUT.print(Table(["command", ">minutes"], rows, "How long each took when it was run"))


def _commands(options: argparse.Namespace) -> Iterator[str]:
    """Yield the commands that write the results asked for, those that write two twice."""
    unknown = [name for name in options.names if name not in WRITTEN_BY]
    if unknown:
        raise UnknownName("result", unknown[0], WRITTEN_BY)
    for name in WRITTEN_BY:
        if options.names and name not in options.names:
            continue
        if name != "nation":
            yield WRITTEN_BY[name]
        elif options.nation:
            yield WRITTEN_BY[name].replace("FILE", shlex.quote(str(options.nation.resolve())))
        else:
            say("left out: nation, for which --nation must name a file of flights")


def _run(command: str) -> None:
    program, *arguments = shlex.split(command)
    program = sys.executable if program == "python" else program
    if subprocess.run([program, *arguments], cwd=REPOSITORY).returncode:  # noqa: S603 - our own
        raise ResultNotMade(command)


def _read_state() -> Any:
    try:
        return json.loads(STATE.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}


def _key(command: str) -> str:
    """Return a checksum of what makes a result: command, code, lake, record, bundle, files."""
    checksum = hashlib.sha256(f"{command}\0{Lake(lake_folder()).manifest().fingerprint}".encode())
    code = [path for folder in CODE for path in sorted((REPOSITORY / folder).rglob("*.py"))]
    given = [Path(word.partition("=")[2]) for word in shlex.split(command)]
    for path in (*code, record_file(), *(RELEASE_FOLDER / name for name in BUNDLE_FILES), *given):
        if path.is_file():
            checksum.update(f"\0{path}\0".encode())
            checksum.update(path.read_bytes())
    return checksum.hexdigest()[:16]


def run_notebooks(options: argparse.Namespace) -> None:
    """Execute one notebook after the other, and say of each what came of it."""
    from training.publishing.notebooks import build, check, find_sources, read

    for source in find_sources(options.names, options.folder):
        with steps("executing", len(read(source).cells)) as step:
            if options.check:
                check(source, step)
                said = "is what its source gives"
            else:
                said = "was made anew" if build(source, step) else "was up to date"
        OUT.print(f"{source.with_suffix('.ipynb')} {said}")


def run_readme(options: argparse.Namespace) -> None:
    """Fill the README's figures and those of the page, and say whether anything changed."""
    from training.publishing.readme import fill, fill_page

    page = REPOSITORY / "frontend" / "nation.json"
    for file, changed in ((options.file, fill(options.file)), (page, fill_page(page))):
        OUT.print(f"{file} {'was filled anew' if changed else 'was up to date'}")


def run_report(options: argparse.Namespace) -> None:
    """Set the report, and say whether anything changed."""
    from training.publishing.report import build
    from training.publishing.report.survey import survey

    if options.survey:
        write_json(RESULTS_FOLDER / "data.json", survey())
    changed = build(options.file)
    OUT.print(f"{options.file} {'was set anew' if changed else 'was up to date'}")
