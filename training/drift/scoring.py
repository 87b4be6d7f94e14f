"""Scoring: given flights as the released bundle sees them, with the weather that the lake has."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import Notes
from pushback.predictor import Predictor
from training.dataset import load_weather
from training.lake import Lake

PART = 50_000
"""Flights that are scored at once."""
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, eq=False)
class Scored:
    """Flights as the model sees them: features, chances of the outcomes, notes by code."""

    inputs: NDArray[np.float32]
    chances: NDArray[np.float64]
    notes: Counter[str]


def score_flights(flights: FlightTable, weather: WeatherTable, bundle: Bundle) -> Scored:
    """Ask the bundle's model about flights, as the function would."""
    predictor, notes = Predictor(bundle), Notes(bundle.contract)
    inputs = predictor.features.build(flights, weather)
    chances, counts = [], Counter[str]()
    for begin in range(0, len(flights), PART):
        rows = np.arange(begin, min(begin + PART, len(flights)))
        chances.append(predictor.probabilities(inputs[rows]))
        found = notes.of(flights.take(rows), inputs[rows])
        counts.update(note.code for of_flight in found for note in of_flight)
    del counts["past_departure"]  # flights of a file have mostly been flown
    return Scored(inputs, np.concatenate(chances), counts)


def weather_around(lake: Lake, departure: NDArray[np.datetime64]) -> WeatherTable:
    """Return the lake's weather of the months of some departures; none, if it has none.

    Raises
    ------
    LakeDamaged
        If a file of the lake is not what its manifest says.
    """
    days = np.unique(departure.astype("datetime64[D]"))
    months = {str(day.astype("datetime64[M]")) for day in (*(days - DAY), *(days + DAY))}
    return load_weather(lake, months)
