"""The released bundle says what the code does."""

import gzip
from collections.abc import Iterable

import msgspec
import numpy as np
import pytest

from pushback.bundle import BUNDLE_FILES, Bundle
from pushback.contract import CalibrationBin, SliceMetrics
from pushback.features import FEATURES
from pushback.fields import FIELDS
from pushback.flights import Flight, Options, Weather
from pushback.http.responses import LASTING_LEVEL
from pushback.http.validation import LIMITS
from pushback.outcomes import OUTCOMES
from pushback.predictor import Predictor
from pushback.record import Record
from tests.builders import fair_day, flight, flight_table, weather_table
from tests.paths import FUNCTION
from training.config import TRAINING_FOLDER
from training.dataset.masking import LEADS, TRAINING_SHARES, WEATHER_STATES
from training.evaluation.metrics import UNSEASONED
from training.record import read_record
from training.release.bundle import CARD_FILE, draw_card
from training.release.profile import BACKGROUND_SIZE

SYSTEMS = (*WEATHER_STATES, *LEADS, UNSEASONED, "seasonal_climatology", "climatology", "constant")

FOLDER = FUNCTION / "model"


def test_the_bundle_of_a_nation_stays_under_three_megabytes() -> None:
    assert sum((FOLDER / name).stat().st_size for name in BUNDLE_FILES) < 3_000_000


def test_the_page_starts_with_a_small_contract(released: Bundle) -> None:
    assert len(gzip.compress(msgspec.json.encode(released.contract), LASTING_LEVEL)) < 30_000


def test_the_contract_tells_the_fields_limits_features_and_outcomes_of_the_code(
    released: Bundle,
) -> None:
    contract = released.contract
    for table, row in (("flights", Flight), ("weather", Weather), ("options", Options)):
        assert [field.name for field in contract.fields[table]] == list(row.__struct_fields__)
    assert contract.limits == LIMITS
    assert tuple(contract.features) == FEATURES
    assert [outcome[:3] for outcome in OUTCOMES] == [
        (one.name, one.from_minutes, one.to_minutes) for one in contract.outcomes
    ]


def test_every_field_says_what_it_may_hold() -> None:
    for fields in FIELDS.values():
        for field in fields:
            assert field.description
            if field.type == "number":
                assert field.unit
                assert float(field.minimum or 0) < float(field.maximum or 0)
            elif field.type != "boolean":
                assert field.pattern


def test_the_background_is_usual_flights_in_every_state_of_the_weather(released: Bundle) -> None:
    inputs = released.reference.lookups.background
    assert len(inputs) == released.contract.background.flights == BACKGROUND_SIZE
    known = (~np.isnan(inputs)).sum(axis=1)
    assert len(np.unique(known)) >= len(TRAINING_SHARES)
    assert 0 < released.contract.background.late < 1


def test_the_choices_are_what_the_model_has_seen(released: Bundle) -> None:
    contract = released.contract
    choices = {field.name: field.choices for field in contract.fields["flights"]}
    assert choices["carrier"] == list(contract.airlines)
    assert choices["origin"] == choices["destination"] == list(contract.airports)
    assert contract.origins == ["EWR", "JFK", "LGA"]


def test_it_is_judged_on_later_months_and_released_on_all(released: Bundle) -> None:
    data = released.contract.data
    assert max(data.judged.months) < min(data.test.months)
    assert data.train.months == data.judged.months + data.test.months
    assert data.train.flights == data.judged.flights + data.test.flights
    assert data.train.flights == sum(source.flights for source in data.sources)


def test_the_record_is_the_committed_one(released: Bundle) -> None:
    committed = read_record(TRAINING_FOLDER / "record" / "nation.parquet")
    assert released.contract.data.record.sha256 == committed.sha256
    assert released.contract.data.record.years == committed.years


