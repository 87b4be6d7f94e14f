"""Drift report: what was found as one HTML file that needs nothing else."""

from training.drift.drift import Drift
from training.drift.shift import OF_THE_MONTH, Shift
from training.results import render


def draw_report(drift: Drift) -> str:
    """Return the page."""
    shown = moved_or_of_schedule(drift.inputs)
    return render(
        "drift.html",
        {"percent": _percent},
        headline="Drift past its threshold" if drift.past else "No drift past any threshold",
        summary=", ".join(drift.past) or "Everything that was looked at stays within its bounds.",
        good=not drift.past,
        drift=drift,
        shown=shown,
        others=[shift for shift in drift.inputs if shift not in shown],
    )


def moved_or_of_schedule(inputs: list[Shift]) -> list[Shift]:
    """Return the features worth a look: those of the schedule, and others that moved."""
    return [
        shift for shift in inputs if shift.standing != "within" or shift.group not in OF_THE_MONTH
    ]


def _percent(share: float) -> str:
    """Return a share as people read it.

    Examples
    --------
    >>> _percent(0.0), _percent(0.00004), _percent(0.1234)
    ('0 %', '<0.1 %', '12.3 %')
    """
    if 0 < share < 0.001:
        return "<0.1 %"
    return f"{share * 100:.1f} %" if share else "0 %"
