"""Drift report: what was found as one HTML file that needs nothing else."""

from typing import Any

from training.drift.finding import Drift
from training.drift.inputs import OF_THE_MONTH
from training.drift.shift import Shift
from training.results import render


def draw_report(drift: Drift) -> str:
    """Return the page."""
    shown = moved_or_of_schedule(drift.inputs)
    return render(
        "drift.html",
        {"percent": _percent, "rows": _rows, "filled": _filled},
        headline="Drift past its threshold" if drift.past else "No drift past any threshold",
        summary=", ".join(drift.past) or "Everything that was looked at stays within its bounds.",
        good=not drift.past,
        drift=drift,
        shown=shown,
        others=[shift for shift in drift.inputs if shift not in shown],
    )


def moved_or_of_schedule(inputs: list[Shift]) -> list[Shift]:
    """Return the inputs worth a look: those of the schedule, and others that moved."""
    return [
        shift for shift in inputs if shift.standing != "within" or shift.group not in OF_THE_MONTH
    ]


def _rows(shift: Shift) -> list[dict[str, Any]]:
    """Return a shift by bin, with the widths of its bars in percent of the longest."""
    longest = max(*shift.expected, *shift.seen)
    return [
        {
            "name": name,
            "expected": expected,
            "seen": seen,
            "expected_width": round(100 * expected / longest, 2),
            "seen_width": round(100 * seen / longest, 2),
        }
        for name, expected, seen in zip(shift.bins, shift.expected, shift.seen, strict=True)
    ]


def _filled(shift: Shift) -> float:
    """Return how far a meter is filled, in percent: at its bound it is half full."""
    return round(50 * min(shift.psi / shift.bound, 2), 2)


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
