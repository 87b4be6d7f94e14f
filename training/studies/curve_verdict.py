"""Curve verdict: over- or under-fit, told by rules from the losses that the curves measured.

One step from the released setting is taken to either side of two dials: half and twice the rounds,
leaves a quarter and four times as large. A change counts if it is `MATTERS` or more and its 95 %
interval leaves 0 out. Then

- the model under-fits if a richer model (more rounds, smaller leaves) lowers the log-loss of the
  test months and that of the flights fitted on;
- it over-fits if a simpler model lowers the log-loss of the test months while it raises that of
  the flights fitted on: on the way to the released setting the one rose and the other fell;
- if neither, it fits; by two dials it can do both.

Intervals are the luck of the days tested on; which days were drawn to fit on adds to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from training.evaluation.bootstrap import Estimate, difference

MATTERS = 0.001
"""The least change of log-loss that counts, in nats a flight: a tenth of a percent or so."""

VERDICTS = {
    (False, False): "fits: by these rules it neither under- nor over-fits",
    (True, False): "under-fits",
    (False, True): "over-fits",
    (True, True): "under-fits by one dial and over-fits by another",
}

LossesByCurve = dict[str, dict[float, pd.DataFrame]]
"""Log-losses by curve, and by share or multiple of the released setting: a row for each flight,
with its `departure` and the losses that `training.studies.curves.draw_curves` names, or NaN.

On a learning curve "fitted" is a mean, weighted as fitted, in one row for each test month.
"""


@dataclass(frozen=True)
class Step:
    """A step from the released setting, to a `richer` model or a simpler one.

    `fitted` and `test` are the log-loss there minus the log-loss here, on the flights fitted on and
    on the test months.
    """

    name: str
    richer: bool
    fitted: float
    test: Estimate


Evidence = dict[str, Any]
"""What the verdict rests on: `steps`; `optimism`; `drift`, the log-loss on the test months minus
that on days left out; and `all_days` and `all_flights`, the change on the test months when all are
fitted on in place of half.
"""


def judge(steps: Iterable[Step]) -> str:
    """Say whether the model fits, over-fits or under-fits."""
    helpful = [one for one in steps if _falls(one.test)]
    under = any(one.richer and one.fitted < 0 for one in helpful)
    over = any(not one.richer and one.fitted > 0 for one in helpful)
    return VERDICTS[under, over]


def word(evidence: Evidence) -> list[str]:
    """Say what was found, the verdict first."""
    optimism, drift = evidence["optimism"], evidence["drift"]
    return [
        f"The model {judge(evidence['steps'])}.",
        *(_step(one) for one in evidence["steps"]),
        (
            f"Of the gap of {optimism.value + drift:+.4f} between test months and days fitted on,"
            f" {optimism:+.4f} is optimism, for it knows those days, and"
            f" {drift:+.4f} drift: other months."
        ),
        _more("days", evidence["all_days"]),
        _more("flights", evidence["all_flights"]),
    ]


def means_of(losses: pd.DataFrame) -> dict[str, float]:
    """Return the mean of each column over months, a month counting as one."""
    month = losses["departure"].to_numpy("datetime64[M]")
    monthly = losses.drop(columns="departure").groupby(month).mean()
    return {str(name): float(means.dropna().mean()) for name, means in monthly.items()}


def optimism_of(losses: pd.DataFrame) -> Estimate:
    """Return the loss on days left out minus that on the same days fitted on.

    It is called so by Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 7.4.
    """
    rows = losses.dropna(subset=["left_out"])
    return difference(rows["left_out"], rows["fitted"], rows["departure"])


def gather_evidence(found: LossesByCurve) -> Evidence:
    """Take from the curves what the verdict rests on."""
    released = found["max_iter"][1.0]
    means = means_of(released)

    def step(name: str, curve: str, at: float, richer: bool) -> Step:
        there = found[curve][at]
        fitted = round(means_of(there)["fitted"] - means["fitted"], 6)
        return Step(name, richer, fitted, _rise(there, released))

    return {
        "steps": [
            step("Half of the rounds", "max_iter", 0.5, richer=False),
            step("Twice the rounds", "max_iter", 2.0, richer=True),
            step("Leaves four times as large", "min_samples_leaf", 4.0, richer=False),
            step("Leaves a quarter as large", "min_samples_leaf", 0.25, richer=True),
        ],
        "optimism": optimism_of(released),
        "drift": round(means["test"] - means["left_out"], 6),
        "all_days": _rise(found["days"][1.0], found["days"][0.5]),
        "all_flights": _rise(found["flights"][1.0], found["flights"][0.5]),
    }


def _rise(losses: pd.DataFrame, other: pd.DataFrame) -> Estimate:
    """Return the loss on the test months minus the other's."""
    ours, others = (one.dropna(subset=["test"]) for one in (losses, other))
    return difference(ours["test"], others["test"], ours["departure"])


def _falls(change: Estimate) -> bool:
    return change.value <= -MATTERS and change.is_below_zero


def _rises(change: Estimate) -> bool:
    return change.value >= MATTERS and change.is_above_zero


def _step(step: Step) -> str:
    if _falls(step.test):
        effect = "would help"
    elif _rises(step.test):
        effect = "would over-fit" if step.richer and step.fitted < 0 else "would hurt"
    else:
        effect = "would make no difference that counts"
    return (
        f"{step.name} {effect}: test log-loss {step.test:+.4f},"
        f" on flights fitted on {step.fitted:+.4f}."
    )


def _more(what: str, change: Estimate) -> str:
    if _falls(change):
        effect = f"More {what} would still help"
    elif _rises(change):
        effect = f"More {what} did not help but hurt"
    else:
        effect = f"Whether more {what} would help is not sure"
    return f"{effect}: all of them in place of half changed the test log-loss by {change:+.4f}."
