"""Rain: amounts of parts of hours, brought to those of whole hours.

The reports of 2023 count the rain of some minutes only. Rain fell in as many hours as in 2013, but
the year sums to 275 to 328 mm at New York's airports, where 2013 has 881 to 1,115. Of such a
report it is known how its hour stands among the year's wet ones; its amount is set to what hours
of that rank have where whole hours are counted.
"""

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]

MEASURABLE_MM = 0.2
"""The least amount that a station measures, 0.01 inches, is above it; a trace of rain is below."""


def to_whole_hours(partial: Amounts, whole: Amounts) -> Amounts:
    """Return amounts of parts of hours as those of whole hours.

    Parameters
    ----------
    partial, whole
        Hourly amounts in mm, NaN where not known: those to change, and those of whole hours of the
        same climate. What cannot be measured stays as it is.

    Examples
    --------
    >>> to_whole_hours(np.array([0, 0.25, 0.5, np.nan]), np.array([0, 0, 1, 3])).tolist()
    [0.0, 1.0, 3.0, nan]
    """
    wet, known = partial >= MEASURABLE_MM, np.sort(whole[whole >= MEASURABLE_MM])
    amounts, of, counts = np.unique(partial[wet], return_inverse=True, return_counts=True)
    ends = np.concatenate([[0], counts.cumsum()]) / max(counts.sum(), 1)
    # The mean over the ranks of each amount, so that the sum over all wet hours is kept.
    sums = np.interp(ends * len(known), np.arange(len(known) + 1), np.append(0, known.cumsum()))
    means = np.diff(sums) / np.maximum(np.diff(ends) * len(known), 1e-9)
    changed = partial.copy()
    changed[wet] = means[of] if len(amounts) and len(known) else partial[wet]
    return changed
