"""Shapley background: the few usual flights that the function's explanations are held against.

An explanation shares out how far a flight's chance of late is from the background's mean chance.
So the background must be usual: in that mean, and in how much of the weather is known. It is
drawn from the training flights, weighed and masked as the model met them. Requests come in all
those states; held against nothing but flights in known weather, one without weather would be
told that its lack of weather matters, as far as those flights' weather was not quite average.
"""

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Background
from pushback.explanation import DECIMALS
from training.dataset.masking import WEATHER_STATES, mask, mask_at_random
from training.model.delay_model import DelayModel

Floats = NDArray[np.float32]

SIZE = 64
DRAWS = 1_000
"""Backgrounds drawn: of 64 flights taken blindly, the mean chance is off by two points or so."""


def choose_background(usual: Floats, model: DelayModel, seed: int) -> Background:
    """Return, of many seeded draws, the one that is most like all flights.

    It is the one whose mean chance of late is nearest to that of all flights, as masked and in
    each weather state: in the worst of these, for all of them count.

    Parameters
    ----------
    usual
        Features of flights that stand for all training flights, with all weather there is; see
        `training.evaluation.fold.Fold`.
    """
    masked = mask_at_random(usual, seed)
    states = [masked, *(mask(usual, state) for state in WEATHER_STATES)]
    late = np.column_stack([model.predict_late(state) for state in states])
    random = np.random.default_rng(seed)
    random.random(len(usual))  # the numbers that drew these flights, which are spent
    draws = random.integers(len(usual), size=(DRAWS, SIZE))
    off = np.abs(late[draws].mean(axis=1) - late.mean(axis=0)).max(axis=1)
    chosen = masked[draws[off.argmin()]]
    base = model.predict_late(chosen).mean()
    return Background(round(float(base), DECIMALS), [_row(flight) for flight in chosen])


def _row(flight: Floats) -> list[float | None]:
    """Return a flight's inputs as JSON has them: the shortest decimals of each float32."""
    return [None if np.isnan(value) else float(str(value)) for value in flight]
