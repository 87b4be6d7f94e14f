"""Rounds: every contender measured in turn, again and again, so that a slow spell hits all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.bodies import EXPLAINED, Requests
from tests.bench.contenders import Contender
from tests.bench.cores import Cores, pinned
from tests.bench.load import ask_at_once, ask_in_turn
from tests.bench.memory import proportional_memory
from tests.bench.server import Server, serving
from tests.bench.spread import quantile

CONNECTIONS = 16
FEWEST_THOUSANDS = 3
Figures = dict[str, float]
"""What one contender did in one round, by the names in `METRICS`."""

EXPLAIN = "explain_ms"
"""Only of those who explain."""
METRICS = {
    "cold_start_ms": "cold start, ms",
    "one_p50_ms": "one flight p50, ms",
    "one_p99_ms": "one flight p99, ms",
    "weather_p50_ms": "with 24 h of weather p50, ms",
    "busy_per_second": "16 connections, requests/s",
    "busy_p99_ms": "16 connections p99, ms",
    "thousand_ms": "1,000 flights p50, ms",
    EXPLAIN: f"{EXPLAINED} flights explained p50, ms",
    "memory_mb": "memory (PSS), MB",
}


@dataclass(frozen=True)
class Plan:
    """How many rounds, and for how many seconds each kind of request is sent."""

    rounds: int
    warm: float
    one: float
    weather: float
    busy: float
    thousand: float


FULL = Plan(rounds=7, warm=1, one=4, weather=2, busy=5, thousand=2)
QUICK = Plan(rounds=2, warm=0.3, one=1, weather=0.5, busy=1, thousand=0.5)


def measure(
    contenders: Sequence[Contender],
    requests: Requests,
    plan: Plan,
    cores: Cores,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, list[Figures]]:
    """Return each contender's figures, one a round; every other round goes backwards.

    Raises
    ------
    ServerFailed
        If a server fails on the way.
    """
    found: dict[str, list[Figures]] = {contender.name: [] for contender in contenders}
    for number in range(plan.rounds):
        for contender in contenders[:: -1 if number % 2 else 1]:
            progress(f"round {number + 1} of {plan.rounds}: {contender.title}")
            found[contender.name].append(_measure_one(contender, requests, plan, cores))
    return found


def _measure_one(contender: Contender, requests: Requests, plan: Plan, cores: Cores) -> Figures:
    with pinned(cores.client), serving(contender, cores.server, requests.one[0]) as server:
        figures = _figures(server, requests, plan)
        if contender.explains:
            asked = ask_in_turn(server.port, [requests.explained], plan.thousand, FEWEST_THOUSANDS)
            figures[EXPLAIN] = 1e3 * quantile(asked.seconds, 0.5)
        return figures


def _figures(server: Server, requests: Requests, plan: Plan) -> Figures:
    port = server.port
    ask_in_turn(port, requests.one + requests.with_weather, plan.warm)
    one = ask_in_turn(port, requests.one, plan.one)
    weather = ask_in_turn(port, requests.with_weather, plan.weather)
    busy = ask_at_once(port, requests.one, plan.busy, CONNECTIONS)
    ask_in_turn(port, [requests.thousand], 0)
    thousand = ask_in_turn(port, [requests.thousand], plan.thousand, FEWEST_THOUSANDS)
    return {
        "cold_start_ms": 1e3 * server.cold_start,
        "one_p50_ms": 1e3 * quantile(one.seconds, 0.5),
        "one_p99_ms": 1e3 * quantile(one.seconds, 0.99),
        "weather_p50_ms": 1e3 * quantile(weather.seconds, 0.5),
        "busy_per_second": busy.per_second,
        "busy_p99_ms": 1e3 * quantile(busy.seconds, 0.99),
        "thousand_ms": 1e3 * quantile(thousand.seconds, 0.5),
        "memory_mb": proportional_memory(server.pid) / 1e6,
    }
