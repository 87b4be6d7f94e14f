"""Trial: two bundles asked about the same flights, each as the function would answer.

A bundle brings its own schedules, histories and graph, so an old one is judged as it is served,
not as today's code would have trained it. Both are asked in each weather state.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.flights import WeatherTable
from pushback.predictor import Predictor
from training.dataset.dataset import Flights
from training.dataset.masking import WEATHER_STATES, mask
from training.evaluation.bootstrap import difference
from training.evaluation.metrics import Chances, log_losses, score

Floats = NDArray[np.float64]
ByState = dict[str, Chances]


@dataclass(frozen=True, eq=False)
class Trial:
    """What both bundles said of the judged flights, by weather state."""

    flights: Flights
    champion: ByState
    challenger: ByState


def hold_trial(
    champion: Predictor, challenger: Predictor, flights: Flights, weather: WeatherTable
) -> Trial:
    """Ask both bundles about the flights, in each weather state."""
    return Trial(flights, *(_ask(one, flights, weather) for one in (champion, challenger)))


def losses(trial: Trial) -> pd.DataFrame:
    """Return a row a flight: its schedule, and each bundle's log-loss, a mean over the states."""
    table = trial.flights.table
    return pd.DataFrame(
        {
            "carrier": table.carrier,
            "origin": table.origin,
            "destination": table.destination,
            "departure": table.departure.astype("datetime64[s]"),
            "champion": _mean_losses(trial.champion, trial.flights),
            "challenger": _mean_losses(trial.challenger, trial.flights),
        }
    )


def scores(trial: Trial) -> dict[str, Any]:
    """Return each bundle's metrics in each weather state, and the difference of the log-loss."""
    outcome = trial.flights.outcome
    departure = pd.Series(trial.flights.table.departure.astype("datetime64[s]"))
    found: dict[str, Any] = {}
    for state in WEATHER_STATES:
        ours, theirs = trial.challenger[state], trial.champion[state]
        apart = difference(log_losses(ours, outcome), log_losses(theirs, outcome), departure)
        found[state] = {
            "champion": _rounded(score(theirs, outcome)),
            "challenger": _rounded(score(ours, outcome)),
            "difference": asdict(apart),
        }
    return found


def _ask(bundle: Predictor, flights: Flights, weather: WeatherTable) -> ByState:
    inputs = bundle.features.build(flights.table, weather)
    return {state: bundle.probabilities(mask(inputs, state)) for state in WEATHER_STATES}


def _mean_losses(chances: ByState, flights: Flights) -> Floats:
    found = [log_losses(of_state, flights.outcome) for of_state in chances.values()]
    return np.asarray(np.mean(found, axis=0))


def _rounded(metrics: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 5) for name, value in metrics.items()}
