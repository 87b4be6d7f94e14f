"""Curve verdict: over- or under-fit, told by rules from what the curves measured.

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

from dataclasses import dataclass

from training.evaluation.bootstrap import Estimate

MATTERS = 0.001
"""The least change of log-loss that counts, in nats a flight: a tenth of a percent or so."""

VERDICTS = {
    (False, False): "fits: it neither over- nor under-fits",
    (True, False): "under-fits",
    (False, True): "over-fits",
    (True, True): "under-fits by one dial and over-fits by another",
}


@dataclass(frozen=True)
class Step:
    """A step from the released setting; changes are the log-loss there minus the log-loss here.

    Attributes
    ----------
    richer
        Whether the step is to a richer model.
    fitted, test
        Change on the flights fitted on, and on the test months.
    """

    name: str
    richer: bool
    fitted: float
    test: Estimate


@dataclass(frozen=True)
class Evidence:
    """What the verdict rests on.

    Attributes
    ----------
    over_fit
        Log-loss on days left out of the fit minus log-loss on the same days fitted on.
    drift
        Log-loss on the test months minus log-loss on days left out.
    all_days, all_flights
        Change on the test months when all are fitted on in place of half.
    """

    steps: tuple[Step, ...]
    over_fit: Estimate
    drift: float
    all_days: Estimate
    all_flights: Estimate

    @property
    def verdict(self) -> str:
        """Say whether the model fits, over-fits or under-fits."""
        under = any(one.richer and _falls(one.test) and one.fitted < 0 for one in self.steps)
        over = any(not one.richer and _falls(one.test) and one.fitted > 0 for one in self.steps)
        return VERDICTS[under, over]

    @property
    def sentences(self) -> list[str]:
        """Say what was found, the verdict first."""
        return [
            f"The model {self.verdict}.",
            *(_step(one) for one in self.steps),
            _gap(self.over_fit, self.drift),
            _more("days", self.all_days),
            _more("flights", self.all_flights),
        ]


def _falls(change: Estimate) -> bool:
    return change.value <= -MATTERS and change.high < 0


def _rises(change: Estimate) -> bool:
    return change.value >= MATTERS and change.low > 0


def _step(step: Step) -> str:
    if _falls(step.test):
        effect = "would help"
    elif _rises(step.test):
        effect = "would over-fit" if step.richer and step.fitted < 0 else "would hurt"
    else:
        effect = "would make no difference that counts"
    return (
        f"{step.name} {effect}: test log-loss {_told(step.test)},"
        f" on flights fitted on {step.fitted:+.4f}."
    )


def _gap(over_fit: Estimate, drift: float) -> str:
    gap = over_fit.value + drift
    return (
        f"Of the gap of {gap:+.4f} between test months and days fitted on,"
        f" {_told(over_fit)} is over-fit and {drift:+.4f} drift: other months."
    )


def _more(what: str, change: Estimate) -> str:
    if _falls(change):
        effect = f"More {what} would still help"
    elif _rises(change):
        effect = f"More {what} did not help but hurt"
    else:
        effect = f"More {what} would hardly help"
    return f"{effect}: all of them in place of half changed the test log-loss by {_told(change)}."


def _told(change: Estimate) -> str:
    return f"{change.value:+.4f} ({change.low:+.4f} to {change.high:+.4f})"
