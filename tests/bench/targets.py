"""Targets: what the function is to reach, beside the others or by itself, and whether it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.contenders import FLOOR, FUNCTION_NAME, ONNX, SKLEARN
from tests.bench.rounds import Figures
from tests.bench.spread import Spread


@dataclass(frozen=True)
class Target:
    """A bound on a figure of the function, or on how many times another's it is.

    Attributes
    ----------
    metric
        One of `tests.bench.rounds.METRICS`, or `installed_mb`.
    beside
        The contender that it is divided by, round by round; None: the figure by itself.
    is_most
        Whether the bound is the most allowed, or the least.
    """

    title: str
    metric: str
    beside: str | None
    bound: float
    is_most: bool = True


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


TARGETS = (
    Target("one flight p50 beside the floor's", "one_p50_ms", FLOOR, 1.25),
    Target("cold start beside the floor's", "cold_start_ms", FLOOR, 1.4),
    Target("cold start beside FastAPI + joblib", "cold_start_ms", SKLEARN, 0.25),
    Target("throughput beside FastAPI + joblib", "busy_per_second", SKLEARN, 8, is_most=False),
    Target("throughput beside FastAPI + onnxruntime", "busy_per_second", ONNX, 1, is_most=False),
    Target("busy p99 beside FastAPI + onnxruntime", "busy_p99_ms", ONNX, 1),
    Target("1,000 flights, ms", "thousand_ms", None, 30),
    Target("memory (PSS), MB", "memory_mb", None, 100),
    Target("installed size, MB", "installed_mb", None, 170),
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
    """Return the function's figure in each round, as a ratio where it is held beside another's."""
    ours = [figures[target.metric] for figures in rounds[FUNCTION_NAME]]
    if target.beside is None:
        return ours
    theirs = [figures[target.metric] for figures in rounds[target.beside]]
    return [one / other for one, other in zip(ours, theirs, strict=True)]