@pytest.mark.parametrize(
    "trip", [("AA", "ORD", "DFW"), ("DL", "ATL", "MCO"), ("AS", "SEA", "LAX"), ("WN", "DAL", "HOU")]
)
def test_flights_of_the_nation_are_usual_and_not_unseen(
    predictor: Predictor, trip: tuple[str, str, str]
) -> None:
    carrier, origin, destination = trip
    row = flight(carrier=carrier, origin=origin, destination=destination)
    (prediction,) = predictor.predict(flight_table(row), weather_table()).predictions
    assert prediction.usual
    assert prediction.usual.flights > 300
    assert [note.code for note in prediction.notes] == ["no_weather"]
    (prediction,) = predictor.predict(
        flight_table(row), weather_table(*fair_day(airport=origin))
    ).predictions
    assert [note.code for note in prediction.notes] == ["weather_from_elsewhere"]


def test_the_metrics_cover_every_weather_state_and_baseline(released: Bundle) -> None:
    assert tuple(released.contract.metrics) == SYSTEMS


def test_the_delays_within_an_outcome_stay_within_its_bounds(released: Bundle) -> None:
    for outcome in released.contract.outcomes:
        if outcome.minutes is None:
            assert outcome.name == "cancelled"
            continue
        assert outcome.minutes == sorted(outcome.minutes)
        assert outcome.minutes[0] >= (outcome.from_minutes or 0)
        assert outcome.minutes[-1] < (outcome.to_minutes or 10_000)


@pytest.mark.parametrize("route", ["JFK-LAX", "LGA-ORD", "EWR-SFO"])
def test_busy_routes_have_a_record(released: Bundle, route: str) -> None:
    (found,) = Record(released.reference).routes(*route.split("-"))
    assert sum(airline.usual.flights for airline in found.airlines) > 1000


def test_the_months_and_the_origins_add_up_to_all_test_flights(released: Bundle) -> None:
    contract = released.contract
    assert list(contract.metrics_by_month) == contract.data.test.months
    assert list(contract.metrics_by_origin) == contract.origins
    for slices in (contract.metrics_by_month, contract.metrics_by_origin):
        flights = [one.flights for one in slices.values()]
        losses = [one.log_loss for one in slices.values()]
        assert sum(flights) == contract.data.test.flights
        assert np.average(losses, weights=flights) == pytest.approx(
            contract.metrics["full"]["log_loss"], abs=2e-5
        )


@pytest.mark.parametrize("state", WEATHER_STATES)
def test_the_calibration_of_a_state_is_of_all_test_flights(released: Bundle, state: str) -> None:
    contract = released.contract
    assert set(contract.calibration) == set(WEATHER_STATES)
    curve, months = contract.calibration[state], contract.metrics_by_month.values()
    assert len(curve) == 10
    assert sum(one.flights for one in curve) == contract.data.test.flights
    assert [one.said for one in curve] == sorted(one.said for one in curve)
    name = "late_predicted" if state == "full" else f"late_predicted_{state}"
    for of_bins, of_months in (("said", name), ("came", "late_observed")):
        assert mean(curve, of_bins) == pytest.approx(mean(months, of_months), abs=2e-5)


def mean(parts: Iterable[CalibrationBin | SliceMetrics], name: str) -> float:
    """Return a figure's mean over parts of the flights, a flight counting as one."""
    told = [(getattr(part, name), part.flights) for part in parts]
    figures, flights = zip(*told, strict=True)
    return float(np.average(figures, weights=flights))


def test_airlines_of_few_test_flights_have_no_metrics_of_their_own(released: Bundle) -> None:
    contract = released.contract
    least = min(one.flights for one in contract.metrics_by_carrier.values())
    assert least >= 0.01 * contract.data.test.flights
    assert set(contract.metrics_by_carrier) < set(contract.airlines)


def test_the_card_is_the_contract_in_words(released: Bundle) -> None:
    card = (FOLDER / CARD_FILE).read_text()
    assert card == draw_card(released.contract)
    jetblue = released.contract.metrics_by_carrier["B6"]
    assert f"| JetBlue Airways | {jetblue.flights:,} |" in card
    for one in released.contract.calibration["none"]:
        assert f"{one.said:.1%}: {one.came:.1%} ({one.flights:,})" in card
