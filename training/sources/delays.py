"""Delays: whether a column that is called one holds minutes, told by the times beside it."""

import numpy as np

from batch.reader.dating import Minutes
from batch.reader.errors import FileRefused
from training.sources.checks import Mask

ROUNDING = 1
"""Minutes that a delay and the times beside it may differ by."""
FAR = 5
"""Minutes from which on times tell a delay's unit: nearer to 0, all units are alike."""
_SCALES = {60: "seconds", 1 / 60: "hours"}
"""By how much delays of other units are larger than minutes."""


def check_delays(file: str, name: str, delays: Minutes, minutes: Minutes) -> None:
    """Refuse a file whose column of delays holds seconds, hours, or a yes or no.

    Parameters
    ----------
    minutes
        How much later than scheduled flights left or arrived by the file's times, shape (flights,);
        NaN where those do not tell, like the delays.

    Examples
    --------
    >>> check_delays("a.csv", "delay", np.array([900.0, 60.0]), np.array([15.0, 1.0]))
    Traceback (most recent call last):
    ...
    batch.reader.errors.FileRefused: a.csv has delays in the column delay that are seconds: ...
    """
    known = ~np.isnan(delays) & ~np.isnan(minutes) & ((delays != 0) | (minutes != 0))
    delays, minutes = delays[known], minutes[known]
    if _mostly(np.abs(delays - minutes) <= ROUNDING) or not len(delays):
        return
    far = np.abs(minutes) >= FAR
    near = {unit: _are_near(delays, minutes, scale)[far] for scale, unit in _SCALES.items()}
    alike = (unit for unit, holds in near.items() if _mostly(holds))
    is_flag = bool(np.isin(delays, (0, 1)).all() and (minutes[delays == 1] >= FAR).any())
    if unit := next(alike, "1 for yes and 0 for no" if is_flag else ""):
        row = int(np.argmax(np.abs(minutes)))
        raise FileRefused(
            file,
            f"has delays in the column {name} that are {unit}: {delays[row]:g} where the times tell"
            f" {minutes[row]:g} minutes. Give minutes, or leave that column out",
        )


def _are_near(delays: Minutes, minutes: Minutes, scale: float) -> Mask:
    return np.asarray(np.abs(delays / scale - minutes) <= ROUNDING)


def _mostly(holds: Mask) -> bool:
    return 2 * int(holds.sum()) > len(holds)
