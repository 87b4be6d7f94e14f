"""Nation: how a bundle does on flights from anywhere, whose weather is not known.

The bundle answers as it is released, through the function's own code, from the schedule alone.
Beside it stand a constant that knows the shares of the judged flights themselves, which no forecast
can know, and the record's climatology: by airline, airport and hour, of the years that it counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.flights import NO_WEATHER
from pushback.outcomes import ON_TIME
from pushback.predictor import Predictor
from training.dataset.dataset import Flights, flights_of
from training.dataset.nation import outcome_counts
from training.errors import UnusableSplit
from training.evaluation.baselines import FINE, constant, shrunk_shares
from training.evaluation.metrics import Chances, log_losses, rounded, score
from training.record import Record

LEAST = 500
"""Judged flights below which an airline is not shown by itself."""

SYSTEMS = ("model", "climatology", "constant")
SCHEDULED = {"departure": "scheduled_departure", "arrival": "scheduled_arrival"}
Rows = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Judged:
    """Flights, the chances that each of `SYSTEMS` gave them, and which are `is_away`.

    These departed from where the model has learned no weather.
    """

    flights: Flights
    chances: Mapping[str, Chances]
    is_away: Rows


def judge(rows: pd.DataFrame, predictor: Predictor, record: Record) -> Judged:
    """Ask a bundle and the baselines about flights, but for those that the bundle was fitted on.

    `rows` are what `training.sources.flights.read_judged` returned; of `record` the climatology is
    made. Raises UnusableSplit if the bundle was fitted on all of the flights.
    """
    learned, months = predictor.contract.origins, predictor.contract.data.train.months
    departed = rows["departure"].to_numpy().astype("datetime64[M]").astype(str)
    is_fitted = rows["origin"].isin(learned) & np.isin(departed, months)
    if is_fitted.all():
        raise UnusableSplit(
            "of these flights", f"{predictor.contract.version} was fitted on all of them"
        )
    rows = rows[~is_fitted].rename(columns=SCHEDULED)
    flights = flights_of(rows.assign(departure_delay_min=np.nan))
    inputs = predictor.features.build(flights.table, NO_WEATHER)
    chances = {
        "model": predictor.probabilities(inputs),
        "climatology": _climatology(record, flights),
        "constant": constant(flights, np.ones(len(flights)), flights),
    }
    return Judged(flights, chances, ~np.isin(flights.table.origin.astype(str), learned))


def summarise(judged: Judged, file: str, version: str) -> dict[str, Any]:
    """Return scores and means away from where weather was learned, there, and of all, as JSON.

    The file of the flights and the bundle's version tell a reader what was held together.
    """
    parts = {"away": judged.is_away, "learned": ~judged.is_away, "all": judged.is_away | True}
    years = judged.flights.month.astype("datetime64[Y]").astype(str)
    carriers = judged.flights.table.carrier.astype(str)
    return {
        "file": file,
        "bundle": version,
        **{name: _scores(judged, rows) for name, rows in parts.items() if rows.any()},
        "years": _means_away(judged, years, 1),
        "carriers": _means_away(judged, carriers, LEAST),
    }


def _scores(judged: Judged, rows: Rows) -> dict[str, Any]:
    outcome = judged.flights.outcome[rows]
    found = rounded({name: _score(judged.chances[name][rows], outcome) for name in SYSTEMS})
    below = {
        name: round(1 - found["model"]["log_loss"] / found[name]["log_loss"], 5)
        for name in SYSTEMS[1:]
        if found[name]["log_loss"] > 0  # a constant is perfect where all flights end alike
    }
    return {**_mean(judged, rows), "systems": found, "below": below}


def _score(chances: Chances, outcome: NDArray[np.int64]) -> dict[str, float]:
    """Score chances; few flights may all be late, or none: there is log-loss alone then."""
    was_late = outcome != ON_TIME
    if 0 < was_late.sum() < len(was_late):
        return score(chances, outcome)
    return {"log_loss": float(log_losses(chances, outcome).mean())}


def _means_away(judged: Judged, key: NDArray[Any], least: int) -> dict[str, dict[str, float]]:
    """Return the means of each value of a key that enough flights away have."""
    groups = {str(value): judged.is_away & (key == value) for value in np.unique(key)}
    return {value: _mean(judged, rows) for value, rows in groups.items() if rows.sum() >= least}


def _mean(judged: Judged, rows: Rows) -> dict[str, float]:
    """Return how many flights these are, what share came late, and what was said on average."""
    came = judged.flights.outcome[rows] != ON_TIME
    said = 1 - judged.chances["model"][rows, ON_TIME]
    return {
        "flights": int(rows.sum()),
        "came": round(float(came.mean()), 5),
        "said": round(float(said.mean()), 5),
    }


def _climatology(record: Record, flights: Flights) -> Chances:
    """Return the record's shares by airline, airport and hour, those of few flights shrunk."""
    keys = record.routes[FINE].astype({"origin": object, "carrier": object})
    counts = pd.concat([keys, pd.DataFrame(outcome_counts(record.routes), keys.index)], axis=1)
    return shrunk_shares(counts.groupby(FINE).sum(), flights)
