"""Targets: what the function is to reach, beside the others or by itself, and whether it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.contenders import (
    ASYNC,
    FLOOR,
    FUNCTION_NAME,
    LITESTAR,
    LITESTAR_OWN,
    ONNX,
    OWN,
    SKLEARN,
)
from tests.bench.rounds import Figures
from tests.bench.spread import Spread


@dataclass(frozen=True)
class Target:
    """A bound on a figure of the function, or on how many times others' it is.

    Attributes
    ----------
    metric
        One of `tests.bench.rounds.METRICS`, or `installed_mb`.
    beside
        The contenders by the best of which it is divided, round by round; none: the figure itself.
    is_most
        Whether the bound is the most allowed, or the least.
    of
        The contender whose figure it is.
    """

    title: str
    metric: str
    beside: tuple[str, ...]
    bound: float
    is_most: bool = True
    of: str = FUNCTION_NAME


@dataclass(frozen=True)
class Verdict:
    """A target, what was reached, and whether the median of the rounds meets it."""

    target: Target
    reached: Spread

    @property
    def is_met(self) -> bool:
        """Whether the median keeps to the bound."""
        bound, median = self.target.bound, self.reached.median
        return median <= bound if self.target.is_most else median >= bound


OTHERS = (FUNCTION_NAME, SKLEARN, ONNX, LITESTAR, OWN, LITESTAR_OWN)
"""All that predict beside the asynchronous mode."""

TARGETS = (
    Target("one flight p50 beside the floor's", "one_p50_ms", (FLOOR,), 1.8),
    Target("one flight p50 beside FastAPI + onnxruntime", "one_p50_ms", (ONNX,), 1.15),
    Target("throughput beside FastAPI + onnxruntime", "busy_per_second", (ONNX,), 0.8, False),
    Target("throughput beside FastAPI + joblib", "busy_per_second", (SKLEARN,), 9, False),
    Target("cold start beside the floor's", "cold_start_ms", (FLOOR,), 1.5),
    Target("1,000 flights, ms", "thousand_ms", (), 10),
    Target("memory (PSS), MB", "memory_mb", (), 95),
    Target("installed size, MB", "installed_mb", (), 170),
    Target("asynchronous: one flight p50 beside the best", "one_p50_ms", OTHERS, 1, of=ASYNC),
    Target(
        "asynchronous: throughput beside the best", "busy_per_second", OTHERS, 1, False, of=ASYNC
    ),
    Target("asynchronous: busy p99 beside the best", "busy_p99_ms", OTHERS, 1, of=ASYNC),
    Target(
        "asynchronous: cold start beside FastAPI + onnxruntime",
        "cold_start_ms",
        (ONNX,),
        1,
        of=ASYNC,
    ),
)


def judge(
    rounds: Mapping[str, Sequence[Figures]], targets: Sequence[Target] = TARGETS
) -> list[Verdict]:
    """Hold the function against each target.

    Parameters
    ----------
    rounds
        Each contender's figures, one mapping a round, in the order of the rounds.
    """
    return [Verdict(target, Spread.of(_values(rounds, target))) for target in targets]


def _values(rounds: Mapping[str, Sequence[Figures]], target: Target) -> list[float]:
    """Return the figure in each round, as a ratio where it is held beside others'."""
    ours = [figures[target.metric] for figures in rounds[target.of]]
    if not target.beside:
        return ours
    theirs = zip(*(rounds[name] for name in target.beside), strict=True)
    best = min if target.is_most else max
    bests = [best(figures[target.metric] for figures in others) for others in theirs]
    return [one / other for one, other in zip(ours, bests, strict=True)]
