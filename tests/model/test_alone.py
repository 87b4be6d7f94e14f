"""What a flight is told does not depend on the flights that are asked about with it."""

from itertools import cycle
from typing import Any

import numpy as np
import pytest

from pushback.flights import FlightTable, WeatherTable
from pushback.notes import CODES
from pushback.predictor import Predictor
from tests.builders import fair_day, flight, flight_table, trips, weather_table

CLOCK_CHANGES = ("2026-03-08", "2026-11-01")
DAYS = ("2026-12-23", *CLOCK_CHANGES, "2028-12-31", "2099-12-31", "1987-01-01")
FLIGHTS = 240


@pytest.fixture(scope="module")
def flights(predictor: Predictor) -> FlightTable:
    """Flights of every kind: flown and never seen, by day and night, announced and not."""
    random = np.random.default_rng(22)
    flown = trips(predictor.reference)
    seen = [flown[at] for at in random.integers(len(flown), size=FLIGHTS)]
    origins = cycle((*predictor.reference.origins, *[None] * 3, "XXX"))
    rows: list[dict[str, Any]] = []
    for number, ((carrier, origin, to), other) in enumerate(zip(seen, origins, strict=False)):
        departure = np.datetime64(DAYS[number % len(DAYS)], "m") + random.integers(24 * 60)
        arrival = str(departure + 420) if number % 2 and departure < np.datetime64("2099") else None
        rows.append(
            flight(
                carrier="ZZ" if number % 11 == 0 else carrier,
                origin=other or origin,
                destination="YYY" if number % 13 == 0 else to,
                departure=str(departure),
                arrival=arrival,
                departure_delay_min=int(random.integers(-60, 1440)) if number % 5 == 0 else None,
            )
        )
    return flight_table(*rows)


@pytest.fixture(scope="module", params=["full", "forecast", "partial", "none"])
def weather(request: pytest.FixtureRequest, predictor: Predictor) -> WeatherTable:
    """Weather of which every hour, the forecast, every third hour, or nothing is known."""
    rows = [
        {**row, "temperature_c": -0.0 if number % 7 == 0 else number % 23 - 11.5}
        for airport in predictor.reference.origins
        for day in DAYS[:3]
        for number, row in enumerate(fair_day(day, airport, wind_direction_deg=190))
    ]
    if request.param == "forecast":
        rows = [{**row, "pressure_hpa": None, "visibility_km": None} for row in rows]
    return weather_table(*{"partial": rows[::3], "none": []}.get(request.param, rows))


def test_alone_and_among_others_a_flight_is_told_the_same(
    predictor: Predictor, flights: FlightTable, weather: WeatherTable
) -> None:
    features = predictor.features
    inputs = features.build(flights, weather)
    known, missing = features.known_weather(flights, weather, inputs)
    chances, minutes = predictor.distribution(flights, inputs)
    notes = predictor.notes.of(flights, known, missing)
    for row in range(len(flights)):
        one = flights.take(np.array([row]))
        alone = features.build(one, weather)
        assert alone.tobytes() == inputs[row].tobytes()
        found = features.known_weather(one, weather, alone)
        assert found == (known[row], missing[row])
        assert predictor.notes.of(one, *found) == [notes[row]]
        # onnxruntime adds the trees up in float32, in an order that depends on the batch.
        told = predictor.distribution(one, alone)
        np.testing.assert_allclose(told[0][0], chances[row], atol=2e-6)
        np.testing.assert_allclose(told[1][0], minutes[row], atol=0.01)


def test_weather_that_is_held_or_sorted_gives_the_same_features(
    predictor: Predictor, flights: FlightTable, weather: WeatherTable
) -> None:
    features = predictor.features
    inputs = features.build(flights, weather).tobytes()
    assert features.build(flights, features.sort(weather)).tobytes() == inputs
    near = flights.take(np.arange(1, 60, len(DAYS)))
    held = features.hold(weather)
    assert features.build(near, held).tobytes() == features.build(near, weather).tobytes()
    assert features.build(flights, held).tobytes() == inputs


def test_the_flights_tried_have_every_note_that_needs_no_weather(
    predictor: Predictor, flights: FlightTable
) -> None:
    told = predictor.predict(flights, weather_table()).predictions
    codes = {note.code for prediction in told for note in prediction.notes}
    assert codes == {*CODES} - {"partial_weather", "weather_from_elsewhere"}
