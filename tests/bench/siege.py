"""Besiege the function's container, and see how honest callers fare: `make bench-siege`.

The container has 512 MB and one core. What it answers is measured first; then half as much is
asked of it honestly, one flight a request, while attackers do what they can. Needs podman or
docker, and a second core for the clients, which is to be left alone.

Example:
  python -m tests.bench.siege --seconds=10
"""

import argparse
import asyncio
import datetime
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench import command
from tests.bench.attackers import ATTACKS, Attack, keep_up
from tests.bench.errors import BenchError
from tests.bench.spread import quantile
from tests.bench.steady import Traffic, ask_steadily
from tests.builders import flight
from tests.container.engine import MEMORY_MIB, Container, Engine, EngineUnusable
from tests.container.image import build_image
from tests.fresh_client import allow_files, post
from tests.overload import capacity
from training.cli.console import OUT, Table, print_json, steps
from training.cli.options import positive_number

SECONDS = 60
CAPACITY_SECONDS = 5
CLIENTS = 8
ONE = post("/predict", {"flights": [flight()]})

Step = Callable[[str], None]


@dataclass(frozen=True)
class Siege:
    """What was seen of a siege.

    Attributes
    ----------
    capacity
        Honest requests that were answered a second before.
    cores
        How much of a core the container had; it may have one.
    memory
        What the container held in each second, in MiB.
    peak
        The most it has held since its start.
    lost
        Processes of the container that have ended; all, if it has.
    """

    seconds: int
    capacity: float
    honest: Traffic
    attacks: Mapping[str, Counter[int | str]]
    cores: float
    memory: Sequence[float]
    peak: float
    lost: int


def make_parser() -> argparse.ArgumentParser:
    """Return the parser."""
    parser = command.make_parser(
        "tests.bench.siege",
        "Ask the function's container for half of what it can answer while it is attacked.",
        "--seconds=10",
    )
    parser.add_argument(
        "--seconds",
        type=positive_number,
        default=SECONDS,
        metavar="NUMBER",
        help=f"how long the siege lasts (default: {SECONDS})",
    )
    parser.add_argument(
        "--first",
        action="store_true",
        help="only the three attacks that took it down once, not the most that is let in of them",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    options = make_parser().parse_args(arguments)
    return command.exit_code(lambda: run(options))


def run(options: argparse.Namespace) -> None:
    """Besiege a container of its own, and print what was seen."""
    attacks = [attack for attack in ATTACKS if attack.is_first or not options.first]
    with steps("siege", 3 + options.seconds) as step:
        step("building the image")
        try:
            engine = Engine.find()
            image = build_image(engine)
        except EngineUnusable as reason:
            raise BenchError(str(reason)) from None
        step("starting the container")
        with engine.running(image) as container:
            container.wait_until_healthy()
            content = as_json(besiege(container, options.seconds, step, attacks))
    if options.json:
        print_json(content)
    else:
        OUT.print(table_of(content))


def besiege(
    container: Container,
    seconds: int,
    step: Step,
    attacks: Sequence[Attack] = ATTACKS,
    share: float = 0.5,
) -> Siege:
    """Measure what a container answers, then besiege it, with a share of that as honest traffic."""
    port = int(container.url.rpartition(":")[2])
    step("asking for all it can answer")
    able = capacity(port, ONE, CLIENTS, CAPACITY_SECONDS)
    allow_files()
    processes, worked, begun = container.processes(), container.cpu_seconds(), time.monotonic()
    with container.memory_watched(seconds) as memory:
        honest, made = asyncio.run(_all_at_once(port, able * share, seconds, step, attacks))
    cores = (container.cpu_seconds() - worked) / (time.monotonic() - begun)
    lost = len(processes - container.processes())
    return Siege(seconds, able, honest, made, cores, memory, container.peak_mib(), lost)


async def _all_at_once(
    port: int, rate: float, seconds: int, step: Step, attacks: Sequence[Attack]
) -> tuple[Traffic, dict[str, Counter[int | str]]]:
    async def tell_time() -> None:
        for second in range(seconds):
            step(f"second {second + 1} of {seconds}")
            await asyncio.sleep(1)

    honest = asyncio.create_task(ask_steadily(port, ONE, rate, seconds))
    clock = asyncio.create_task(tell_time())
    made = await asyncio.gather(*(keep_up(attack, port, seconds) for attack in attacks))
    await clock
    return await honest, {attack.name: one for attack, one in zip(attacks, made, strict=True)}


def as_json(siege: Siege) -> dict[str, Any]:
    """Return the figures, and how much else the machine did meanwhile.

    None stands for what an ended container could not tell.
    """
    taken = [1e3 * one for one in siege.honest.seconds] or [math.nan]
    memory = siege.memory or [math.nan]
    return {
        "measured": datetime.date.today().isoformat(),
        "load_average": round(os.getloadavg()[0], 2),
        "cores": _rounded(siege.cores, 2),
        "seconds": siege.seconds,
        "capacity_per_second": round(siege.capacity),
        "honest": {
            "p50_ms": _rounded(quantile(taken, 0.5)),
            "p99_ms": _rounded(quantile(taken, 0.99)),
            "slowest_ms": _rounded(max(taken)),
            "answers": _told(siege.honest.outcomes),
        },
        "memory_mib": {
            "limit": MEMORY_MIB,
            "start": _rounded(memory[0]),
            "middle": _rounded(memory[len(memory) // 2]),
            "end": _rounded(memory[-1]),
            "peak": _rounded(siege.peak),
        },
        "processes_lost": siege.lost,
        "attacks": {name: _told(outcomes) for name, outcomes in siege.attacks.items()},
    }


def table_of(content: Mapping[str, Any]) -> Table:
    """Return a line for each figure, and for each attack."""
    honest, memory = content["honest"], content["memory_mib"]
    rows = [
        ["answered a second, without attacks", f"{content['capacity_per_second']:,}"],
        ["honest p50, p99, slowest, ms",
         f"{honest['p50_ms']}, {honest['p99_ms']}, {honest['slowest_ms']}"],
        ["honest answers", _shown(honest["answers"])],
        ["memory at start, middle, end, MiB",
         f"{memory['start']}, {memory['middle']}, {memory['end']}"],
        ["memory, peak, MiB", f"{memory['peak']} of {memory['limit']}"],
        ["processes lost", str(content["processes_lost"])],
        *([name, _shown(answers)] for name, answers in content["attacks"].items()),
    ]  # fmt: skip
    return Table(
        ["", ">"],
        rows,
        title=f"A siege of {content['seconds']} s, asked for half of what it can answer",
        caption=f"Answers by status. The container had {content['cores']} of its one core; the"
        f" machine's load average was {content['load_average']}.",
    )


def _rounded(value: float, digits: int = 1) -> float | None:
    return None if math.isnan(value) else round(value, digits)


def _told(outcomes: Counter[int | str]) -> dict[str, int]:
    return {str(one): outcomes[one] for one in sorted(outcomes, key=str)}


def _shown(answers: Mapping[str, int]) -> str:
    return ", ".join(f"{one}: {count:,}" for one, count in answers.items()) or "none"


if __name__ == "__main__":
    sys.exit(main())
